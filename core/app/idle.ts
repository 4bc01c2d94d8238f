import { lock } from './lock.ts';
import type { AppState } from './state.ts';
import { wakeIn } from './wake.ts';

/** Other tabs hear of a touch at most this often, ms; far less than the shortest idle time. */
const TELL_EVERY = 10_000;
/** How long a dialog of the system may hide the app, ms. */
const AWAY = 120_000;

/** After how long without a touch the app locks, ms; `null` where it does not. */
function idleLimit(state: AppState): number | null {
  const { idleMinutes } = state.lockOptions.peek();
  if (!state.ports.wake || !state.vault?.hasLock || idleMinutes === null) return null;
  return idleMinutes * 60_000;
}

/**
 * Whether the idle time is over. The clock is compared, never a timer: a machine that slept is locked at the
 * first look. A clock set back by more than the idle time counts as over too.
 */
export function isOverdue(state: AppState): boolean {
  const limit = idleLimit(state);
  return limit !== null && Math.abs(state.ports.clock() - state.presence.touchedAt) >= limit;
}

/** Locks where the time is over, else asks to be called when it will be. */
export function checkIdle(state: AppState): void {
  if (isOverdue(state)) lock(state);
  const limit = idleLimit(state);
  const left = limit === null ? Number.POSITIVE_INFINITY : limit - sinceTouch(state);
  wakeIn(state, 'idle', left, () => checkIdle(state));
}

const sinceTouch = (state: AppState): number => Math.abs(state.ports.clock() - state.presence.touchedAt);

/** For callers inside a drawing, where signals must not be set. */
export function checkIdleSoon(state: AppState): void {
  queueMicrotask(() => checkIdle(state));
}

/** The vault was opened, or given a lock, just now, by somebody. */
export function beginIdle(state: AppState): void {
  state.presence.touchedAt = state.ports.clock();
  checkIdle(state);
}

/** Somebody did something, here or (`elsewhere`) in another tab; too late where the time is over already. */
export function touched(state: AppState, elsewhere = false): void {
  if (isOverdue(state)) {
    checkIdle(state);
    return;
  }
  const { presence } = state;
  presence.touchedAt = state.ports.clock();
  if (!elsewhere && !presence.hidden) isBack(state);
  if (elsewhere || Math.abs(presence.touchedAt - presence.toldAt) < TELL_EVERY) return;
  presence.toldAt = presence.touchedAt;
  state.ports.tabs?.tell('touched');
}

/** Locks a hidden app where that is chosen, or when the time for a dialog of the system is over. */
function lockHidden(state: AppState): void {
  const { hidden, dialogs, awayUntil } = state.presence;
  if (!hidden || dialogs > 0 || !state.lockOptions.peek().onHide) return;
  const left = awayUntil - state.ports.clock();
  // A clock set back must not lengthen it.
  if (left > 0 && left <= AWAY) wakeIn(state, 'away', left, () => lockHidden(state));
  else lock(state);
}

/** The app was hidden or shown. Locks before anything is drawn again. */
export function visibility(state: AppState, hidden: boolean): void {
  checkIdle(state);
  // Shown again: a call that should have come meanwhile may have slept.
  if (!hidden) lockHidden(state);
  state.presence.hidden = hidden;
  if (hidden) lockHidden(state);
  else isBack(state);
}

function isBack(state: AppState): void {
  state.presence.awayUntil = 0;
  wakeIn(state, 'away', Number.POSITIVE_INFINITY, () => undefined);
}

/** The person is being sent to a dialog of the system, behind which the app may be hidden without being left. */
export function expectAway(state: AppState): void {
  state.presence.awayUntil = state.ports.clock() + AWAY;
}

/** Runs `work`, in whose own dialogs the app may be hidden without being left; judged when they are gone. */
export async function dialogShown<Result>(state: AppState, work: () => Promise<Result>): Promise<Result> {
  state.presence.dialogs += 1;
  try {
    return await work();
  } finally {
    state.presence.dialogs -= 1;
    lockHidden(state);
  }
}
