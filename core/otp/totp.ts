import { AppError } from '../error.ts';
import { hotp } from './hotp.ts';
import type { OtpErrorCode, PreparedKey } from './key.ts';

/** How a time-based code is cut: `period` in seconds (1 to 86,400), `digits` 6 to 10, `t0` in epoch seconds. */
export interface TotpOptions {
  period: number;
  digits: number;
  t0?: number;
}

/**
 * Number of the time step that holds `nowMs` (epoch ms), counted from `t0` (epoch seconds): T of RFC 6238
 * §4.2. Throws AppError 'otp-period', or 'otp-time' before `t0` and beyond what a Date can hold.
 */
export function timeStep(nowMs: number, periodSeconds: number, t0 = 0): number {
  return Math.floor(elapsed(nowMs, periodSeconds, t0) / (periodSeconds * 1000));
}

/** TOTP (RFC 6238 §4): the code of the step that holds `nowMs`. Errors as `timeStep` and `hotp`. */
export function totp(key: PreparedKey, nowMs: number, { period, digits, t0 = 0 }: TotpOptions): string {
  return hotp(key, timeStep(nowMs, period, t0), digits);
}

/** Whole seconds until the code changes, 1 to `period`; never 0, for then the next code already holds. */
export function secondsLeft(nowMs: number, period: number, t0 = 0): number {
  return Math.ceil((period * 1000 - (elapsed(nowMs, period, t0) % (period * 1000))) / 1000);
}

function elapsed(nowMs: number, period: number, t0: number): number {
  if (!Number.isInteger(period) || period < 1 || period > 86_400) {
    throw new AppError<OtpErrorCode>('otp-period', 'a period is 1 to 86400 whole seconds');
  }
  const sinceT0 = nowMs - t0 * 1000;
  // ECMA-262 §21.4.1.1: a time value reaches 8.64e15 ms on either side of the epoch.
  if (!(sinceT0 >= 0 && nowMs <= 8.64e15) || !Number.isInteger(t0)) {
    throw new AppError<OtpErrorCode>('otp-time', 'the time must not lie before t0 or beyond a date');
  }
  return sinceT0;
}
