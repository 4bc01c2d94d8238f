import { isAppError } from '../error.ts';
import type { Vault } from '../vault/types.ts';
import { asciiDigits } from './digits.ts';
import { keepKey } from './lock.ts';
import { openVault } from './opening.ts';
import { noteProof } from './prove.ts';
import type { AppState } from './state.ts';
import { reload } from './tokens.ts';
import type { LockCodeResult } from './types.ts';

/** An app lock code: 1 to 32 digits. */
const LOCK_CODE = /^\d{1,32}$/;

/** Does one thing to the lock and tells what came of it; the session follows. */
async function touchLock(
  state: AppState,
  codes: readonly string[],
  work: (vault: Vault) => Promise<void>,
): Promise<LockCodeResult> {
  if (!codes.every((code) => LOCK_CODE.test(code))) return { ok: false, reason: 'not-digits' };
  try {
    const vault = await openVault(state);
    await work(vault);
    await reload(state);
    await keepKey(state, vault);
    state.ports.tabs?.tell('look');
    return { ok: true };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const reason = error.code === 'wrong-code' || error.code === 'wait' ? error.code : 'storage';
    return { ok: false, reason };
  }
}

/** Turns the lock on with `code` (1 to 32 digits). */
export function turnLockOn(state: AppState, code: string): Promise<LockCodeResult> {
  const digits = asciiDigits(code);
  return touchLock(state, [digits], (vault) => vault.turnLockOn(digits));
}

/** Turns the lock off; needs the present code, counted like an unlock. */
export function turnLockOff(state: AppState, code: string): Promise<LockCodeResult> {
  return touchLock(state, [], (vault) => vault.turnLockOff(asciiDigits(code)));
}

/**
 * Changes the code; needs the present one, counted like an unlock. Whoever gave it has proved it, too: the passkey,
 * which ends with the old code, can be turned on again at once.
 */
export async function changeLockCode(state: AppState, from: string, to: string): Promise<LockCodeResult> {
  const digits = asciiDigits(to);
  const result = await touchLock(state, [digits], (vault) => vault.changeCode(asciiDigits(from), digits));
  if (result.ok) noteProof(state);
  return result;
}
