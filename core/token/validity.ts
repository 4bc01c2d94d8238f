import type { RegistrationState } from '../protocol/common.ts';
import type { StoredToken } from './model.ts';

/** Whether a token shows codes; each of the others asks something different of the person. */
export type Standing = 'ready' | 'paused' | 'suspended' | 'expired' | 'ended';

const DAY_MS = 86_400_000;

const BY_STATE: Record<RegistrationState, Standing> = {
  stocked: 'ready',
  unassigned: 'ready',
  assigned: 'ready',
  issued: 'ready',
  activated: 'ready',
  'in-use': 'ready',
  suspended: 'suspended',
  paused: 'paused',
  void: 'ended',
  cancelled: 'ended',
  revoked: 'ended',
  expired: 'expired',
};

type Dated = Pick<StoredToken, 'lastState' | 'expiresAt' | 'renewalNoticeDays'>;

/**
 * Where a token stands at `now` (epoch ms, corrected), from what its authority last said and its validity.
 * The instant `expiresAt` itself is past it. An end outranks expiry, and expiry a suspension or a pause: the
 * first of them says what the person has to do. A pause whose time is over is still one, since only the bank
 * ends it.
 */
export function standing(token: Pick<Dated, 'lastState' | 'expiresAt'>, now: number): Standing {
  const said = token.lastState === null ? 'ready' : BY_STATE[token.lastState.state];
  if (said === 'ended') return 'ended';
  return said === 'expired' || now >= token.expiresAt ? 'expired' : said;
}

/** Whether to offer renewal at `now`: within the issuer's notice before expiry, while it can be used. */
export function renewalDue(token: Dated, now: number): boolean {
  if (standing(token, now) !== 'ready') return false;
  return now >= token.expiresAt - token.renewalNoticeDays * DAY_MS;
}
