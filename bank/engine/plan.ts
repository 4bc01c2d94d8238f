import type { Transaction } from 'kysely';
import { inTransaction } from '../../server/sqlite.ts';
import type { BankDatabase } from './store/schema.ts';
import type { BankStore } from './store/store.ts';

/** How long a confirming page can be sent, in ms: longer than what is mailed for it is good. */
export const CONFIRM_WITHIN = 30 * 60_000;

/** What somebody confirmed: its id was made when the confirming page was shown. */
export interface Plan {
  id: string;
  customerRef: string;
  operation: string;
}

/** Carries a plan out in one transaction with the note that it was; `false` when it had been before. */
export function carryOut(
  store: BankStore,
  { id, customerRef, operation }: Plan,
  effect: (trx: Transaction<BankDatabase>) => Promise<void> = async () => undefined,
): Promise<boolean> {
  return inTransaction(store.db, async (trx) => {
    const noted = await trx
      .insertInto('plans')
      .values({ id, customer_ref: customerRef, operation, at: store.clock() })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (noted.numInsertedOrUpdatedRows === 0n) return false;
    await effect(trx);
    return true;
  });
}

/** Whether this plan of the customer's was carried out. */
export async function isCarriedOut(store: BankStore, id: string, customerRef: string): Promise<boolean> {
  const row = await store.db
    .selectFrom('plans')
    .select('id')
    .where('id', '=', id)
    .where('customer_ref', '=', customerRef)
    .executeTakeFirst();
  return row !== undefined;
}
