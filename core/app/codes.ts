import { isAppError } from '../error.ts';
import { codeAt, type PreparedToken, prepareToken } from '../token/code.ts';
import type { StoredToken } from '../token/model.ts';
import { standing } from '../token/validity.ts';
import { shownIn } from './cover.ts';
import { checkIdleSoon, isOverdue } from './idle.ts';
import { followTime } from './publish.ts';
import { type AppState, now } from './state.ts';
import type { CodeView } from './types.ts';

/** The token's prepared key, made once while the vault is open. */
export function preparedOf(state: AppState, id: string, token: StoredToken): PreparedToken {
  const known = state.prepared.get(id);
  if (known) return known;
  const made = prepareToken(token);
  state.prepared.set(id, made);
  return made;
}

/**
 * The code of this very moment: nothing is remembered between calls but the prepared key, so a clock that
 * jumps (sleep, a corrected clock) is followed at once. `null` for a token that shows none now.
 */
export function codeOf(state: AppState, id: string): CodeView | null {
  const token = state.stored.get(id);
  if (!token) return null;
  // Asked after the idle time, as by a machine that wakes up: the lock comes before any code.
  if (isOverdue(state)) {
    checkIdleSoon(state);
    return null;
  }
  const at = now(state);
  // A token can run out, or its notice begin, while its screen is open; the list is told after the drawing.
  followTime(state, at);
  if (standing(token, at) !== 'ready' || token.otp.kind !== 'time') return null;
  const span = shownIn(state, id, at);
  if (!span) return null;
  try {
    const { next, ...code } = codeAt(preparedOf(state, id, token), at);
    // Uncovered for one step is not uncovered for the next.
    const nextFrom = (code.step + 1) * code.period * 1000;
    return { ...code, next: nextFrom < span.until ? next : null };
  } catch (error) {
    // A device clock before 1970 or beyond any date has no code.
    if (isAppError(error)) return null;
    throw error;
  }
}
