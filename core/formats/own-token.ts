import { type OwnToken, TOKEN_VERSION } from '../token/model.ts';
import { parseStoredToken } from '../token/parse.ts';
import type { OwnTokenInput } from './types.ts';

/**
 * The token that keeps what a QR code, a link or a form gave; `now` is the device's corrected time (epoch ms).
 * It fills nowhere until the person binds a site. Throws AppError 'token-malformed' for an input that no reader
 * here would have given.
 */
export function ownToken(input: OwnTokenInput, { now }: { now: number }): OwnToken {
  const { otp } = input;
  const token = {
    v: TOKEN_VERSION,
    source: 'own',
    issuer: input.issuer,
    account: input.account,
    otp: { kind: otp.kind, algorithm: otp.algorithm, digits: otp.digits, period: otp.period },
    seed: input.seed,
    firstCounter: input.counter,
    loginOrigins: [],
    displayName: null,
    addedAt: now,
  } satisfies OwnToken;
  // What is read back is of the source that was given.
  return parseStoredToken(token) as OwnToken;
}
