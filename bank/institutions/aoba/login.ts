import { html } from 'hono/html';
import { type Html, notice } from '../../engine/pages/html.ts';
import type { LoginModel } from '../../engine/pages/login-models.ts';
import { loginHiddenFields } from '../../engine/pages/login-parts.ts';
import type { PageContext } from '../../engine/pages/pages.ts';
import { form } from './form.ts';
import { frame } from './frame.ts';

const REASONS: Record<LoginModel['reason'], Html | null> = {
  first: null,
  refused: html`<strong>ログインできませんでした。</strong>入力内容に誤りがあります。もう一度、すべての欄に入力してください。`,
  later: html`<strong>誤りが続いたため、いまはログインできません。</strong>しばらく時間をおいてから、もう一度お試しください。`,
  stale: html`時間が経ったため、受け付けませんでした。もう一度入力してください。`,
};

/** ID and password, and nothing else: the code has a page of its own. */
export function loginPage(context: PageContext, model: LoginModel): Html {
  const { loginId, code, reason } = model;
  const { fields, desk, company } = context.institution;
  const words = REASONS[reason];
  return frame(context, {
    title: 'ログイン',
    body: html`<div class="entrance">
  <section class="card">
    ${words ? notice('warning', words) : ''}
    ${code ? notice('info', 'トークンアプリのワンタイムパスワードは、このあとの画面に入力されます。') : ''}
    <form method="post" action="/login" class="login">
      ${loginHiddenFields(context, model)}
      ${form.rows?.([
        {
          id: fields.loginId,
          label: 'ログインID',
          control: html`<input id="${fields.loginId}" name="${fields.loginId}" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="64" value="${loginId}">`,
        },
        {
          id: fields.password,
          label: 'ログインパスワード',
          control: html`<input id="${fields.password}" name="${fields.password}" type="password" autocomplete="current-password" maxlength="128">`,
        },
      ])}
      <p class="buttons"><button class="button primary" type="submit">次へ</button></p>
      <p class="hint">ワンタイムパスワードをご利用のお客さまは、次の画面で入力します。</p>
    </form>
  </section>
  <section class="card news-board">
    <h2>お知らせ</h2>
    <dl>
      <dt>重要</dt><dd>${company}の職員が、電話やメールでパスワードをお聞きすることはありません。</dd>
      <dt>ご案内</dt><dd>ワンタイムパスワードは、スマートフォンのアプリのほか、窓口でお渡しする専用のトークンでもご利用いただけます。</dd>
      <dt>お困りのとき</dt><dd>${desk.name} <strong>${desk.phone}</strong></dd>
    </dl>
  </section>
</div>`,
  });
}
