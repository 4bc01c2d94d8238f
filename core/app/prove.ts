import { isAppError } from '../error.ts';
import { uncoveredUntil } from './cover.ts';
import { asciiDigits } from './digits.ts';
import { askPasskey } from './passkey-port.ts';
import { type AppState, isWithin, now } from './state.ts';
import type { PasskeyResult, UnlockResult } from './types.ts';

/** How long a proof serves for what leads around the cover, ms. */
const PROOF_SERVES = 120_000;

/** The lock code, or the passkey, was given just now for such an act. */
export function noteProof(state: AppState): void {
  const at = now(state);
  state.proved.value = { from: at, until: at + PROOF_SERVES };
}

const uncovered = (state: AppState, id: string): void => {
  const token = state.stored.get(id);
  if (!token) return;
  const at = now(state);
  // Those that are over go with it, so that a thousand looks leave no thousand notes.
  const others = [...state.uncovered.peek()].filter(([, span]) => isWithin(span, at));
  const span = { from: at, until: uncoveredUntil(token.otp.period, at) };
  state.uncovered.value = new Map([...others, [id, span]]);
};

/** Tries the lock code without changing anything. Every try is counted durably by the vault before it is judged. */
async function tryCode(state: AppState, code: string): Promise<UnlockResult> {
  const { vault, door } = state;
  const refused = { ok: false, reason: 'wait', waitUntil: null } as const;
  if (!vault || !door) return refused;
  try {
    await vault.proveCode(asciiDigits(code));
  } catch (error) {
    if (!isAppError(error)) throw error;
    if (!isAppError(error, 'wrong-code', 'wait')) return refused;
    const found = await door.status().catch(() => null);
    const waitUntil = found?.at === 'locked' ? found.waitUntil : null;
    return { ok: false, reason: error.code, waitUntil };
  }
  // Locked by hand while it was tried: what it was asked for is gone.
  return state.vault === vault ? { ok: true } : refused;
}

/** Tries the passkey likewise, uncounted. */
async function tryPasskey(state: AppState): Promise<PasskeyResult> {
  const { vault } = state;
  if (!vault) return { ok: false, reason: 'storage' };
  const hint = vault.passkey;
  if (!hint) return { ok: false, reason: vault.hasLock ? 'wrong' : 'no-lock' };
  const answer = await askPasskey(state, hint);
  if (!answer.ok) return answer;
  try {
    await vault.provePasskey(answer.prf);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { ok: false, reason: isAppError(error, 'wrong-passkey', 'conflict') ? 'wrong' : 'storage' };
  }
  return state.vault === vault ? { ok: true } : { ok: false, reason: 'storage' };
}

/** Proves the lock code for what leads around the cover. */
export async function prove(state: AppState, code: string): Promise<UnlockResult> {
  const result = await tryCode(state, code);
  if (result.ok) noteProof(state);
  return result;
}

/** The same by the passkey. */
export async function proveWithPasskey(state: AppState): Promise<PasskeyResult> {
  const result = await tryPasskey(state);
  if (result.ok) noteProof(state);
  return result;
}

/**
 * Uncovers one token's code by the lock code, until its step ends; an event-based one's for the next code. Given
 * for one code, it serves for nothing else: whoever takes the device over gets no more than that code.
 */
export async function uncover(state: AppState, id: string, code: string): Promise<UnlockResult> {
  const result = await tryCode(state, code);
  if (result.ok) uncovered(state, id);
  return result;
}

/** The same by the passkey. */
export async function uncoverWithPasskey(state: AppState, id: string): Promise<PasskeyResult> {
  const result = await tryPasskey(state);
  if (result.ok) uncovered(state, id);
  return result;
}
