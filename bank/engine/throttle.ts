import { createHmac } from 'node:crypto';
import { canonicalBytes } from '../../core/protocol/canonical.ts';
import { inTransaction } from '../../server/sqlite.ts';
import type { BankStore } from './store/store.ts';

/** `free` failures cost nothing; then each one more doubles the wait, from `firstWait` to `longestWait` (ms). */
export interface ThrottleRule {
  free: number;
  firstWait: number;
  longestWait: number;
}

/** What tries are counted by; customers' logins and the desk's are counted apart. */
export type ThrottleSubject = 'login-id' | 'address' | 'operator' | 'desk-address';

/** Failures older than this are forgotten, in ms. */
const MEMORY = 24 * 60 * 60 * 1000;

/** Names are kept under a key, so that the table tells nobody which login IDs were tried. */
const keyOf = (store: BankStore, subject: string, value: string): string =>
  createHmac('sha256', store.keys.throttle).update(canonicalBytes(subject, value)).digest('base64url');

/**
 * Charges one try to `value` before it is looked at, so that parallel tries cannot slip past. `false` when
 * tries are to wait; known and unknown values are treated alike.
 */
export async function chargeTry(
  store: BankStore,
  rule: ThrottleRule,
  subject: ThrottleSubject,
  value: string,
): Promise<boolean> {
  const key = keyOf(store, subject, value);
  const now = store.clock();
  return inTransaction(store.db, async (trx) => {
    const row = await trx.selectFrom('throttles').selectAll().where('key', '=', key).executeTakeFirst();
    if (row && row.blocked_until > now) return false;
    const before = row && now - row.updated_at < MEMORY ? row.failures : 0;
    const failures = before + 1;
    const over = failures - rule.free;
    const wait = over < 0 ? 0 : Math.min(rule.firstWait * 2 ** Math.min(over, 30), rule.longestWait);
    const next = { failures, blocked_until: now + wait, updated_at: now };
    await trx
      .insertInto('throttles')
      .values({ key, ...next })
      .onConflict((conflict) => conflict.column('key').doUpdateSet(next))
      .execute();
    return true;
  });
}

/** Forgets the tries charged to `value`, after one that succeeded. */
export async function clearTries(store: BankStore, subject: ThrottleSubject, value: string): Promise<void> {
  await store.db
    .deleteFrom('throttles')
    .where('key', '=', keyOf(store, subject, value))
    .execute();
}

/** Takes back one charged try, for one that was not a failure. */
export async function refundTry(store: BankStore, subject: ThrottleSubject, value: string): Promise<void> {
  await store.db
    .updateTable('throttles')
    .set((row) => ({ failures: row('failures', '-', 1), blocked_until: 0 }))
    .where('key', '=', keyOf(store, subject, value))
    .where('failures', '>', 0)
    .execute();
}
