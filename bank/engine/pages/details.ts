import { html } from 'hono/html';
import { maskedNumber, printedNumber } from '../phone/number.ts';
import { confirmingForm } from './confirming.ts';
import { formRows } from './form-rows.ts';
import { csrfField, facts, fieldError, type Html, notice, steps } from './html.ts';
import { SECTION_PATHS } from './menu.ts';
import type { DetailsChange, OperationPages } from './operations-models.ts';
import type { PageContext } from './pages.ts';

const STEPS = ['入力', '確認', '完了'];
const NO_PHONE = 'ご登録がありません';

const trail = (context: PageContext): [string, string][] => [
  [context.institution.menu.details, SECTION_PATHS.details],
];

const registered = ({ customer }: PageContext): Html =>
  facts([
    ['お名前', `${customer?.name ?? ''} 様`],
    ['メールアドレス', customer?.email ?? ''],
    ['電話番号', customer?.phone ? maskedNumber(customer.phone) : NO_PHONE],
  ]);

const SAID = {
  'mail-on': '取引認証パスワードのメールを、お送りするようにしました。',
  'mail-off': '取引認証パスワードのメールを、お送りしないようにしました。',
} as const;

/** What the switch does and where it stands; empty where the institution mails no passwords. */
function mailSection({ institution, customer, csrf }: PageContext): Html | string {
  if (institution.mailPassword === null) return '';
  const on = customer?.mail_password === 1;
  return html`<section class="card">
    <h2>取引認証パスワード</h2>
    <p>お手続きのたびに、1回だけ使える数字をメールでお送りするしくみです。メールでお手続きの内容もお確かめいただけます。</p>
    ${facts([['現在の設定', html`<strong>${on ? '利用する' : '利用しない'}</strong>`]])}
    <form method="post" action="/details/mail">
      ${csrfField(csrf)}
      <input type="hidden" name="to" value="${on ? 'off' : 'on'}">
      <p class="buttons"><button class="button" type="submit">${on ? '利用しない設定にする' : '利用する設定にする'}</button></p>
    </form>
  </section>`;
}

const changeFacts = ({ customer }: PageContext, change: DetailsChange): Html => {
  const row = (name: string, before: string, after: string): [string, Html] => [
    name,
    html`<span class="before">${before}</span><br>→ <strong>${after}</strong>`,
  ];
  return facts([
    ...(change.email === null ? [] : [row('メールアドレス', customer?.email ?? '', change.email)]),
    ...(change.phone === null
      ? []
      : [
          row(
            '電話番号',
            customer?.phone ? maskedNumber(customer.phone) : NO_PHONE,
            printedNumber(change.phone),
          ),
        ]),
  ]);
};

/** What the bank knows of a customer, its change, and the switch of the mailed passwords. */
export const detailsPages: Pick<
  OperationPages,
  'details' | 'detailsForm' | 'detailsConfirm' | 'detailsDone' | 'mailSwitchConfirm'
> = {
  details(context, { said }) {
    const { institution } = context;
    return institution.frame(context, {
      title: institution.menu.details,
      section: 'details',
      body: html`${said ? notice('success', SAID[said]) : ''}
      <section class="card">
        <h2>ご登録の内容</h2>
        ${registered(context)}
        <p class="hint">安全のため、電話番号の終わりの4桁は表示していません。お名前の変更は${institution.desk.name}(${institution.desk.phone})で承ります。</p>
        <p class="buttons"><a class="button primary" href="/details/change">メールアドレス・電話番号を変更する</a></p>
      </section>
      ${mailSection(context)}`,
    });
  },
  detailsForm(context, { input, errors }) {
    const { institution, customer } = context;
    const invalid = (name: 'email' | 'phone') =>
      errors[name] ? html`aria-invalid="true" aria-describedby="${name}-error"` : '';
    return institution.frame(context, {
      title: '変更内容の入力',
      section: 'details',
      trail: trail(context),
      body: html`${steps(STEPS, 0)}
      <section class="card">
        ${Object.keys(errors).length > 0 ? notice('warning', '入力内容をご確認ください。') : ''}
        <form method="post" action="/details/change">
          ${csrfField(context.csrf)}
          ${formRows(context, [
            {
              id: 'email',
              label: 'メールアドレス',
              control: html`<input id="email" name="email" type="email" autocomplete="email" maxlength="254" value="${input.email}" ${invalid('email')}>`,
              error: errors.email,
            },
            {
              id: 'phone',
              label: '電話番号',
              control: html`<input id="phone" name="phone" type="tel" autocomplete="tel" maxlength="24" size="18" value="${input.phone}" ${invalid('phone')}>`,
              hint: `現在のご登録: ${customer?.phone ? maskedNumber(customer.phone) : NO_PHONE}。変更しないときは、空のままにしてください。`,
              error: errors.phone,
            },
          ])}
          ${fieldError('all', errors.all)}
          <p class="buttons"><button class="button primary" type="submit">確認画面へ</button><a class="button" href="/details">中止する</a></p>
        </form>
      </section>`,
    });
  },
  detailsConfirm(context, { change, ...confirming }) {
    return context.institution.frame(context, {
      title: '変更内容の確認',
      section: 'details',
      trail: trail(context),
      body: html`${steps(STEPS, 1)}
      <section class="card">
        <p>次のとおり変更します。変更のお知らせを、いまご登録のメールアドレスへお送りします。</p>
        ${changeFacts(context, change)}
        ${confirmingForm(context, confirming, {
          action: '/details/confirm',
          buttons: html`<button class="button primary" type="submit" name="go" value="send">変更する</button><button class="button" type="submit" name="go" value="back">戻る</button><a class="button" href="/details">中止する</a>`,
        })}
      </section>`,
    });
  },
  detailsDone(context) {
    return context.institution.frame(context, {
      title: '変更の完了',
      section: 'details',
      trail: trail(context),
      body: html`${steps(STEPS, 2)}
      <section class="card receipt">
        ${notice('success', '変更を受け付け、完了しました。')}
        ${registered(context)}
        <p>変更前のメールアドレスへ、変更のお知らせをお送りしました。</p>
        <p class="buttons screen-only"><a class="button primary" href="/details">${context.institution.menu.details}へ</a><a class="button" href="/menu">${context.institution.menu.home}へ</a></p>
      </section>`,
    });
  },
  mailSwitchConfirm(context, { on, ...confirming }) {
    return context.institution.frame(context, {
      title: `取引認証パスワードを利用${on ? 'する' : 'しない'}`,
      section: 'details',
      trail: trail(context),
      body: html`<section class="card">
        <p>${
          on
            ? 'これからは、お手続きのたびに取引認証パスワードをメールでお送りします。'
            : 'これからは、取引認証パスワードの代わりに、ワンタイムパスワードをお尋ねします。ワンタイムパスワードをご利用でないときは、確認用パスワードをお尋ねします。'
        }</p>
        ${confirmingForm(context, confirming, {
          action: '/details/mail/confirm',
          buttons: html`<button class="button primary" type="submit">${on ? '利用する' : '利用しない'}</button><a class="button" href="/details">中止する</a>`,
        })}
      </section>`,
    });
  },
};
