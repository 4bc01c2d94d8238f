import type { BankStore } from './store/store.ts';

/** What the bank keeps about what happened: closed words, so that no secret can slip in. */
export type AuditEvent =
  | 'login'
  | 'login-refused'
  | 'login-throttled'
  | 'login-code-refused'
  | 'login-suspended'
  | 'login-unavailable'
  | 'login-paused'
  | 'logout'
  | 'risk-scored'
  | 'answers-right'
  | 'answers-wrong'
  | 'answers-registered'
  | 'confirmation-wrong'
  | 'mail-password-sent'
  | 'mail-password-wrong'
  | 'mail-password-switched'
  | 'method-chosen'
  | 'phone-asked'
  | 'phone-call-refused'
  | 'phone-confirmed'
  | 'otp-applied'
  | 'otp-hardware-applied'
  | 'otp-hardware-assigned'
  | 'otp-hardware-withdrawn'
  | 'otp-started'
  | 'otp-start-refused'
  | 'otp-cancelled'
  | 'otp-cancel-refused'
  | 'otp-recovered'
  | 'operation-refused'
  | 'details-changed'
  | 'transfer'
  | 'desk-login'
  | 'desk-login-refused'
  | 'desk-login-throttled'
  | 'desk-logout'
  | 'desk-searched'
  | 'desk-viewed'
  | 'desk-lifted'
  | 'desk-paused'
  | 'desk-resumed'
  | 'desk-cancelled'
  | 'desk-reissued'
  | 'desk-restocked'
  | 'desk-unlocked';

/** Who did it, and closed words or numbers about it; a clerk's own words under `reason`. */
export interface AuditMore {
  actor?: 'customer' | 'bank' | `desk:${string}`;
  detail?: Readonly<Record<string, string | number | boolean>>;
}

/** Appends to the bank's audit; `customerRef` is `null` where nobody was identified. */
export async function audit(
  store: BankStore,
  customerRef: string | null,
  event: AuditEvent,
  { actor = 'customer', detail = {} }: AuditMore = {},
): Promise<void> {
  await store.db
    .insertInto('audit')
    .values({ at: store.clock(), customer_ref: customerRef, event, actor, detail: JSON.stringify(detail) })
    .execute();
}
