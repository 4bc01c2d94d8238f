import type { Database } from './database.ts';
import { waitError } from './errors.ts';

/** Wrong tries that cost nothing but themselves. */
const FREE_TRIES = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 3_600_000;

/** Tries since the last success, and when (epoch ms) the last one was counted. */
export interface ThrottleState {
  failures: number;
  countedAt: number;
}

/** Wait in ms after so many wrong tries: none for four, 30 s after the fifth, doubling to an hour. */
export function waitAfter(failures: number): number {
  if (failures < FREE_TRIES) return 0;
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(20, failures - FREE_TRIES));
}

/**
 * End of the present wait, or `null`. A clock that went backwards starts the whole wait again from now: it
 * never gets shorter, and a clock that was a year ahead does not shut the person out for a year.
 */
export function waitUntil(state: ThrottleState, now: number): number | null {
  const wait = waitAfter(state.failures);
  const until = Math.min(now, state.countedAt) + wait;
  return until > now ? until : null;
}

/** What is known of wrong tries; a backwards clock is written down at once, so that the wait runs from now. */
export async function readThrottle(
  db: Database,
  now: number,
): Promise<{ failures: number; waitUntil: number | null }> {
  const state = await db.read(['throttle'], (tx) => tx.objectStore('throttle').get('code'));
  if (!state) return { failures: 0, waitUntil: null };
  if (now < state.countedAt && waitAfter(state.failures) > 0) {
    await db.write(['throttle'], async (tx) => {
      const store = tx.objectStore('throttle');
      const latest = await store.get('code');
      if (latest && now < latest.countedAt) await store.put({ ...latest, countedAt: now }, 'code');
    });
  }
  return { failures: state.failures, waitUntil: waitUntil(state, now) };
}

/** Counts one try durably, before anything is derived. Errors: 'wait' (with `until`), not counted. */
export async function countTry(db: Database, now: number): Promise<void> {
  const until = await db.write(['throttle'], async (tx) => {
    const store = tx.objectStore('throttle');
    const state = (await store.get('code')) ?? { failures: 0, countedAt: now };
    const waiting = waitUntil(state, now);
    if (waiting !== null) {
      if (now < state.countedAt) await store.put({ ...state, countedAt: now }, 'code');
      return waiting;
    }
    await store.put({ failures: state.failures + 1, countedAt: now }, 'code');
    return null;
  });
  if (until !== null) throw waitError(until);
}

/** A right code: the count starts anew. */
export async function clearTries(db: Database): Promise<void> {
  await db.write(['throttle'], (tx) => tx.objectStore('throttle').delete('code'));
}
