import { base64urlnopad } from '@scure/base';
import { AppError } from '../error.ts';
import { hotp, type PreparedKey, prepareKey, secondsLeft, timeStep } from '../otp/index.ts';
import type { TokenErrorCode } from './error.ts';
import type { OwnOtpParameters, StoredToken } from './model.ts';

/**
 * A token ready to compute codes: its parameters (an own token's, which any issued one's are too) and its
 * prepared key. As secret as the seed.
 */
export interface PreparedToken {
  readonly otp: OwnOtpParameters;
  readonly key: PreparedKey;
}

/** One time-based code with what is needed to show it; the same shape as the app's `CodeView`. */
export interface TimedCode {
  code: string;
  next: string;
  period: number;
  secondsLeft: number;
  step: number;
}

type WithSeed = Pick<StoredToken, 'otp' | 'seed'>;

/**
 * Prepares a token once for all the codes it is to show. Throws AppError 'token-malformed' when the seed is
 * not base64url, 'otp-key' when it is too short or too long.
 */
export function prepareToken(token: WithSeed): PreparedToken {
  let seed: Uint8Array;
  try {
    seed = base64urlnopad.decode(token.seed);
  } catch {
    // No cause: the decoder's message quotes its input.
    throw new AppError<TokenErrorCode>('token-malformed', 'the seed is not base64url');
  }
  const key = prepareKey(token.otp.algorithm, seed);
  seed.fill(0);
  return { otp: token.otp, key };
}

/**
 * The code of a time-based token at `nowMs` (epoch ms, corrected), and the one after it. Throws AppError
 * 'token-kind' for an event-based one, whose codes cost a counter, and 'otp-time' for a time before 1970.
 */
export function codeAt(token: PreparedToken | WithSeed, nowMs: number): TimedCode {
  const { otp, key } = prepared(token);
  if (otp.kind !== 'time' || otp.period === null) throw wrongKind();
  const step = timeStep(nowMs, otp.period);
  return {
    code: hotp(key, step, otp.digits),
    next: hotp(key, step + 1, otp.digits),
    period: otp.period,
    secondsLeft: secondsLeft(nowMs, otp.period),
    step,
  };
}

/**
 * The code of an event-based token for `counter`, which the caller has made durable before it asks. Throws
 * AppError 'token-kind' for a time-based one and 'otp-counter' for a counter out of range.
 */
export function codeForCounter(token: PreparedToken | WithSeed, counter: number): string {
  const { otp, key } = prepared(token);
  if (otp.kind !== 'event') throw wrongKind();
  return hotp(key, counter, otp.digits);
}

function prepared(token: PreparedToken | WithSeed): PreparedToken {
  return 'key' in token ? token : prepareToken(token);
}

function wrongKind(): AppError<TokenErrorCode> {
  return new AppError<TokenErrorCode>('token-kind', 'the token is of the other kind');
}
