import { isAppError } from '../error.ts';
import { asciiDigits } from './digits.ts';
import { askPasskey } from './passkey-port.ts';
import { type AppState, isWithin, now, type Span } from './state.ts';
import type { PasskeyResult, UnlockResult } from './types.ts';

/** With less of its step left than this, ms, an uncovered code would be gone before it is typed. */
const TOO_LATE = 10_000;
/** Longest a code is uncovered, ms, however long its steps are. */
const LONGEST = 120_000;
/** How long a proof serves for what leads around the cover, ms. */
const PROOF_SERVES = 120_000;

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

const proved = (state: AppState): void => {
  const at = now(state);
  state.proved.value = { from: at, until: at + PROOF_SERVES };
};

const uncovered = (state: AppState, id: string): void => {
  const token = state.stored.get(id);
  if (!token) return;
  const at = now(state);
  // Those that are over go with it, so that a thousand looks leave no thousand notes.
  const others = [...state.uncovered.peek()].filter(([, span]) => isWithin(span, at));
  const span = { from: at, until: uncoveredUntil(token.otp.period, at) };
  state.uncovered.value = new Map([...others, [id, span]]);
};

/** Proves the lock code without changing anything. Every try is counted durably by the vault before it is judged. */
export async function prove(state: AppState, code: string): Promise<UnlockResult> {
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
  if (state.vault !== vault) return refused;
  proved(state);
  return { ok: true };
}

/** Proves the passkey likewise, uncounted. */
export async function proveWithPasskey(state: AppState): Promise<PasskeyResult> {
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
  if (state.vault !== vault) return { ok: false, reason: 'storage' };
  proved(state);
  return { ok: true };
}

/** Uncovers one token's code by the lock code, until its step ends; an event-based one's for the next code. */
export async function uncover(state: AppState, id: string, code: string): Promise<UnlockResult> {
  const result = await prove(state, code);
  if (result.ok) uncovered(state, id);
  return result;
}

/** The same by the passkey. */
export async function uncoverWithPasskey(state: AppState, id: string): Promise<PasskeyResult> {
  const result = await proveWithPasskey(state);
  if (result.ok) uncovered(state, id);
  return result;
}
