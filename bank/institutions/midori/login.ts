import { html } from 'hono/html';
import { type Html, notice } from '../../engine/pages/html.ts';
import { LOGIN_FIELDS, type LoginModel, type LoginName } from '../../engine/pages/login-models.ts';
import { loginHiddenFields } from '../../engine/pages/login-parts.ts';
import type { PageContext } from '../../engine/pages/pages.ts';
import { frame } from './frame.ts';

/** One answer for every wrong login: which of the entries was wrong is not told. */
const REASONS: Record<LoginModel['reason'], Html | null> = {
  first: null,
  refused: html`<strong>ログインできませんでした。</strong><br>入力された内容のいずれかが正しくありません。ワンタイムパスワードをご利用の方は、トークンの表示が新しくなってから、もう一度すべて入力してください(一度使った番号は使えません)。`,
  later: html`<strong>続けて誤りがあったため、いまはログインできません。</strong><br>しばらく時間をおいてから、もう一度お試しください。`,
  stale: html`画面を開いてから時間が経ったため、受け付けませんでした。もう一度入力してください。`,
};

const WAYS: Record<LoginName, string> = {
  'login-id': 'ログインIDで',
  'representative-account': '代表口座で',
};

/**
 * One form, a table with its label cells at the left; the one-time password is always asked for. The rows of
 * the way that is not chosen are hidden by the style sheet alone.
 */
export function loginPage(context: PageContext, model: LoginModel): Html {
  const { fields, otp, desk, name, login, branches, recovery } = context.institution;
  const words = REASONS[model.reason];
  const invalid = model.reason === 'refused' ? html`aria-describedby="login-error"` : '';
  const code = String(fields.otp);
  return frame(context, {
    title: 'ログイン',
    body: html`<div class="columns">
  <section class="card login">
    ${words ? html`<div id="login-error">${notice('warning', words)}</div>` : ''}
    ${model.code ? notice('info', 'トークンアプリのワンタイムパスワードを入力しました。あとの欄を入力して、ログインしてください。') : ''}
    <form method="post" action="/login">
      ${loginHiddenFields(context, model)}
      ${
        login.by.length > 1
          ? html`<div class="ways" role="radiogroup" aria-label="ログインの方法">${login.by.map(
              (way) =>
                html`<label class="way"><input type="radio" name="${LOGIN_FIELDS.by}" value="${way}" ${way === model.by ? html`checked` : ''}>${WAYS[way]}</label>`,
            )}</div>`
          : ''
      }
      <table class="form"><tbody>
        <tr class="by-login-id">
          <th scope="row"><label for="${fields.loginId}">ログインID</label></th>
          <td><input id="${fields.loginId}" name="${fields.loginId}" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="64" value="${model.loginId}" ${invalid}></td>
        </tr>
        <tr class="by-account">
          <th scope="row"><label for="${LOGIN_FIELDS.branch}">代表口座の支店</label></th>
          <td><select id="${LOGIN_FIELDS.branch}" name="${LOGIN_FIELDS.branch}">${branches.map(
            (branch) =>
              html`<option value="${branch.code}" ${branch.code === model.branch ? html`selected` : ''}>${branch.name}(${branch.code})</option>`,
          )}</select></td>
        </tr>
        <tr class="by-account">
          <th scope="row"><label for="${LOGIN_FIELDS.account}">代表口座の番号</label></th>
          <td><input id="${LOGIN_FIELDS.account}" name="${LOGIN_FIELDS.account}" class="account-input" inputmode="numeric" autocomplete="off" maxlength="7" value="${model.account}" ${invalid}>
            <p class="hint">普通預金の口座番号7桁</p></td>
        </tr>
        <tr>
          <th scope="row"><label for="${fields.password}">ログインパスワード</label></th>
          <td><input id="${fields.password}" name="${fields.password}" type="password" autocomplete="current-password" maxlength="128" ${invalid}></td>
        </tr>
        <tr>
          <th scope="row"><label for="${code}">ワンタイムパスワード</label><span class="only">ご利用のお客さまのみ</span></th>
          <td><input id="${code}" name="${code}" class="code-input" inputmode="numeric" autocomplete="one-time-code" maxlength="${otp.digits}" value="${model.code}" ${invalid}>
            <p class="hint">トークンに表示された${otp.digits}桁の数字</p></td>
        </tr>
      </tbody></table>
      <p class="buttons"><button class="button primary wide" type="submit">ログイン</button></p>
    </form>
    ${recovery ? html`<p class="more"><a href="/recover">ワンタイムパスワードの再発行(紛失・故障・利用停止の方)</a></p>` : ''}
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
