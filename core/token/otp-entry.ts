import type { StoredToken } from './model.ts';
import { isFillableOrigin } from './origins.ts';

/** Path under a login origin that shows the bank's login form with a posted `code` already in place. */
const OTP_ENTRY = '/otp-entry';

/**
 * Address of the bank's login form for this token: on the first of its login origins that codes may go to at
 * all; `null` where there is none, for an event-based token, whose codes cost a counter, and for a token of the
 * person's own: the page is one that a bank of ours has, and nobody else's site knows it.
 */
export function otpEntry(token: Pick<StoredToken, 'source' | 'loginOrigins' | 'otp'>): string | null {
  if (token.source === 'own' || token.otp.kind !== 'time') return null;
  const origin = token.loginOrigins.find(isFillableOrigin);
  return origin === undefined ? null : origin + OTP_ENTRY;
}
