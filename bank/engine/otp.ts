import type { Registration } from '../../core/protocol/relying-party/messages.ts';
import type { Authority } from './authority.ts';
import type { Customer } from './customers.ts';
import { type HardwareApplication, openHardwareApplication } from './hardware-application.ts';
import type { BankStore } from './store/store.ts';

/**
 * What the bank shows and allows for a customer's one-time password. The registration tells the rest: the
 * device or serial number, since when, until when, and from when on a new one may be had.
 */
export type OtpStatus =
  /** `ordered`: a hardware token was applied for and has not been handed out yet. */
  | { kind: 'none'; ordered?: HardwareApplication }
  /** Applied for; the app is not set up yet. */
  | { kind: 'issued'; registration: Registration; setupLink: string | null }
  /** Set up, or a hardware token handed out: the first code begins the use. */
  | { kind: 'activated'; registration: Registration }
  | { kind: 'in-use'; registration: Registration }
  /** Too many wrong codes in a row. */
  | { kind: 'suspended'; registration: Registration }
  /** Set aside by the desk: no code is asked until `until` (epoch ms); when `over`, nobody is let in. */
  | { kind: 'paused'; registration: Registration; until: number; over: boolean }
  /** Past its last day: a new one has to be had. */
  | { kind: 'expired'; registration: Registration }
  /** Cancelled, revoked, or never set up in time. */
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
  const ordered = await openHardwareApplication(store, customer.ref);
  if (!registration) return { kind: 'none', ...(ordered ? { ordered } : {}) };
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
    case 'assigned':
      return { kind: 'activated', registration };
    case 'in-use':
      return { kind: 'in-use', registration };
    case 'suspended':
      return { kind: 'suspended', registration };
    case 'paused': {
      const until = registration.pausedUntil ?? 0;
      return { kind: 'paused', registration, until, over: until <= store.clock() };
    }
    case 'expired':
      return { kind: 'expired', registration };
    default:
      return ordered ? { kind: 'none', ordered } : { kind: 'ended', registration };
  }
}

/**
 * What logging in asks for beside the password. `begins-use`: a code if one is typed, which begins the use.
 * `paused`: nothing for now. The last three let nobody in, code or not.
 */
export type CodeAtLogin =
  | 'none'
  | 'needed'
  | 'begins-use'
  | 'paused'
  | 'pause-over'
  | 'suspended'
  | 'expired';

/**
 * Decides it from the token's state. A token that was in use never falls back to the password alone by
 * being suspended, by expiring, or by the end of a pause; one that never began asks for nothing. The first
 * code begins the use when it comes from a phone.
 */
export function codeAtLogin(status: OtpStatus, onPhone: boolean): CodeAtLogin {
  if (status.kind === 'none' || status.kind === 'ended' || status.kind === 'issued') return 'none';
  if (status.kind === 'in-use') return 'needed';
  if (status.kind === 'activated') return onPhone ? 'begins-use' : 'none';
  if (status.registration.startedAt === null) return 'none';
  if (status.kind === 'paused') return status.over ? 'pause-over' : 'paused';
  return status.kind;
}
