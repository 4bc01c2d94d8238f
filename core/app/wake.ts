import type { AppState, WakeName } from './state.ts';

/** Longest time asked of a platform at once, ms: their timers end at about 24 days, and clocks are set. */
const LONGEST = 12 * 3_600_000;

/**
 * Has `call` called in about `inMs`, or after half a day at the latest, in place of the call asked for before
 * under this name; `Infinity` asks for none. Whoever is called compares the clock: the call may come late.
 */
export function wakeIn(state: AppState, name: WakeName, inMs: number, call: () => void): void {
  state.wakes.get(name)?.();
  state.wakes.delete(name);
  const cancel =
    inMs === Number.POSITIVE_INFINITY
      ? undefined
      : state.ports.wake?.(Math.min(Math.max(inMs, 0), LONGEST), call);
  if (cancel) state.wakes.set(name, cancel);
}
