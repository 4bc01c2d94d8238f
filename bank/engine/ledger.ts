import { type Kysely, type Selectable, sql } from 'kysely';
import { AppError } from '../../core/error.ts';
import { inTransaction } from '../../server/sqlite.ts';
import type { BankDatabase } from './store/schema.ts';
import type { BankStore } from './store/store.ts';

/**
 * A double-entry ledger in whole yen: every transaction is a set of postings whose sum is zero, and nothing
 * is ever changed or deleted (triggers see to it). A positive amount raises an account's balance.
 */
export type LedgerErrorCode = 'unbalanced' | 'bad-amount' | 'not-enough' | 'no-account';
export type Account = Selectable<BankDatabase['accounts']>;

export interface Posting {
  account: string;
  /** Whole yen, not zero. */
  amount: number;
}

/** One line of an account's statement; `balance` is the balance after it. */
export interface Entry {
  at: number;
  description: string;
  amount: number;
  balance: number;
}

/** The largest single amount, in yen: far below where sums could leave the safe integers. */
const LARGEST = 10 ** 12;

async function balanceIn(db: Kysely<BankDatabase>, account: string): Promise<number> {
  const row = await db
    .selectFrom('postings')
    .select(({ fn }) => fn.sum<number>('amount').as('balance'))
    .where('account_id', '=', account)
    .executeTakeFirst();
  return Number(row?.balance ?? 0);
}

/** Balance of an account in yen; 0 for one without entries. */
export const balanceOf = (store: BankStore, account: string): Promise<number> => balanceIn(store.db, account);

/**
 * Records a transaction. `id` makes it happen once: a second call with the same id changes nothing and
 * answers `false`. Accounts of customers must not fall below zero. Errors: `unbalanced`, `bad-amount`,
 * `not-enough`, `no-account`.
 */
export async function recordTransaction(
  store: BankStore,
  id: string,
  description: string,
  postings: readonly Posting[],
): Promise<boolean> {
  for (const { amount } of postings) {
    if (!Number.isSafeInteger(amount) || amount === 0 || Math.abs(amount) > LARGEST)
      throw new AppError<LedgerErrorCode>('bad-amount', 'an amount is a whole number of yen, not zero');
  }
  if (postings.length < 2 || postings.reduce((sum, { amount }) => sum + amount, 0) !== 0)
    throw new AppError<LedgerErrorCode>('unbalanced', 'the postings of a transaction sum to zero');
  return inTransaction(store.db, async (trx) => {
    const inserted = await trx
      .insertInto('transactions')
      .values({ id, at: store.clock(), description })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 0n) return false;
    for (const [line, { account, amount }] of postings.entries()) {
      const known = await trx
        .selectFrom('accounts')
        .select('customer_ref')
        .where('id', '=', account)
        .executeTakeFirst();
      if (!known) throw new AppError<LedgerErrorCode>('no-account', 'a posting names no account');
      await trx
        .insertInto('postings')
        .values({ transaction_id: id, line, account_id: account, amount })
        .execute();
      if (amount < 0 && known.customer_ref !== null && (await balanceIn(trx, account)) < 0)
        throw new AppError<LedgerErrorCode>('not-enough', 'the balance does not cover the amount');
    }
    return true;
  });
}

/** A customer's accounts with their balances, in the order they were opened. */
export async function accountsOf(
  store: BankStore,
  customerRef: string,
): Promise<(Account & { balance: number })[]> {
  const accounts = await store.db
    .selectFrom('accounts')
    .selectAll()
    .where('customer_ref', '=', customerRef)
    .orderBy('opened_at')
    .orderBy('id')
    .execute();
  return Promise.all(
    accounts.map(async (account) => ({ ...account, balance: await balanceOf(store, account.id) })),
  );
}

/** The customer account with this branch (3 digits) and number (7 digits); `null` when there is none. */
export async function findAccount(store: BankStore, branch: string, number: string): Promise<Account | null> {
  const row = await store.db
    .selectFrom('accounts')
    .selectAll()
    .where('branch', '=', branch)
    .where('number', '=', number)
    .where('customer_ref', 'is not', null)
    .executeTakeFirst();
  return row ?? null;
}

/** The newest `limit` lines of an account's statement, newest first. */
export async function entriesOf(store: BankStore, account: string, limit: number): Promise<Entry[]> {
  const rows = await store.db
    .selectFrom('postings')
    .innerJoin('transactions', 'transactions.id', 'postings.transaction_id')
    .select(['transactions.at', 'transactions.description', 'postings.amount'])
    .where('postings.account_id', '=', account)
    .orderBy('transactions.at', 'desc')
    .orderBy(sql`postings.rowid`, 'desc')
    .limit(limit)
    .execute();
  let balance = await balanceOf(store, account);
  return rows.map((row) => {
    const entry = { ...row, balance };
    balance -= row.amount;
    return entry;
  });
}
