import type { Registration } from '../../core/protocol/relying-party/messages.ts';
import type { Authority } from './authority.ts';
import type { Customer } from './customers.ts';
import type { BankStore } from './store/store.ts';

/** What the bank shows and allows for a customer's one-time password. */
export type OtpStatus =
  | { kind: 'none' }
  | { kind: 'issued'; registration: Registration; setupLink: string | null }
  | { kind: 'activated'; registration: Registration }
  | { kind: 'in-use'; registration: Registration }
  /** Suspended, paused or expired after start of use: only the desk can help. */
  | { kind: 'blocked'; registration: Registration }
  | { kind: 'ended'; registration: Registration };

/** Has this customer ever applied? Those who have not never need the authority to log in. */
export async function hasApplied(store: BankStore, customer: Customer): Promise<boolean> {
  const row = await store.db
    .selectFrom('applications')
    .select('id')
    .where('customer_ref', '=', customer.ref)
    .executeTakeFirst();
  return row !== undefined;
}

/** The customer's status, from their newest registration at the authority. Throws `unavailable`. */
export async function readOtpStatus(
  store: BankStore,
  authority: Authority,
  serviceId: string,
  customer: Customer,
): Promise<OtpStatus> {
  if (!(await hasApplied(store, customer))) return { kind: 'none' };
  const registrations = await authority.registrationsOf(customer.ref);
  const registration = registrations.find((each) => each.serviceId === serviceId);
  if (!registration) return { kind: 'none' };
  switch (registration.state) {
    case 'issued': {
      // Out of time without the authority having said so yet: the customer applies again.
      if (registration.setupExpiresAt !== null && registration.setupExpiresAt <= store.clock())
        return { kind: 'ended', registration };
      const application = await store.db
        .selectFrom('applications')
        .select('setup_link')
        .where('registration_id', '=', registration.id)
        .executeTakeFirst();
      return { kind: 'issued', registration, setupLink: application?.setup_link ?? null };
    }
    case 'activated':
      return { kind: 'activated', registration };
    case 'in-use':
      return { kind: 'in-use', registration };
    case 'suspended':
    case 'paused':
    case 'expired':
      return { kind: 'blocked', registration };
    default:
      return { kind: 'ended', registration };
  }
}

/**
 * What logging in asks for beside the password: nothing, a code, a code if one was typed (the first one on
 * a phone begins the use), or the desk's help. A token that was in use never falls back to the password
 * alone by being suspended or expiring.
 */
export function codeAtLogin(status: OtpStatus, onPhone: boolean): 'none' | 'needed' | 'begins-use' | 'desk' {
  if (status.kind === 'in-use') return 'needed';
  if (status.kind === 'blocked') return status.registration.startedAt === null ? 'none' : 'desk';
  if (status.kind === 'activated' && onPhone) return 'begins-use';
  return 'none';
}
