import type { Hono } from 'hono';
import * as v from 'valibot';
import { isAppError } from '../../../core/error.ts';
import { audit } from '../audit.ts';
import type { Customer } from '../customers.ts';
import { openForm, sealForm } from '../form-seal.ts';
import { accountsOf, entriesOf, findAccount, recordTransaction } from '../ledger.ts';
import { readOtpStatus } from '../otp.ts';
import type { AccountView, TransferErrors, TransferInput, TransferView } from '../pages/pages.ts';
import { randomUuid } from '../random-uuid.ts';
import { type BankEnv, type BankWeb, customerContext, field, page } from '../web.ts';

const planSchema = v.strictObject({
  id: v.string(),
  from: v.string(),
  branch: v.string(),
  number: v.string(),
  amount: v.number(),
});
const CONFIRM_WITHIN = 10 * 60_000;

/** Home, balances, statements and transfers within the bank; all behind `customersOnly`. */
export function accountRoutes(app: Hono<BankEnv>, web: BankWeb): void {
  const { store, institution, pages } = web;
  const branchName = (code: string): string =>
    institution.branches.find((branch) => branch.code === code)?.name ?? code;
  const viewsOf = async (customer: Customer): Promise<AccountView[]> =>
    (await accountsOf(store, customer.ref)).map((account) => ({
      ...account,
      branchName: branchName(account.branch),
    }));

  app.get('/menu', async (c) => {
    const session = c.get('session');
    const accounts = await viewsOf(session.customer);
    const otp = await readOtpStatus(store, web.authority, institution.serviceId, session.customer).then(
      (status) => status.kind,
      () => 'unknown' as const,
    );
    const first = accounts[0];
    return page(
      c,
      pages.menu(customerContext(web, session), {
        accounts,
        entries: first ? await entriesOf(store, first.id, 5) : [],
        otp,
        begun: c.req.query('began') === '1' && otp === 'in-use',
      }),
    );
  });

  app.get('/balances', async (c) => {
    const session = c.get('session');
    return page(
      c,
      pages.balances(customerContext(web, session), { accounts: await viewsOf(session.customer) }),
    );
  });

  app.get('/entries', async (c) => {
    const session = c.get('session');
    const accounts = await viewsOf(session.customer);
    const asked = c.req.query('account');
    const chosen = asked === undefined ? accounts[0] : accounts.find((account) => account.id === asked);
    if (asked !== undefined && !chosen)
      return page(c, pages.message(customerContext(web, session), 'not-found'), 404);
    const entries = chosen ? await entriesOf(store, chosen.id, 100) : [];
    return page(
      c,
      pages.entries(customerContext(web, session), { accounts, chosen: chosen ?? null, entries }),
    );
  });

  const check = async (
    customer: Customer,
    input: TransferInput,
  ): Promise<{ errors: TransferErrors; view: TransferView | null; toId: string }> => {
    const errors: TransferErrors = {};
    const from = (await viewsOf(customer)).find((account) => account.id === input.from);
    const number = input.number.normalize('NFKC').trim();
    const plainAmount = input.amount.normalize('NFKC').replace(/[,\s]/gu, '');
    const amount = /^[1-9]\d{0,9}$/u.test(plainAmount) ? Number(plainAmount) : 0;
    const to = await findAccount(store, input.branch, number);
    if (!from) errors.from = '出金口座を選んでください。';
    if (!/^\d{7}$/u.test(number)) errors.number = '口座番号は7桁の数字で入力してください。';
    else if (!to) errors.number = 'この口座は見つかりません。支店と口座番号をお確かめください。';
    else if (to.id === from?.id) errors.number = '出金口座と同じ口座へは振込できません。';
    if (amount === 0) errors.amount = '金額は1円以上の数字で入力してください。';
    else if (from && amount > from.balance) errors.amount = '残高が不足しています。';
    if (!from || !to || Object.keys(errors).length > 0) return { errors, view: null, toId: '' };
    return {
      errors,
      toId: to.id,
      view: {
        from,
        toBranch: branchName(to.branch),
        toNumber: to.number,
        toHolder: to.holder,
        toKind: to.kind,
        amount,
      },
    };
  };

  app.get('/transfer', async (c) => {
    const session = c.get('session');
    const accounts = await viewsOf(session.customer);
    const input = { from: accounts[0]?.id ?? '', branch: '', number: '', amount: '' };
    return page(c, pages.transferForm(customerContext(web, session), { accounts, input, errors: {} }));
  });

  app.post('/transfer', async (c) => {
    const session = c.get('session');
    const input: TransferInput = {
      from: await field(c, 'from', 64),
      branch: await field(c, 'branch', 8),
      number: await field(c, 'number', 16),
      amount: await field(c, 'amount', 24),
    };
    const { errors, view } = await check(session.customer, input);
    const context = customerContext(web, session);
    if (!view) {
      const accounts = await viewsOf(session.customer);
      return page(c, pages.transferForm(context, { accounts, input, errors }), 422);
    }
    const plan = {
      id: randomUuid(store.random),
      from: view.from.id,
      branch: input.branch,
      number: view.toNumber,
      amount: view.amount,
    };
    const sealed = sealForm(store, session.id, 'transfer', plan, CONFIRM_WITHIN);
    return page(c, pages.transferConfirm(context, { view, sealed }));
  });

  app.post('/transfer/confirm', async (c) => {
    const session = c.get('session');
    const context = customerContext(web, session);
    const opened = v.safeParse(
      planSchema,
      openForm(store, session.id, 'transfer', await field(c, 'sealed', 4096)),
    );
    if (!opened.success) return page(c, pages.message(context, 'bad-form'), 400);
    const plan = opened.output;
    const input: TransferInput = { ...plan, amount: String(plan.amount) };
    if ((await field(c, 'go')) === 'back') {
      const accounts = await viewsOf(session.customer);
      return page(c, pages.transferForm(context, { accounts, input, errors: {} }));
    }
    const to = await findAccount(store, plan.branch, plan.number);
    const from = (await viewsOf(session.customer)).find((account) => account.id === plan.from);
    if (!to || !from) return page(c, pages.message(context, 'bad-form'), 400);
    try {
      // The plan's id makes a second press of the button the same transfer.
      const recorded = await recordTransaction(store, plan.id, `振込 ${to.holder}`, [
        { account: from.id, amount: -plan.amount },
        { account: to.id, amount: plan.amount },
      ]);
      if (recorded) await audit(store, session.customer.ref, 'transfer');
    } catch (error) {
      if (!isAppError(error, 'not-enough')) throw error;
      const accounts = await viewsOf(session.customer);
      const errors = { amount: '残高が不足しています。' };
      return page(c, pages.transferForm(context, { accounts, input, errors }), 422);
    }
    return c.redirect(`/transfer/done?id=${plan.id}`, 303);
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
      .selectAll('accounts')
      .select('postings.amount')
      .where('postings.transaction_id', '=', id)
      .execute();
    const out = lines.find((line) => line.amount < 0);
    const to = lines.find((line) => line.amount > 0);
    const from = (await viewsOf(customer)).find((account) => account.id === out?.id);
    if (!from || !to) return null;
    return {
      from,
      toBranch: branchName(to.branch),
      toNumber: to.number,
      toHolder: to.holder,
      toKind: to.kind,
      amount: to.amount,
    };
  }
}
