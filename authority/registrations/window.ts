import { equalCodes, hotp, type PreparedKey, timeStep } from '../../core/otp/index.ts';
import type { OtpParameters } from '../../core/protocol/common.ts';

/** Steps either side of the expected one that a time-based code may come from. */
const TIME_TOLERANCE = 1;
/** Counters ahead of the last accepted one that an event-based code may come from. */
const LOOK_AHEAD = 10;
/** How far a device's clock may be learned to drift, in steps. */
export const MAX_DRIFT = 5;

/** Where a token stands: last accepted step or counter (-1 before the first), learned drift in steps. */
export interface Position {
  lastStep: number;
  drift: number;
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

/** Drift as an accepted step shows it, bounded so that a device cannot be walked away from real time. */
export function learnDrift(otp: OtpParameters, step: number, now: number): number {
  if (otp.kind === 'event') return 0;
  return Math.max(-MAX_DRIFT, Math.min(MAX_DRIFT, step - currentStep(otp, now)));
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
