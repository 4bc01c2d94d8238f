import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { balanceOf, entriesOf, recordTransaction } from '../../bank/engine/ledger.ts';
import { type BankStore, openBankStore } from '../../bank/engine/store/store.ts';
import { isAppError } from '../../core/error.ts';
import { manualClock } from '../support/clock.ts';

let store: BankStore;
beforeEach(async () => {
  store = await openBankStore(':memory:', manualClock(), (length) => new Uint8Array(randomBytes(length)), 10);
  await store.db
    .insertInto('customers')
    .values({
      ref: 'c',
      login_id: 'c',
      name: 'c',
      email: 'c@demo.example',
      created_at: 0,
      last_login_at: null,
    })
    .execute();
  for (const [id, customer] of [
    ['vault', null],
    ['a', 'c'],
    ['b', 'c'],
  ] as const)
    await store.db
      .insertInto('accounts')
      .values({
        id,
        customer_ref: customer,
        branch: '1',
        number: id,
        kind: '普通',
        holder: id,
        opened_at: 0,
      })
      .execute();
});
afterEach(() => store.db.destroy());

const move = (id: string, from: string, to: string, amount: number) =>
  recordTransaction(store, id, 'test', [
    { account: from, amount: -amount },
    { account: to, amount },
  ]);

describe('the ledger', () => {
  it('sums to zero over any list of transfers, refused ones included, and no customer falls below zero', async () => {
    const account = fc.constantFrom('vault', 'a', 'b');
    const transfer = fc.record({
      from: account,
      to: account,
      amount: fc.integer({ min: 1, max: 1_000_000 }),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(transfer, { maxLength: 12 }), async (transfers) => {
        run += 1;
        for (const [line, { from, to, amount }] of transfers.entries()) {
          await move(`${run}-${line}`, from, to, amount).catch((error: unknown) => {
            if (!isAppError(error, 'not-enough')) throw error;
          });
        }
        const sums = await sql<{ sum: number }>`
          SELECT sum(amount) AS sum FROM postings GROUP BY transaction_id HAVING sum(amount) <> 0`.execute(
          store.db,
        );
        expect(sums.rows).toEqual([]);
        const balances = await Promise.all(['vault', 'a', 'b'].map((id) => balanceOf(store, id)));
        expect(balances.reduce((sum, each) => sum + each, 0)).toBe(0);
        expect(Math.min(balances[1] ?? -1, balances[2] ?? -1)).toBeGreaterThanOrEqual(0);
        const halves = await sql<{ id: string }>`
          SELECT id FROM transactions WHERE id NOT IN (SELECT transaction_id FROM postings)`.execute(
          store.db,
        );
        expect(halves.rows).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('refuses postings that do not sum to zero, fractions, zeros and unknown accounts', async () => {
    const record = (...postings: { account: string; amount: number }[]) =>
      recordTransaction(store, 'x', 'test', postings);
    await expect(record({ account: 'a', amount: 5 }, { account: 'vault', amount: -4 })).rejects.toMatchObject(
      {
        code: 'unbalanced',
      },
    );
    await expect(
      record({ account: 'a', amount: 0.5 }, { account: 'vault', amount: -0.5 }),
    ).rejects.toMatchObject({ code: 'bad-amount' });
    await expect(record({ account: 'a', amount: 0 }, { account: 'b', amount: 0 })).rejects.toMatchObject({
      code: 'bad-amount',
    });
    await expect(move('x', 'vault', 'nowhere', 1)).rejects.toMatchObject({ code: 'no-account' });
    expect(await balanceOf(store, 'vault')).toBe(0);
  });

  it('records one transaction a name, however often and however parallel it is asked for', async () => {
    await move('open', 'vault', 'a', 1000);
    const answers = await Promise.all(Array.from({ length: 20 }, () => move('once', 'a', 'b', 700)));
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await balanceOf(store, 'b')).toBe(700);
  });

  it('lets no two parallel transfers spend the same money', async () => {
    await move('open', 'vault', 'a', 1000);
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => move(`spend-${index}`, 'a', 'b', 300)),
    );
    expect(answers.filter((each) => each.status === 'fulfilled')).toHaveLength(3);
    expect(await balanceOf(store, 'a')).toBe(100);
  });

  it('is append-only in the database itself', async () => {
    await move('open', 'vault', 'a', 1000);
    await expect(store.db.updateTable('postings').set({ amount: 1 }).execute()).rejects.toThrow(
      'append-only',
    );
    await expect(store.db.deleteFrom('postings').execute()).rejects.toThrow('append-only');
    await expect(store.db.deleteFrom('transactions').execute()).rejects.toThrow('append-only');
  });

  it('shows each line with the balance after it, newest first', async () => {
    await move('1', 'vault', 'a', 1000);
    await move('2', 'a', 'b', 300);
    await move('3', 'vault', 'a', 50);
    const lines = await entriesOf(store, 'a', 2);
    expect(lines.map((line) => [line.amount, line.balance])).toEqual([
      [50, 750],
      [-300, 700],
    ]);
  });
});
