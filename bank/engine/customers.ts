import { base64urlnopad } from '@scure/base';
import type { Selectable } from 'kysely';
import { setPassword } from './password.ts';
import type { BankDatabase } from './store/schema.ts';
import type { BankStore } from './store/store.ts';

export type Customer = Selectable<BankDatabase['customers']>;

/** What the bank's staff would type when opening a customer's net-banking contract. */
export interface NewCustomer {
  loginId: string;
  name: string;
  email: string;
  /** E.164. */
  phone: string;
  password: string;
  confirmationPassword: string;
  /** Account they may log in by. */
  representativeAccount?: string | null;
}

/** Login IDs are compared without regard to case or surrounding blanks. */
export const normaliseLoginId = (typed: string): string => typed.trim().toLowerCase().slice(0, 64);

export async function findCustomerByLoginId(store: BankStore, typed: string): Promise<Customer | null> {
  const row = await store.db
    .selectFrom('customers')
    .selectAll()
    .where('login_id', '=', normaliseLoginId(typed))
    .executeTakeFirst();
  return row ?? null;
}

/** Branch and account number as people type them: full width, blanks and hyphens do not count. */
export const accountName = (branch: string, number: string): string =>
  [branch, number].map((part) => part.normalize('NFKC').replace(/[\s-]/gu, '').slice(0, 16)).join('-');

/** The customer whose representative account this is. */
export async function findCustomerByAccount(
  store: BankStore,
  branch: string,
  number: string,
): Promise<Customer | null> {
  const row = await store.db
    .selectFrom('customers')
    .selectAll()
    .where('representative_account', '=', accountName(branch, number))
    .executeTakeFirst();
  return row ?? null;
}

/** Adds a customer, or returns the one who already has the login ID; `added` tells which. */
export async function addCustomer(
  store: BankStore,
  input: NewCustomer,
): Promise<{ customer: Customer; added: boolean }> {
  const known = await findCustomerByLoginId(store, input.loginId);
  if (known) return { customer: known, added: false };
  const ref = `c_${base64urlnopad.encode(store.random(15))}`;
  await store.db
    .insertInto('customers')
    .values({
      ref,
      login_id: normaliseLoginId(input.loginId),
      name: input.name,
      email: input.email,
      phone: input.phone,
      representative_account: input.representativeAccount ?? null,
      created_at: store.clock(),
      last_login_at: null,
    })
    .execute();
  await setPassword(store, ref, 'login', input.password);
  await setPassword(store, ref, 'confirm', input.confirmationPassword);
  const customer = await findCustomerByLoginId(store, input.loginId);
  if (!customer) throw new Error('the customer just added is gone');
  return { customer, added: true };
}

/**
 * Charges one try of the confirmation password before it is looked at; `false` when `limit` wrong ones in a
 * row have been charged already.
 */
export async function chargeConfirmation(
  store: BankStore,
  customerRef: string,
  limit: number,
): Promise<boolean> {
  const result = await store.db
    .updateTable('customers')
    .set((row) => ({ confirm_failures: row('confirm_failures', '+', 1) }))
    .where('ref', '=', customerRef)
    .where('confirm_failures', '<', limit)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Forgets the wrong tries after a right one. */
export async function clearConfirmation(store: BankStore, customerRef: string): Promise<void> {
  await store.db
    .updateTable('customers')
    .set({ confirm_failures: 0 })
    .where('ref', '=', customerRef)
    .execute();
}

/** How many wrong confirmation passwords in a row so far. */
export async function confirmationFailures(store: BankStore, customerRef: string): Promise<number> {
  const row = await store.db
    .selectFrom('customers')
    .select('confirm_failures')
    .where('ref', '=', customerRef)
    .executeTakeFirst();
  return row?.confirm_failures ?? 0;
}
