import { base64urlnopad } from '@scure/base';
import { isAppError } from '../error.ts';
import { hotp, type PreparedKey, prepareKey, secondsLeft, timeStep } from '../otp/index.ts';
import type { StoredToken } from '../token/model.ts';
import { type AppState, now } from './state.ts';
import { publishSoon, standingOf } from './tokens.ts';
import type { CodeView } from './types.ts';

/** A token's key made ready for any number of codes. */
export type PreparedToken = PreparedKey;

function prepared(state: AppState, id: string, token: StoredToken): PreparedToken {
  const known = state.prepared.get(id);
  if (known) return known;
  const seed = base64urlnopad.decode(token.seed);
  const made = prepareKey(token.otp.algorithm, seed);
  seed.fill(0);
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
  const { kind, period, digits } = token.otp;
  const at = now(state);
  const standing = standingOf(token, at);
  // A token can run out while its screen is open; the list is told after the caller has drawn.
  if (state.tokens.peek().some((view) => view.id === id && view.standing !== standing)) publishSoon(state);
  if (standing !== 'ready' || kind !== 'time' || period === null) return null;
  try {
    const key = prepared(state, id, token);
    const step = timeStep(at, period);
    return {
      code: hotp(key, step, digits),
      next: hotp(key, step + 1, digits),
      period,
      secondsLeft: secondsLeft(at, period),
      step,
    };
  } catch (error) {
    // A device clock before 1970 or beyond any date has no code.
    if (isAppError(error)) return null;
    throw error;
  }
}
