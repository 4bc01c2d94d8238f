import type { StoredToken } from '../token/model.ts';
import { otpEntry } from '../token/otp-entry.ts';
import { renewalDue, standing } from '../token/validity.ts';
import type { Leaving, TokenView } from './types.ts';

const DAY_MS = 86_400_000;

/** What of a token may leave this device: the institution's word on its own, the person's on theirs. */
export function leavingOf(token: StoredToken): Leaving {
  if (token.source === 'own') return 'free';
  return token.mayMove === true ? 'sealed' : 'never';
}

/** A token as a screen may see it at `at` (epoch ms, corrected). */
export function viewOf(id: string, token: StoredToken, at: number): TokenView {
  const { displayName, loginOrigins, addedAt } = token;
  const common = {
    id,
    displayName,
    loginOrigins,
    standing: standing(token, at),
    renewalDue: renewalDue(token, at),
    otpEntry: otpEntry(token),
    leaving: leavingOf(token),
    addedAt,
  };
  if (token.source === 'own') {
    const { source, issuer, account, otp } = token;
    return { ...common, source, issuer, account, otp, pausedUntil: null };
  }
  const { source, tokenId, institution, service, userId, otp, issuedAt, expiresAt } = token;
  return {
    ...common,
    source,
    tokenId,
    institution,
    service,
    userId,
    otp,
    issuedAt,
    expiresAt,
    pausedUntil: token.lastState?.state === 'paused' ? (token.pausedUntil ?? null) : null,
    isMoved: token.deviceKeys === null,
  };
}

/** Whether `view`, made of this very token at some other time, is right at `at` too. */
export function stillHolds(view: TokenView, token: StoredToken, at: number): boolean {
  return view.standing === standing(token, at) && view.renewalDue === renewalDue(token, at);
}

/** The next instant after `at` from which something about the token is different by itself; may be `Infinity`. */
export function nextChange(token: StoredToken, at: number): number {
  if (token.source === 'own') return Number.POSITIVE_INFINITY;
  const { expiresAt, renewalNoticeDays, pausedUntil } = token;
  const moments = [expiresAt - renewalNoticeDays * DAY_MS, expiresAt, pausedUntil ?? 0];
  return Math.min(...moments.filter((moment) => moment > at));
}
