import { html } from 'hono/html';
import { maskedNumber } from '../phone/number.ts';
import type { ApplyPages, PhonePageModel, PhoneRefusalWords } from './apply-models.ts';
import { csrfField, facts, type Html, notice, steps, whole } from './html.ts';
import { otpTrail } from './otp-parts.ts';
import type { PageContext } from './pages.ts';

/** Why a call did not count, and what to do. Only `late` and `several` are surely about this customer's call. */
export const PHONE_REFUSALS: PhoneRefusalWords = {
  anonymous:
    '番号を通知しないお電話がありました。お客さまからのお電話でしたら、電話番号の前に「186」をつけて、もう一度おかけください。',
  'ip-phone':
    '050で始まる番号からのお電話は、ご本人の確認に使えません。ご登録の電話番号から、もう一度おかけください。',
  'other-number':
    'ご登録の電話番号とは別の番号からお電話がありました。お客さまからのお電話でしたら、ご登録の電話番号から、もう一度おかけください。',
  late: 'お電話をいただくまでの時間が過ぎていました。「もう一度かける」を押してから、おかけ直しください。',
  several:
    'ご登録の電話番号で、別のお手続きが同時に行われているため、確認できませんでした。別の画面でお手続き中でしたら、そちらを中止して2分ほどおいてからお試しください。お心当たりがないときは、すぐに下記へお電話ください。',
};

/** 0120 and 0800: the called one pays. */
const TOLL_FREE = /^\+81(?:120|800)/u;

const LATE = 'お電話をいただくまでの時間が過ぎました。';

function waiting(context: PageContext, { view, early }: PhonePageModel): Html {
  const { printed = '', number = '' } = context.institution.phoneVerification ?? {};
  return html`
    ${early ? notice('info', 'まだお電話を確認できていません。お電話のあと数秒で確認できます。') : ''}
    <p>ご本人さまの確認のため、<strong>ご登録の電話番号から</strong>、次の番号へお電話ください。${TOLL_FREE.test(number) ? '通話料は無料です。' : ''}つながると、自動音声のあと、この画面が自動的に進みます。</p>
    ${facts([
      [
        'おかけになる番号',
        html`<strong class="call-number"><a href="tel:${printed}">${printed}</a></strong>`,
      ],
      ['ご登録の電話番号', html`<strong>${maskedNumber(view.number)}</strong> から`],
      [
        'のこり時間',
        html`<strong class="call-left"><span data-phone-left>${view.secondsLeft}</span>秒</strong>`,
      ],
    ])}
    <div data-phone-said class="notice notice-warning" role="status" ${view.refusal ? '' : html`hidden`}>${
      view.refusal ? PHONE_REFUSALS[view.refusal] : ''
    }</div>
    <p class="hint">画面が進まないときは、お電話を終えてから「確定する」を押してください。番号を通知しない設定の方は、番号の前に「186」をつけてください。</p>`;
}

const over = ({ view }: PhonePageModel): Html => html`
  ${notice('warning', view.refusal === 'several' ? PHONE_REFUSALS.several : LATE)}
  ${
    view.again
      ? html`<p>お手続きはまだ行われていません。続けるときは「もう一度かける」を押してから、ご登録の電話番号（${whole(maskedNumber(view.number))}）でお電話ください。</p>`
      : html`<p>お手続きは行われていません。お手数ですが、はじめからやり直すか、下記へお電話ください。</p>`
  }`;

/** The page that waits for the customer's call; it goes on by itself, and by its button. */
export const phonePages: Pick<ApplyPages, 'phoneCall'> = {
  phoneCall(context, model) {
    const { desk } = context.institution;
    const live = model.view.state === 'waiting';
    return context.institution.frame(context, {
      title: model.title,
      ...(model.inside ? { section: 'otp' as const, trail: otpTrail(context) } : {}),
      scripts: live ? ['/phone-call.js'] : [],
      body: html`${steps(model.steps.names, model.steps.current)}
      <section class="card">
        <form method="post" action="${model.action}">
          ${csrfField(context.csrf)}
          <input type="hidden" name="sealed" value="${model.sealed}">
          <div ${live ? html`data-phone="${model.view.id}"` : ''}>${live ? waiting(context, model) : over(model)}</div>
          <p class="buttons">${
            live
              ? html`<button class="button primary" type="submit" name="go" value="check">確定する</button>`
              : model.view.again
                ? html`<button class="button primary" type="submit" name="go" value="again">もう一度かける</button>`
                : ''
          }<button class="button" type="submit" name="go" value="back">戻る</button><button class="button" type="submit" name="go" value="stop">${model.stopLabel}</button></p>
        </form>
        <p class="hint">ご登録の電話番号が変わった方、お電話できない方は、${desk.name}（${whole(desk.phone)}）へご連絡ください。</p>
      </section>`,
    });
  },
};
