import { equalCodes, hotp, type PreparedKey, timeStep } from '../../core/otp/index.ts';
import type { OtpParameters } from '../../core/protocol/common.ts';

/** Steps either side of the expected one that a time-based code may come from. */
const TIME_TOLERANCE = 1;
/** Counters ahead of the last accepted one that an event-based code may come from. */
const LOOK_AHEAD = 10;
/** How far a device's clock may be learned to drift, in steps, from where it was last found. */
export const MAX_DRIFT = 5;
/** How far away two consecutive codes find a token, in steps either side or counters ahead. */
export const RESYNC_REACH = 1000;

/** Where a token stands: last accepted step or counter (-1 before the first), learned drift in steps. */
export interface Position {
  lastStep: number;
  drift: number;
}

/** The steps whose codes were typed; one and the same for a single code. */
export interface Match {
  /** Must lie after the last accepted step. */
  first: number;
  last: number;
}

/** The time step of the server's own clock; 0 for event-based tokens. */
export function currentStep(otp: OtpParameters, now: number): number {
  return otp.period === null ? 0 : timeStep(now, otp.period);
}

/** Steps (or counters) whose codes may match: the acceptable ones, and spent ones to tell "used" from "wrong". */
export function windowSteps(otp: OtpParameters, { lastStep, drift }: Position, now: number): number[] {
  if (otp.kind === 'event') {
    const from = Math.max(0, lastStep + 1 - LOOK_AHEAD);
    return range(from, lastStep + LOOK_AHEAD);
  }
  const middle = currentStep(otp, now) + drift;
  return range(Math.max(0, middle - TIME_TOLERANCE), middle + TIME_TOLERANCE);
}

/**
 * The step whose code was typed: the first still acceptable one, else a spent one, else `null`. Every code of
 * the window is computed and compared, so that time does not tell which one came near.
 */
export function matchCode(
  key: PreparedKey,
  otp: OtpParameters,
  position: Position,
  now: number,
  code: string,
): number | null {
  let fresh: number | null = null;
  let spent: number | null = null;
  for (const step of windowSteps(otp, position, now)) {
    const equal = equalCodes(hotp(key, step, otp.digits), code);
    if (equal && step > position.lastStep) fresh ??= step;
    if (equal && step <= position.lastStep) spent = step;
  }
  return fresh ?? spent;
}

/**
 * The two consecutive steps whose codes were typed: the first pair that is still acceptable as a whole, else
 * a spent one, else `null`. Time-based tokens are looked for around the server's own clock, whatever drift
 * was learned; event-based ones ahead of the last counter. All is computed and compared, as for one code.
 */
export function matchPair(
  key: PreparedKey,
  otp: OtpParameters,
  lastStep: number,
  now: number,
  [one, two]: readonly [string, string],
): Match | null {
  const middle = otp.kind === 'event' ? lastStep : currentStep(otp, now);
  const behind = otp.kind === 'event' ? LOOK_AHEAD : RESYNC_REACH;
  let fresh: Match | null = null;
  let spent: Match | null = null;
  let before = false;
  for (const step of range(Math.max(0, middle - behind), middle + RESYNC_REACH)) {
    const code = hotp(key, step, otp.digits);
    const [isOne, isTwo] = [equalCodes(code, one), equalCodes(code, two)];
    const pair = { first: step - 1, last: step };
    if (before && isTwo && pair.first > lastStep) fresh ??= pair;
    if (before && isTwo && pair.first <= lastStep) spent = pair;
    before = isOne;
  }
  return fresh ?? spent;
}

/** How far the device's clock is from the server's, in steps, by a code it showed; 0 for event-based tokens. */
export function driftOf(otp: OtpParameters, step: number, now: number): number {
  return otp.kind === 'event' ? 0 : step - currentStep(otp, now);
}

/**
 * Drift as one accepted code shows it, bounded so that a device cannot be walked away, code by code, from
 * where it was last `found`: real time, or the drift that two consecutive codes showed.
 */
export function learnDrift(otp: OtpParameters, step: number, now: number, found: number): number {
  if (otp.kind === 'event') return 0;
  return Math.max(found - MAX_DRIFT, Math.min(found + MAX_DRIFT, driftOf(otp, step, now)));
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
