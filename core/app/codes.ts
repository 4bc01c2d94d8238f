import { isAppError } from '../error.ts';
import { codeAt, type PreparedToken, prepareToken } from '../token/code.ts';
import type { StoredToken } from '../token/model.ts';
import { renewalDue, standing } from '../token/validity.ts';
import { type AppState, now } from './state.ts';
import { publishSoon } from './tokens.ts';
import type { CodeView } from './types.ts';

function prepared(state: AppState, id: string, token: StoredToken): PreparedToken {
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
  const at = now(state);
  const stands = standing(token, at);
  // A token can run out, or its notice begin, while its screen is open; the list is told after the drawing.
  const shown = state.tokens.peek().find((view) => view.id === id);
  if (shown && (shown.standing !== stands || shown.renewalDue !== renewalDue(token, at))) publishSoon(state);
  if (stands !== 'ready' || token.otp.kind !== 'time') return null;
  try {
    return codeAt(prepared(state, id, token), at);
  } catch (error) {
    // A device clock before 1970 or beyond any date has no code.
    if (isAppError(error)) return null;
    throw error;
  }
}
