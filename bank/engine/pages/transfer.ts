import { html } from 'hono/html';
import { csrfField, facts, fieldError, notice, steps, yen } from './html.ts';
import type { PageContext, Pages, TransferView } from './pages.ts';

const STEPS = ['入力', '確認', '完了'];

const transferFacts = ({ institution }: PageContext, view: TransferView) =>
  facts([
    ['出金口座', `${view.from.branchName} ${view.from.kind} ${view.from.number}`],
    ['振込先', `${view.toBranch} ${view.toKind} ${view.toNumber}`],
    ['お受取人', view.toHolder],
    ['振込金額', html`<strong class="big-amount">${yen(view.amount)}</strong>`],
    ['手数料', `0円(${institution.ourselves}内)`],
  ]);

/** A transfer within the bank: input, confirmation, done. */
export const transferPages: Pick<Pages, 'transferForm' | 'transferConfirm' | 'transferDone'> = {
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
          <table class="form"><tbody>
            <tr><th scope="row"><label for="from">出金口座</label></th><td>
              <select id="from" name="from" ${invalid('from')}>${accounts.map(
                (account) =>
                  html`<option value="${account.id}" ${account.id === input.from ? html`selected` : ''}>${account.branchName} ${account.kind} ${account.number} 残高 ${yen(account.balance)}</option>`,
              )}</select>${fieldError('from', errors.from)}</td></tr>
            <tr><th scope="row"><label for="branch">振込先の支店</label></th><td>
              <select id="branch" name="branch" ${invalid('branch')}>${institution.branches.map(
                (branch) =>
                  html`<option value="${branch.code}" ${branch.code === input.branch ? html`selected` : ''}>${branch.name}(${branch.code})</option>`,
              )}</select>${fieldError('branch', errors.branch)}</td></tr>
            <tr><th scope="row"><label for="number">口座番号</label></th><td>
              <input id="number" name="number" inputmode="numeric" maxlength="7" size="9" autocomplete="off" value="${input.number}" ${invalid('number')}>
              <p class="hint">半角数字7桁</p>${fieldError('number', errors.number)}</td></tr>
            <tr><th scope="row"><label for="amount">振込金額</label></th><td>
              <input id="amount" name="amount" inputmode="numeric" maxlength="13" size="14" autocomplete="off" value="${input.amount}" ${invalid('amount')}> 円
              ${fieldError('amount', errors.amount)}</td></tr>
          </tbody></table>
          <p class="buttons"><button class="button primary" type="submit">確認画面へ</button><a class="button" href="/menu">中止する</a></p>
        </form>
      </section>`,
    });
  },
  transferConfirm(context, { view, sealed }) {
    return context.institution.frame(context, {
      title: '振込内容の確認',
      section: 'transfer',
      trail: [['振込', '/transfer']],
      body: html`${steps(STEPS, 1)}
      <section class="card">
        <p>次の内容でお振込みします。お受取人と金額をお確かめください。</p>
        ${transferFacts(context, view)}
        <form method="post" action="/transfer/confirm">
          ${csrfField(context.csrf)}
          <input type="hidden" name="sealed" value="${sealed}">
          <p class="buttons"><button class="button primary" type="submit" name="go" value="send">振込を実行する</button><button class="button" type="submit" name="go" value="back">戻る</button><a class="button" href="/menu">中止する</a></p>
        </form>
      </section>`,
    });
  },
  transferDone(context, { view }) {
    return context.institution.frame(context, {
      title: '振込の完了',
      section: 'transfer',
      trail: [['振込', '/transfer']],
      body: html`${steps(STEPS, 2)}
      <section class="card">
        ${notice('success', 'お振込みを受け付け、完了しました。')}
        ${transferFacts(context, view)}
        <p class="buttons"><a class="button primary" href="/entries">入出金明細へ</a><a class="button" href="/menu">ホームへ</a></p>
      </section>`,
    });
  },
};
