import { html } from 'hono/html';
import { confirmingForm } from './confirming.ts';
import { codeField, formRows } from './form-rows.ts';
import type { FormRow } from './form-style.ts';
import { csrfField, facts, notice } from './html.ts';
import type { OperationPages } from './operations-models.ts';
import { METHOD_NAMES, momentWords, otpTrail } from './otp-parts.ts';

/** When a new one can be had after cancelling, by the institution's rule. */
const REISSUE = {
  'next-day': '再発行のお申込みは、解除の翌日から受け付けます。',
  '30-minutes': '再発行のお申込みは、解除の30分後から受け付けます(夜間の解除は、翌朝からとなります)。',
  'at-once': '再発行のお申込みは、解除のあとすぐに受け付けます。',
} as const;

/** Start of use with the first code, the choice of method, and cancelling. */
export const otpUsePages: Pick<OperationPages, 'startForm' | 'methodConfirm' | 'cancelForm' | 'cancelDone'> =
  {
    startForm(context, { methods, method, refused }) {
      const { digits } = context.institution.otp;
      const choice: FormRow = {
        id: '',
        label: html`<span id="method-label">認証方式</span>`,
        control: html`<div class="choices" role="radiogroup" aria-labelledby="method-label">${methods.map(
          (each) =>
            html`<label class="choice"><input type="radio" name="method" value="${each}" ${each === method ? html`checked` : ''}><span>${METHOD_NAMES[each]}</span></label>`,
        )}</div>`,
        hint: '振込のほかのお手続きで、ご本人の確認に使うものです。メールをお選びになると、お手続きのたびに数字をメールでお送りします。ログインと振込には、どちらをお選びでもワンタイムパスワードを使います。あとから変更できます。',
      };
      return context.institution.frame(context, {
        title: 'ワンタイムパスワード利用開始',
        section: 'otp',
        trail: otpTrail(context),
        body: html`<section class="card">
        ${refused ? notice('warning', '利用はまだ始まっていません。入力内容をご確認ください。') : ''}
        <p>トークンに表示されているワンタイムパスワードを入力してください。利用を開始すると、次のログインから入力が必要になります。</p>
        <form method="post" action="/otp/start">
          ${csrfField(context.csrf)}
          ${formRows(context, [
            ...(methods.length > 1 ? [choice] : []),
            {
              id: 'code',
              label: 'ワンタイムパスワード',
              control: codeField(context, {
                id: 'code',
                name: 'code',
                digits,
                value: '',
                wrong: refused,
                describedBy: 'code-error',
              }),
              hint: `トークンに表示された${digits}桁の数字`,
              error: refused
                ? 'ワンタイムパスワードが正しくないか、すでに使われています。トークンの表示が新しくなってから、もう一度入力してください。続けて誤ると、利用を停止します。'
                : undefined,
            },
          ])}
          <p class="buttons"><button class="button primary" type="submit">利用を開始する</button><a class="button" href="/otp">中止する</a></p>
        </form>
      </section>`,
      });
    },
    methodConfirm(context, { method, ...confirming }) {
      const { customer } = context;
      return context.institution.frame(context, {
        title: '認証方式の変更',
        section: 'otp',
        trail: otpTrail(context),
        body: html`<section class="card">
        <p>振込のほかのお手続きで、ご本人の確認に使うものを変更します。</p>
        ${facts([
          ['現在の認証方式', customer ? METHOD_NAMES[customer.method] : ''],
          ['変更後の認証方式', html`<strong>${METHOD_NAMES[method]}</strong>`],
        ])}
        ${confirmingForm(context, confirming, {
          action: '/otp/method/confirm',
          buttons: html`<button class="button primary" type="submit">変更する</button><a class="button" href="/otp">中止する</a>`,
        })}
      </section>`,
      });
    },
    cancelForm(context, { coded, ...confirming }) {
      const { otp, login } = context.institution;
      return context.institution.frame(context, {
        title: 'ワンタイムパスワード利用解除',
        section: 'otp',
        trail: otpTrail(context),
        body: html`<section class="card">
        ${notice(
          'info',
          html`<ul class="news"><li>解除すると、いまのトークンは使えなくなります。</li>
            ${coded ? html`<li>次のログインから、ワンタイムパスワードの入力はいりません。</li>` : ''}
            ${login.phoneNeedsToken ? html`<li>スマートフォンからのご利用には、新しいトークンのお申込みが必要です。</li>` : ''}
            <li>${REISSUE[otp.reissue]}</li></ul>`,
        )}
        ${confirmingForm(context, confirming, {
          action: '/otp/cancel',
          buttons: html`<button class="button danger" type="submit">利用を解除する</button><a class="button" href="/otp">中止する</a>`,
        })}
      </section>`,
      });
    },
    cancelDone(context, { from }) {
      const { institution } = context;
      return institution.frame(context, {
        title: '利用解除の完了',
        section: 'otp',
        trail: otpTrail(context),
        body: html`<section class="card receipt">
        ${notice('success', 'ワンタイムパスワードの利用を解除しました。')}
        <ul class="news">
          <li>次のログインから、ワンタイムパスワードの入力はいりません。</li>
          <li>いままでのトークンは、もう使えません。アプリに残っているときは、消していただいて差し支えありません。</li>
          ${institution.login.phoneNeedsToken ? html`<li>スマートフォンからのご利用には、新しいトークンのお申込みが必要です。</li>` : ''}
          <li>${
            from === null
              ? '再発行は、いまからお申込みいただけます。'
              : html`再発行のお申込みは、<strong>${momentWords(from)}</strong>から受け付けます。`
          }</li>
        </ul>
        <p class="buttons screen-only"><a class="button primary" href="/otp">ご利用状況へ</a><a class="button" href="/menu">${institution.menu.home}へ</a></p>
      </section>`,
      });
    },
  };
