import type { Hono } from 'hono';
import * as v from 'valibot';
import { isAppError } from '../../../core/error.ts';
import { audit } from '../audit.ts';
import type { Customer } from '../customers.ts';
import { openForm, sealForm } from '../form-seal.ts';
import { findAccount, recordTransaction } from '../ledger.ts';
import { yen } from '../pages/html.ts';
import type { TransferErrors, TransferInput, TransferView } from '../pages/operations-models.ts';
import { CONFIRM_WITHIN } from '../plan.ts';
import { randomUuid } from '../random-uuid.ts';
import type { Session } from '../session.ts';
import { accountViews, branchName } from '../views.ts';
import { type BankContext, type BankEnv, type BankWeb, customerContext, field, page } from '../web.ts';
import { askFactors, type Confirmation, refuseUnproved } from './confirming.ts';

const planSchema = v.strictObject({
  id: v.string(),
  from: v.string(),
  branch: v.string(),
  number: v.string(),
  amount: v.number(),
});
type TransferPlan = v.InferOutput<typeof planSchema>;
const TOO_LITTLE: TransferErrors = { amount: '残高が不足しています。' };

/** Transfers within the bank: input, confirmation with what the policy asks for, done. */
export function transferRoutes(app: Hono<BankEnv>, web: BankWeb): void {
  const { store, institution, pages } = web;

  const formAgain = async (
    c: BankContext,
    session: Session,
    input: TransferInput,
    errors: TransferErrors = {},
  ): Promise<Response> => {
    const accounts = await accountViews(web, session.customer);
    const body = pages.transferForm(customerContext(web, session), { accounts, input, errors });
    return page(c, body, Object.keys(errors).length > 0 ? 422 : 200);
  };

  /** Where the money goes from and to; `null` when one of the accounts is not there. */
  const viewOf = async (
    customer: Customer,
    plan: Pick<TransferPlan, 'from' | 'branch' | 'number' | 'amount'>,
  ): Promise<(TransferView & { toId: string }) | null> => {
    const from = (await accountViews(web, customer)).find((account) => account.id === plan.from);
    const to = await findAccount(store, plan.branch, plan.number);
    if (!from || !to) return null;
    return {
      from,
      toId: to.id,
      toBranch: branchName(institution, to.branch),
      toNumber: to.number,
      toHolder: to.holder,
      toKind: to.kind,
      amount: plan.amount,
      at: null,
    };
  };

  const check = async (
    customer: Customer,
    input: TransferInput,
  ): Promise<{ errors: TransferErrors; plan: Omit<TransferPlan, 'id'> }> => {
    const errors: TransferErrors = {};
    const from = (await accountViews(web, customer)).find((account) => account.id === input.from);
    const number = input.number.normalize('NFKC').trim();
    const plainAmount = input.amount.normalize('NFKC').replace(/[,\s]/gu, '');
    const amount = /^[1-9]\d{0,9}$/u.test(plainAmount) ? Number(plainAmount) : 0;
    const to = await findAccount(store, input.branch, number);
    if (!from) errors.from = '出金口座を選んでください。';
    if (!/^\d{7}$/u.test(number)) errors.number = '口座番号は7桁の数字で入力してください。';
    else if (!to) errors.number = 'この口座は見つかりません。支店と口座番号をお確かめください。';
    else if (to.id === from?.id) errors.number = '出金口座と同じ口座へは振込できません。';
    if (amount === 0) errors.amount = '金額は1円以上の数字で入力してください。';
    else if (from && amount > from.balance) Object.assign(errors, TOO_LITTLE);
    return { errors, plan: { from: input.from, branch: input.branch, number, amount } };
  };

  const confirmation = (
    session: Session,
    { plan, view, sealed }: { plan: TransferPlan; view: TransferView; sealed: string },
  ): Confirmation => ({
    session,
    request: {
      operation: 'transfer',
      subject: plan.id,
      summary: `お振込 ${yen(view.amount)}
振込先 ${view.toBranch} ${view.toKind} ${view.toNumber} ${view.toHolder} 様`,
    },
    draw: (factors, fault) =>
      pages.transferConfirm(customerContext(web, session), { view, sealed, factors, fault }),
  });

  app.get('/transfer', async (c) => {
    const session = c.get('session');
    const [first] = await accountViews(web, session.customer);
    return formAgain(c, session, { from: first?.id ?? '', branch: '', number: '', amount: '' });
  });

  app.post('/transfer', async (c) => {
    const session = c.get('session');
    const input: TransferInput = {
      from: await field(c, 'from', 64),
      branch: await field(c, 'branch', 8),
      number: await field(c, 'number', 16),
      amount: await field(c, 'amount', 24),
    };
    const checked = await check(session.customer, input);
    const view = await viewOf(session.customer, checked.plan);
    if (Object.keys(checked.errors).length > 0 || !view) return formAgain(c, session, input, checked.errors);
    const plan = { id: randomUuid(store.random), ...checked.plan };
    const sealed = sealForm(store, session.id, 'transfer', plan, CONFIRM_WITHIN);
    return askFactors(web, c, confirmation(session, { plan, view, sealed }));
  });

  app.post('/transfer/confirm', async (c) => {
    const session = c.get('session');
    const { customer } = session;
    const badForm = () => page(c, pages.message(customerContext(web, session), 'bad-form'), 400);
    const sealed = await field(c, 'sealed', 4096);
    const opened = v.safeParse(planSchema, openForm(store, session.id, 'transfer', sealed));
    if (!opened.success) return badForm();
    const plan = opened.output;
    const input: TransferInput = { ...plan, amount: String(plan.amount) };
    if ((await field(c, 'go')) === 'back') return formAgain(c, session, input);
    const done = () => c.redirect(`/transfer/done?id=${plan.id}`, 303);
    const view = await viewOf(customer, plan);
    if (!view) return badForm();
    // The button pressed twice: nothing more is asked for, and no code is spent on it.
    if (await transferOf(customer, plan.id)) return done();
    if (view.from.balance < plan.amount) return formAgain(c, session, input, TOO_LITTLE);
    const refused = await refuseUnproved(web, c, confirmation(session, { plan, view, sealed }));
    if (refused) return refused;
    try {
      // The plan's id makes a second press of the button the same transfer.
      const recorded = await recordTransaction(store, plan.id, `振込 ${view.toHolder}`, [
        { account: view.from.id, amount: -plan.amount },
        { account: view.toId, amount: plan.amount },
      ]);
      if (recorded) await audit(store, customer.ref, 'transfer');
    } catch (error) {
      if (!isAppError(error, 'not-enough')) throw error;
      return formAgain(c, session, input, TOO_LITTLE);
    }
    return done();
  });

  app.get('/transfer/done', async (c) => {
    const session = c.get('session');
    const context = customerContext(web, session);
    const view = await transferOf(session.customer, c.req.query('id') ?? '');
    return view
      ? page(c, pages.transferDone(context, { view }))
      : page(c, pages.message(context, 'not-found'), 404);
  });

  /** A recorded transfer as the customer who made it may see it. */
  async function transferOf(customer: Customer, id: string): Promise<TransferView | null> {
    const lines = await store.db
      .selectFrom('postings')
      .innerJoin('accounts', 'accounts.id', 'postings.account_id')
      .innerJoin('transactions', 'transactions.id', 'postings.transaction_id')
      .selectAll('accounts')
      .select(['postings.amount', 'transactions.at'])
      .where('postings.transaction_id', '=', id)
      .execute();
    const out = lines.find((line) => line.amount < 0);
    const to = lines.find((line) => line.amount > 0);
    const from = (await accountViews(web, customer)).find((account) => account.id === out?.id);
    if (!from || !to) return null;
    return {
      from,
      toBranch: branchName(institution, to.branch),
      toNumber: to.number,
      toHolder: to.holder,
      toKind: to.kind,
      amount: to.amount,
      at: to.at,
    };
  }
}
