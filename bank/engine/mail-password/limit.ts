import { createHmac } from 'node:crypto';
import { canonicalBytes } from '../../../core/protocol/canonical.ts';
import { inTransaction } from '../../../server/sqlite.ts';
import type { BankStore } from '../store/store.ts';

const HOUR = 60 * 60_000;
/** Mails one customer is sent in an hour: enough for a busy evening, too few to flood anybody. */
const MAILS_AN_HOUR = 10;

const keyOf = (store: BankStore, customerRef: string): string =>
  createHmac('sha256', store.keys.throttle)
    .update(canonicalBytes('mails-an-hour', customerRef))
    .digest('base64url');

/** Charges one mail to the customer before it is sent; `false` when the hour's mails are used up. */
export async function chargeMail(store: BankStore, customerRef: string): Promise<boolean> {
  const key = keyOf(store, customerRef);
  const now = store.clock();
  return inTransaction(store.db, async (trx) => {
    const row = await trx.selectFrom('throttles').selectAll().where('key', '=', key).executeTakeFirst();
    // `updated_at` is when this hour began.
    const running = row !== undefined && now - row.updated_at < HOUR;
    const sent = running ? row.failures : 0;
    if (sent >= MAILS_AN_HOUR) return false;
    const next = { failures: sent + 1, blocked_until: 0, updated_at: running ? row.updated_at : now };
    await trx
      .insertInto('throttles')
      .values({ key, ...next })
      .onConflict((conflict) => conflict.column('key').doUpdateSet(next))
      .execute();
    return true;
  });
}

/** Gives a charged mail back: it could not be sent. */
export async function refundMail(store: BankStore, customerRef: string): Promise<void> {
  await store.db
    .updateTable('throttles')
    .set((row) => ({ failures: row('failures', '-', 1) }))
    .where('key', '=', keyOf(store, customerRef))
    .where('failures', '>', 0)
    .execute();
}
