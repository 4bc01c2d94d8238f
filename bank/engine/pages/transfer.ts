import { html } from 'hono/html';
import { formatDateTime } from '../../../core/i18n/format.ts';
import { confirmingForm } from './confirming.ts';
import { formRows } from './form-rows.ts';
import { csrfField, facts, type Html, notice, steps, yen } from './html.ts';
import { SECTION_PATHS } from './menu.ts';
import type { OperationPages, TransferView } from './operations-models.ts';
import type { PageContext } from './pages.ts';

const STEPS = ['入力', '確認', '完了'];

const trail = (context: PageContext): [string, string][] => [
  [context.institution.menu.transfer, SECTION_PATHS.transfer],
];

const transferFacts = (context: PageContext, view: TransferView): Html =>
  facts([
    ...(view.at === null ? [] : [['受付日時', formatDateTime(view.at, 'ja')] as const]),
    ['出金口座', `${view.from.branchName} ${view.from.kind} ${view.from.number}`],
    ['振込先', `${view.toBranch} ${view.toKind} ${view.toNumber}`],
    ['お受取人', view.toHolder],
    ['振込金額', html`<strong class="big-amount">${yen(view.amount)}</strong>`],
    ['手数料', `0円(${context.institution.ourselves}内)`],
  ]);

/** A transfer within the bank: input, confirmation, done. */
export const transferPages: Pick<OperationPages, 'transferForm' | 'transferConfirm' | 'transferDone'> = {
  transferForm(context, { accounts, input, errors }) {
    const { institution } = context;
    const wrong = Object.keys(errors).length > 0;
    const invalid = (name: keyof typeof errors) =>
      errors[name] ? html`aria-invalid="true" aria-describedby="${name}-error"` : '';
    return institution.frame(context, {
      title: institution.menu.transfer,
      section: 'transfer',
      body: html`${steps(STEPS, 0)}
      <section class="card">
        ${wrong ? notice('warning', '入力内容をご確認ください。') : ''}
        <form method="post" action="/transfer">
          ${csrfField(context.csrf)}
          ${formRows(context, [
            {
              id: 'from',
              label: '出金口座',
              control: html`<select id="from" name="from" ${invalid('from')}>${accounts.map(
                (account) =>
                  html`<option value="${account.id}" ${account.id === input.from ? html`selected` : ''}>${account.branchName} ${account.kind} ${account.number} 残高 ${yen(account.balance)}</option>`,
              )}</select>`,
              error: errors.from,
            },
            {
              id: 'branch',
              label: '振込先の支店',
              control: html`<select id="branch" name="branch" ${invalid('branch')}>${institution.branches.map(
                (branch) =>
                  html`<option value="${branch.code}" ${branch.code === input.branch ? html`selected` : ''}>${branch.name}(${branch.code})</option>`,
              )}</select>`,
              error: errors.branch,
            },
            {
              id: 'number',
              label: '口座番号',
              control: html`<input id="number" name="number" inputmode="numeric" maxlength="7" size="9" autocomplete="off" value="${input.number}" ${invalid('number')}>`,
              hint: '半角数字7桁',
              error: errors.number,
            },
            {
              id: 'amount',
              label: '振込金額',
              control: html`<input id="amount" name="amount" inputmode="numeric" maxlength="13" size="14" autocomplete="off" value="${input.amount}" ${invalid('amount')}> 円`,
              error: errors.amount,
            },
          ])}
          <p class="buttons"><button class="button primary" type="submit">確認画面へ</button><a class="button" href="/menu">中止する</a></p>
        </form>
      </section>`,
    });
  },
  transferConfirm(context, { view, ...confirming }) {
    return context.institution.frame(context, {
      title: '振込内容の確認',
      section: 'transfer',
      trail: trail(context),
      body: html`${steps(STEPS, 1)}
      <section class="card">
        <p>次の内容でお振込みします。お受取人と金額をお確かめください。</p>
        ${transferFacts(context, view)}
        ${confirmingForm(context, confirming, {
          action: '/transfer/confirm',
          buttons: html`<button class="button primary" type="submit" name="go" value="send">振込を実行する</button><button class="button" type="submit" name="go" value="back">戻る</button><a class="button" href="/menu">中止する</a>`,
        })}
      </section>`,
    });
  },
  transferDone(context, { view }) {
    return context.institution.frame(context, {
      title: '振込の完了',
      section: 'transfer',
      trail: trail(context),
      body: html`${steps(STEPS, 2)}
      <section class="card receipt">
        ${notice('success', 'お振込みを受け付け、完了しました。')}
        ${transferFacts(context, view)}
        <p class="buttons screen-only"><a class="button primary" href="/entries">${context.institution.menu.entries}へ</a><a class="button" href="/menu">${context.institution.menu.home}へ</a></p>
      </section>`,
    });
  },
};
