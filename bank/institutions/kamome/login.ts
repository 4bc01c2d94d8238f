import { html } from 'hono/html';
import { codeBoxes } from '../../engine/pages/code-boxes.ts';
import { type Html, notice } from '../../engine/pages/html.ts';
import type { LoginModel } from '../../engine/pages/login-models.ts';
import { loginHiddenFields } from '../../engine/pages/login-parts.ts';
import type { PageContext } from '../../engine/pages/pages.ts';
import { form } from './form.ts';
import { frame } from './frame.ts';

const REASONS: Record<LoginModel['reason'], Html | null> = {
  first: null,
  refused: html`<strong>ログインできませんでした。</strong><br>入力された内容のどれかが正しくありません。ワンタイムパスワードは、表示が新しくなってから入力してください(一度使った数字は使えません)。`,
  later: html`<strong>誤りが続いたため、少しお休みしています。</strong><br>しばらく時間をおいてから、もう一度お試しください。`,
  stale: html`時間が経ったため、受け付けませんでした。もう一度入力してください。`,
};

/** One column; the code goes into six boxes. */
export function loginPage(context: PageContext, model: LoginModel): Html {
  const { loginId, code, reason } = model;
  const { fields, otp, recovery, desk } = context.institution;
  const words = REASONS[reason];
  const described = reason === 'refused' ? html`aria-describedby="login-error"` : '';
  const boxes = [fields.otp].flat();
  return frame(context, {
    title: 'ログイン',
    body: html`<section class="card login">
    ${words ? html`<div id="login-error">${notice('warning', words)}</div>` : ''}
    ${code ? notice('info', 'トークンアプリのワンタイムパスワードを入力しました。ログインIDとパスワードを入力してください。') : ''}
    <form method="post" action="/login">
      ${loginHiddenFields(context, model)}
      ${form.rows?.([
        {
          id: fields.loginId,
          label: 'ログインID',
          control: html`<input id="${fields.loginId}" name="${fields.loginId}" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="64" value="${loginId}" ${described}>`,
        },
        {
          id: fields.password,
          label: 'ログインパスワード',
          control: html`<input id="${fields.password}" name="${fields.password}" type="password" autocomplete="current-password" maxlength="128" ${described}>`,
        },
        {
          id: boxes[0] ?? 'otp',
          label: 'ワンタイムパスワード',
          control: codeBoxes({
            id: boxes[0] ?? 'otp',
            label: 'ワンタイムパスワード',
            names: boxes,
            value: code,
            wrong: false,
          }),
          hint: `トークンに表示された${otp.digits}桁の数字(ご利用のお客さまのみ)`,
        },
      ])}
      <p class="buttons"><button class="button primary wide" type="submit">ログイン</button></p>
    </form>
    ${recovery ? html`<p class="more"><a href="/recover">機種変更・紛失のお手続き</a></p>` : ''}
  </section>
  <section class="card quiet">
    <h2>はじめてスマートフォンでご利用のとき</h2>
    <p>ワンタイムパスワードのお申込みが必要です。ログインすると、お申込みの画面に進みます。</p>
    <p>パスワードやワンタイムパスワードを電話でお聞きすることはありません。ご不明のときは${desk.name}へ。</p>
  </section>`,
  });
}
