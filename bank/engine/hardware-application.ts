import { inTransaction } from '../../server/sqlite.ts';
import type { BankStore } from './store/store.ts';

/** An application for a hardware token that the desk has not answered yet. */
export interface HardwareApplication {
  id: string;
  customerRef: string;
  email: string;
  /** Epoch ms. */
  createdAt: number;
}

const read = (store: BankStore) =>
  store.db
    .selectFrom('applications')
    .select(['id', 'customer_ref as customerRef', 'email', 'created_at as createdAt'])
    .where('form', '=', 'hardware')
    .where('closed_at', 'is', null);

/** The customer's open application; `null` when there is none. There is one at most. */
export const openHardwareApplication = async (
  store: BankStore,
  customerRef: string,
): Promise<HardwareApplication | null> =>
  (await read(store).where('customer_ref', '=', customerRef).executeTakeFirst()) ?? null;

/** Everybody's open applications, oldest first: what the desk has to answer. */
export const openHardwareApplications = (store: BankStore): Promise<HardwareApplication[]> =>
  read(store).orderBy('created_at').orderBy('id').execute();

/**
 * Notes an application under the plan's ID: `opened`; `same` when this plan already did; `other` when another
 * one is open.
 */
export function orderHardwareToken(
  store: BankStore,
  { id, customerRef, email }: { id: string; customerRef: string; email: string },
): Promise<'opened' | 'same' | 'other'> {
  return inTransaction(store.db, async (trx) => {
    const rows = await trx
      .selectFrom('applications')
      .select(['id', 'closed_at'])
      .where('customer_ref', '=', customerRef)
      .where('form', '=', 'hardware')
      .execute();
    if (rows.some((row) => row.id === id)) return 'same';
    if (rows.some((row) => row.closed_at === null)) return 'other';
    await trx
      .insertInto('applications')
      .values({
        id,
        customer_ref: customerRef,
        registration_id: null,
        email,
        form: 'hardware',
        device: null,
        setup_link: null,
        created_at: store.clock(),
        closed_at: null,
      })
      .execute();
    return 'opened';
  });
}

/**
 * Closes an open application: answered with the registration of the token that was handed out, or withdrawn
 * (`null`). False when it was closed before.
 */
export async function closeHardwareApplication(
  store: BankStore,
  id: string,
  registrationId: string | null,
): Promise<boolean> {
  const result = await store.db
    .updateTable('applications')
    .set({ closed_at: store.clock(), registration_id: registrationId })
    .where('id', '=', id)
    .where('form', '=', 'hardware')
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
