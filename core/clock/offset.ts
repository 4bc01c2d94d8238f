import { AppError } from '../error.ts';
import type { Clock } from './clock.ts';

/**
 * Up to this size (ms) an offset needs no word: one step either way is accepted by every authority, and
 * devices that keep network time stay within a few seconds.
 */
export const GOOD_OFFSET_MS = 30_000;

/**
 * Beyond this size (ms) a clock has not drifted, it is set wrong (zone, date, year), and a person must be
 * told why: certificates and everything else on the device suffer too.
 */
export const FAR_OFFSET_MS = 600_000;

/** 'off' (more than 30 s) is worth a warning, 'far-off' (more than 10 min) an explanation. */
export type OffsetVerdict = 'good' | 'off' | 'far-off';

/** What went wrong in this room: the local clock was set back, or forward by a day, during the exchange. */
export type ClockErrorCode = 'clock-exchange';

/** `offset` = server time − device time, ms; the truth lies within `uncertainty` ms on either side of it. */
export interface MeasuredOffset {
  offset: number;
  uncertainty: number;
}

/**
 * The offset from one question and answer: the server is taken to have looked at its clock halfway, as in
 * RFC 5905 §8 with one server timestamp, so half the round trip is the most it can be wrong by. All three in
 * epoch ms, the first two by the device's clock. Throws AppError 'clock-exchange' when the answer seems to
 * have come before the question or more than a day after it: then the clock was changed in between.
 */
export function offsetFromExchange(exchange: {
  sentAt: number;
  receivedAt: number;
  serverTime: number;
}): MeasuredOffset {
  const roundTrip = exchange.receivedAt - exchange.sentAt;
  if (!(roundTrip >= 0 && roundTrip <= 86_400_000) || !Number.isFinite(exchange.serverTime)) {
    throw new AppError<ClockErrorCode>('clock-exchange', 'the clock was changed during the exchange');
  }
  const half = roundTrip / 2;
  return { offset: Math.round(exchange.serverTime - exchange.sentAt - half), uncertainty: Math.ceil(half) };
}

/**
 * How wrong a device's clock is, by an offset in ms (either sign; `uncertainty` from the round trip, 0 if
 * unknown). Only what is beyond the uncertainty counts: a slow network must not accuse a good clock.
 * The boundaries themselves still belong to the milder verdict. An offset that is no number is 'far-off'.
 */
export function judgeOffset(offsetMs: number, uncertainty = 0): OffsetVerdict {
  const certain = Math.abs(offsetMs) - uncertainty;
  if (certain <= GOOD_OFFSET_MS) return 'good';
  return certain <= FAR_OFFSET_MS ? 'off' : 'far-off';
}

/** `clock` moved by `offset` ms (server − device); give a function where the offset may be learnt later. */
export function correctedClock(clock: Clock, offset: number | (() => number)): Clock {
  return typeof offset === 'number' ? () => clock() + offset : () => clock() + offset();
}
