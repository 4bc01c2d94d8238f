import type { Kysely, Selectable } from 'kysely';
import type { OtpParameters, RegistrationState } from '../../core/protocol/common.ts';
import type { Registration } from '../../core/protocol/relying-party/messages.ts';
import { authorityError } from '../context.ts';
import type { ReissueRule } from '../institutions/policy.ts';
import type { AuthoritySchema, RegistrationsTable } from '../store/schema.ts';
import { reissueWait } from './reissue.ts';

export type RegistrationRow = Selectable<RegistrationsTable>;

/** States that end a registration for good. */
export const ENDED: readonly RegistrationState[] = ['void', 'cancelled', 'revoked', 'expired'];
/** States in which codes count: each may be suspended, and comes back from a suspension. */
export const USABLE: readonly RegistrationState[] = ['assigned', 'activated', 'in-use'];
export const isEnded = (state: RegistrationState): boolean => ENDED.includes(state);

/**
 * The state at `now` (epoch ms). Running out of time, or of tries, ends a registration the moment it
 * happens; the row itself is brought up to date at the next write.
 */
export function stateAt(row: RegistrationRow, now: number): RegistrationState {
  if (isEnded(row.state)) return row.state;
  if (row.state === 'issued') {
    const outOfTime = row.setup_expires_at !== null && row.setup_expires_at <= now;
    return outOfTime || row.activation_attempts >= row.activation_limit ? 'void' : 'issued';
  }
  if (row.expires_at !== null && row.expires_at <= now) return 'expired';
  // Every attempt is spent, though the last may not have come to its end: a crash there buys no guess.
  const exhausted = row.attempts >= row.failure_limit;
  return exhausted && USABLE.includes(row.state) ? 'suspended' : row.state;
}

/** The state a token goes back to after a suspension or a pause. */
export function usableState(row: RegistrationRow): RegistrationState {
  if (row.started_at !== null) return 'in-use';
  return row.device_kind === 'hardware' ? 'assigned' : 'activated';
}

/** When the registration ended (epoch ms); `null` while it lives, or when nobody wrote it down. */
export function endedAt(row: RegistrationRow, now: number): number | null {
  const lapsedAt = row.state === 'issued' ? row.setup_expires_at : row.expires_at;
  const lapsed = isEnded(stateAt(row, now)) && lapsedAt !== null && lapsedAt <= now;
  return row.ended_at ?? (lapsed ? lapsedAt : null);
}

/** What the institution is told of a registration, under its service's re-issue rule in force. */
export function toRegistration(row: RegistrationRow, now: number, rule: ReissueRule): Registration {
  const state = stateAt(row, now);
  return {
    v: 1,
    id: row.id,
    serviceId: row.service_id,
    issuePath: row.issue_path,
    customer: row.customer,
    userId: row.user_id,
    tokenId: row.token_id,
    device: { kind: row.device_kind },
    serial: row.serial,
    state,
    issuedAt: row.issued_at,
    setupExpiresAt: row.setup_expires_at,
    activatedAt: row.activated_at,
    startedAt: row.started_at,
    endedAt: endedAt(row, now),
    expiresAt: row.expires_at,
    pausedUntil: state === 'paused' ? row.paused_until : null,
    reissueFrom: reissueWait(row, rule, now),
    failures: row.attempts,
    failureLimit: row.failure_limit,
  };
}

/** OTP parameters as they were issued. */
export function otpOf(row: RegistrationRow): OtpParameters {
  return {
    kind: row.otp_kind,
    algorithm: row.otp_algorithm,
    digits: row.otp_digits as OtpParameters['digits'],
    period: row.otp_period,
  };
}

/** The institution's own registration. Errors: `not-found`, for another institution's one too. */
export async function findRegistration(
  db: Kysely<AuthoritySchema>,
  institutionId: string,
  id: string,
): Promise<RegistrationRow> {
  const row = await db
    .selectFrom('registrations')
    .selectAll()
    .where('institution_id', '=', institutionId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw authorityError('not-found', 'no such registration');
  return row;
}
