import { isAppError } from '../error.ts';
import type { Vault } from '../vault/types.ts';
import { asciiDigits } from './digits.ts';
import { attach, forget, look } from './opening.ts';
import type { AppState } from './state.ts';
import { lockedStatus, statusOf } from './status.ts';
import type { UnlockResult } from './types.ts';

/** Shows the lock as the vault counts it now. */
async function showLocked(state: AppState): Promise<number | null> {
  const found = await state.door?.status();
  if (found?.at !== 'locked') return null;
  // Only a lock screen that is still up is brought up to date.
  if (state.status.value.at === 'locked') {
    state.passkeyHint.value = found.passkey;
    state.status.value = lockedStatus(state, found);
  }
  return found.waitUntil;
}

/**
 * Lets the session have the key of a vault with a lock. Best effort: without it the code is asked again. A
 * vault locked meanwhile is left locked.
 */
export async function keepKey(state: AppState, vault: Vault): Promise<void> {
  const { session } = state.ports;
  if (!session || state.vault !== vault) return;
  try {
    const key = vault.hasLock ? await vault.exportKey() : null;
    if (state.vault === vault) await session.write(key);
  } catch {
    // As said above.
  }
}

/** Tries a code. Every try is counted durably by the vault before it is judged. */
export async function unlock(state: AppState, code: string): Promise<UnlockResult> {
  const { door } = state;
  if (state.status.value.at === 'open') return { ok: true };
  if (!door || state.status.value.at !== 'locked') return { ok: false, reason: 'wait', waitUntil: null };
  try {
    const vault = await door.openWithCode(asciiDigits(code));
    await attach(state, vault);
    await keepKey(state, vault);
    return { ok: true };
  } catch (error) {
    if (isAppError(error, 'wrong-code', 'wait'))
      return { ok: false, reason: error.code, waitUntil: await showLocked(state) };
    // Locked again by hand before all was read.
    if (isAppError(error, 'locked') && state.vault === null)
      return { ok: false, reason: 'wait', waitUntil: null };
    // The lock was turned off or its code changed elsewhere meanwhile, or the vault is in trouble: go where it stands.
    try {
      if (!isAppError(error, 'conflict', 'locked')) throw error;
      forget(state);
      await look(state, door);
      if (state.vault) return { ok: true };
    } catch (trouble) {
      forget(state);
      state.status.value = statusOf(trouble);
    }
    return { ok: false, reason: 'wait', waitUntil: null };
  }
}

/** Forgets the key and all that was read with it. Nothing to do while there is no lock to open it again with. */
export function lock(state: AppState): void {
  if (!state.vault?.hasLock) return;
  forget(state);
  state.status.value = lockedStatus(state, { failures: 0, waitUntil: null });
  state.ports.session?.write(null).catch(() => undefined);
  showLocked(state).catch(() => undefined);
}

/** Locks by hand: in every tab. */
export function lockEverywhere(state: AppState): void {
  if (!state.vault?.hasLock) return;
  lock(state);
  state.ports.tabs?.tell('locked');
}
