import type { Clock } from '../../core/clock/clock.ts';

/** A clock that stands still until a test moves it. Epoch ms. */
export interface ManualClock {
  (): number;
  set(instant: number): void;
  /** Moves by `ms`, backwards when negative. */
  advance(ms: number): void;
}

/** Noon in Japan on a day in the middle of nowhere special. */
export const NOON = Date.UTC(2027, 5, 15, 3, 0, 0);

/** Starts at `start`, noon Japan time on 15 June 2027 unless told. */
export function manualClock(start: number = NOON): ManualClock {
  let now = start;
  const clock: Clock = () => now;
  return Object.assign(clock, {
    set: (instant: number) => {
      now = instant;
    },
    advance: (ms: number) => {
      now += ms;
    },
  });
}

/** The machine's own time where a manual clock is asked for: a browser on this machine measures its clock by it. */
export const machineClock: ManualClock = Object.assign(() => Date.now(), { set() {}, advance() {} });
