import { html } from 'hono/html';
import { formatDateTime } from '../../../core/i18n/format.ts';
import type { ApplyPages } from './apply-models.ts';
import { csrfField, facts, notice, steps } from './html.ts';
import { otpTrail } from './otp-parts.ts';

/** An application for a hardware token: received, and withdrawn by the customer. */
export const hardwareApplicationPages: Pick<ApplyPages, 'hardwareDone' | 'hardwareWithdraw'> = {
  hardwareDone(context, { email, inside, steps: bar }) {
    return context.institution.frame(context, {
      title: '申込の完了',
      section: 'otp',
      trail: context.limited ? [] : otpTrail(context),
      body: html`${steps(bar.names, bar.current)}
      <section class="card">
        ${notice('success', 'ハードウェアトークンのお申込みを受け付けました。')}
        <ol class="guide">
          <li>お届けのご住所へ、トークンを郵送します（1週間ほどかかります）。</li>
          <li>届きましたら、この画面のメニューから「利用開始」をしてください。</li>
          <li>利用開始までは、これまでどおりログインできます。</li>
        </ol>
        <p class="hint">ご連絡先: ${email}</p>
        ${
          inside
            ? html`<p class="buttons screen-only"><a class="button" href="/otp">ご利用状況へ</a></p>`
            : html`<form method="post" action="/logout">${csrfField(context.csrf)}<p class="buttons screen-only"><button class="button" type="submit">ログアウト</button></p></form>`
        }
      </section>`,
    });
  },
  hardwareWithdraw(context, { orderedAt }) {
    return context.institution.frame(context, {
      title: '申込の取りやめ',
      section: 'otp',
      trail: otpTrail(context),
      body: html`<section class="card">
        <p>ハードウェアトークンのお申込みを取りやめます。あとから、もう一度お申込みいただけます。</p>
        ${facts([['お申込み', formatDateTime(orderedAt, 'ja')]])}
        <form method="post" action="/otp/apply/withdraw">
          ${csrfField(context.csrf)}
          <p class="buttons"><button class="button danger" type="submit">申込を取りやめる</button><a class="button" href="/otp">戻る</a></p>
        </form>
        <p class="hint">すでに発送しているときは、お手もとに届くことがあります。</p>
      </section>`,
    });
  },
};
