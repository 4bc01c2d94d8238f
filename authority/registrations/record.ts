import type { Kysely, Selectable } from 'kysely';
import type { OtpParameters, RegistrationState } from '../../core/protocol/common.ts';
import type { Registration } from '../../core/protocol/relying-party/messages.ts';
import { authorityError } from '../context.ts';
import type { AuthoritySchema, RegistrationsTable } from '../store/schema.ts';

export type RegistrationRow = Selectable<RegistrationsTable>;

/** States that end a registration for good. */
export const ENDED: readonly RegistrationState[] = ['void', 'cancelled', 'revoked', 'expired'];
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
  return exhausted && (row.state === 'activated' || row.state === 'in-use') ? 'suspended' : row.state;
}

/** What the institution is told of a registration. */
export function toRegistration(row: RegistrationRow, now: number): Registration {
  const state = stateAt(row, now);
  const lapsedAt = row.state === 'issued' ? row.setup_expires_at : row.expires_at;
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
    endedAt: row.ended_at ?? (isEnded(state) && lapsedAt !== null && lapsedAt <= now ? lapsedAt : null),
    expiresAt: row.expires_at,
    pausedUntil: state === 'paused' ? row.paused_until : null,
    reissueFrom: null,
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
