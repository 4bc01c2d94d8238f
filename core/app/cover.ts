import { type AppState, isWithin, now, type Span } from './state.ts';

/** With less of its step left than this, ms, an uncovered code would be gone before it is typed. */
const TOO_LATE = 10_000;
/** Longest a code is uncovered, ms, however long its steps are. */
const LONGEST = 120_000;

const asksForEvery = (state: AppState): boolean => state.hasLock.value && state.lockOptions.value.everyCode;

/** Until when a code uncovered at `at` is shown: its step's end, or the next one's when this one is nearly over. */
export function uncoveredUntil(period: number | null, at: number): number {
  if (period === null) return at + LONGEST;
  const step = period * 1000;
  return Math.min((Math.floor((at + TOO_LATE - 1) / step) + 1) * step, at + LONGEST);
}

/** In which time this token's code is shown at `at`; `null` while it is covered. */
export function shownIn(state: AppState, id: string, at: number): Span | null {
  if (!asksForEvery(state)) return { from: at, until: Number.POSITIVE_INFINITY };
  const span = state.uncovered.value.get(id);
  return span && isWithin(span, at) ? span : null;
}

/** Whether this token's code waits behind the lock. */
export function isCovered(state: AppState, id: string): boolean {
  return state.stored.has(id) && shownIn(state, id, now(state)) === null;
}

/** Covers one token's code again at once: an event-based one was spent. */
export function cover(state: AppState, id: string): void {
  if (!state.uncovered.peek().has(id)) return;
  state.uncovered.value = new Map([...state.uncovered.peek()].filter(([other]) => other !== id));
}

/** Whether what leads around the cover (turning it off, a backup, an export) needs the code first. */
export function needsProof(state: AppState): boolean {
  if (!asksForEvery(state)) return false;
  const span = state.proved.value;
  return span === null || !isWithin(span, now(state));
}
