import type { RegistrationState } from '../protocol/common.ts';
import type { IssuerToken, OwnToken } from './model.ts';

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

/** What says where a token stands; a token of the person's own has neither dates nor an authority. */
export type Stands = Pick<IssuerToken, 'source' | 'lastState' | 'expiresAt'> | Pick<OwnToken, 'source'>;
type Renews = Pick<IssuerToken, 'source' | 'lastState' | 'expiresAt' | 'renewalNoticeDays'>;

/**
 * Where a token stands at `now` (epoch ms, corrected), from what its authority last said and its validity.
 * The instant `expiresAt` itself is past it. An end outranks expiry, and expiry a suspension or a pause: the
 * first of them says what the person has to do. A pause whose time is over is still one, since only the bank
 * ends it. A token of the person's own is always 'ready'.
 */
export function standing(token: Stands, now: number): Standing {
  if (token.source === 'own') return 'ready';
  const said = token.lastState === null ? 'ready' : BY_STATE[token.lastState.state];
  if (said === 'ended') return 'ended';
  return said === 'expired' || now >= token.expiresAt ? 'expired' : said;
}

/** Whether to offer renewal at `now`: within the issuer's notice before expiry, while it can be used. */
export function renewalDue(token: Renews | Pick<OwnToken, 'source'>, now: number): boolean {
  if (token.source === 'own' || standing(token, now) !== 'ready') return false;
  return now >= token.expiresAt - token.renewalNoticeDays * DAY_MS;
}
