import type { BankStore } from './store/store.ts';

/** What the bank keeps about what happened: closed words, so that no secret can slip in. */
export type AuditEvent =
  | 'login'
  | 'login-refused'
  | 'login-throttled'
  | 'login-code-refused'
  | 'login-suspended'
  | 'login-unavailable'
  | 'logout'
  | 'otp-applied'
  | 'otp-started'
  | 'otp-start-refused'
  | 'otp-cancelled'
  | 'otp-cancel-refused'
  | 'transfer';

/** Appends to the bank's audit; `customerRef` is `null` where nobody was identified. */
export async function audit(store: BankStore, customerRef: string | null, event: AuditEvent): Promise<void> {
  await store.db
    .insertInto('audit')
    .values({ at: store.clock(), customer_ref: customerRef, event })
    .execute();
}
