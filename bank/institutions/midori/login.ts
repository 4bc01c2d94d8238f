import { html } from 'hono/html';
import { csrfField, type Html, notice } from '../../engine/pages/html.ts';
import type { LoginModel, PageContext } from '../../engine/pages/pages.ts';
import { frame } from './frame.ts';

/** One answer for every wrong login: which of the three was wrong is not told. */
const REASONS: Record<LoginModel['reason'], Html | null> = {
  first: null,
  refused: html`<strong>ログインできませんでした。</strong><br>ログインID、ログインパスワード、ワンタイムパスワードのいずれかが正しくありません。ワンタイムパスワードをご利用の方は、トークンの表示が新しくなってから、もう一度すべて入力してください(一度使った番号は使えません)。`,
  later: html`<strong>続けて誤りがあったため、いまはログインできません。</strong><br>しばらく時間をおいてから、もう一度お試しください。`,
  stale: html`画面を開いてから時間が経ったため、受け付けませんでした。もう一度入力してください。`,
};

/** One form, a table with its label cells at the left; the one-time password is always asked for. */
export function loginPage(context: PageContext, { loginId, code, reason }: LoginModel): Html {
  const { fields, otp, desk, name } = context.institution;
  const words = REASONS[reason];
  const invalid = reason === 'refused' ? html`aria-describedby="login-error"` : '';
  return frame(context, {
    title: 'ログイン',
    body: html`<div class="columns">
  <section class="card login">
    ${words ? html`<div id="login-error">${notice('warning', words)}</div>` : ''}
    ${code ? notice('info', 'トークンアプリのワンタイムパスワードを入力しました。ログインIDとパスワードを入力してください。') : ''}
    <form method="post" action="/login">
      ${csrfField(context.csrf)}
      <table class="form"><tbody>
        <tr>
          <th scope="row"><label for="${fields.loginId}">ログインID</label></th>
          <td><input id="${fields.loginId}" name="${fields.loginId}" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="64" value="${loginId}" ${invalid}></td>
        </tr>
        <tr>
          <th scope="row"><label for="${fields.password}">ログインパスワード</label></th>
          <td><input id="${fields.password}" name="${fields.password}" type="password" autocomplete="current-password" maxlength="128" ${invalid}></td>
        </tr>
        <tr>
          <th scope="row"><label for="${String(fields.otp)}">ワンタイムパスワード</label><span class="only">ご利用のお客さまのみ</span></th>
          <td><input id="${String(fields.otp)}" name="${String(fields.otp)}" class="code-input" inputmode="numeric" autocomplete="one-time-code" maxlength="${otp.digits}" value="${code}" ${invalid}>
            <p class="hint">トークンに表示された${otp.digits}桁の数字</p></td>
        </tr>
      </tbody></table>
      <p class="buttons"><button class="button primary wide" type="submit">ログイン</button></p>
    </form>
  </section>
  <aside class="side">
    <section class="card">
      <h2>お知らせ</h2>
      <ul class="news">
        <li>ワンタイムパスワードのお申込みを受け付けています。ログインのあと「ワンタイムパスワード」からお手続きください。</li>
        <li>スマートフォンでトークンの設定がお済みの方は、ワンタイムパスワードを入れてログインすると利用開始となります。</li>
      </ul>
    </section>
    <section class="card care">
      <h2>ご注意ください</h2>
      <ul class="news">
        <li>${name}から、電話やメールでワンタイムパスワードをお聞きすることはありません。</li>
        <li>お困りのときは ${desk.name} <strong>${desk.phone}</strong></li>
      </ul>
    </section>
  </aside>
</div>`,
  });
}
