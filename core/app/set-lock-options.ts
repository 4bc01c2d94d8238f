import { isAppError } from '../error.ts';
import { needsProof } from './cover.ts';
import { LOCK_OPTIONS_SETTING, readLockOptions } from './lock-options.ts';
import { openVault } from './opening.ts';
import type { AppState } from './state.ts';
import type { LockOptions } from './types.ts';

/**
 * Keeps a change of when the app locks; it holds in every tab. `false` when it could not be kept, or when asking
 * for every code is to end without the code being asked for.
 */
export async function setLockOptions(state: AppState, change: Partial<LockOptions>): Promise<boolean> {
  try {
    const vault = await openVault(state);
    // Another tab may have changed another of them: only what was changed here is changed there.
    const kept = readLockOptions(await vault.readSetting(LOCK_OPTIONS_SETTING));
    if (state.vault !== vault) return false;
    // What holds is what is kept, also where this tab has not heard of it yet.
    state.lockOptions.value = kept;
    const next = readLockOptions({ ...kept, ...change });
    if (!next.everyCode && needsProof(state)) return false;
    await vault.writeSetting(LOCK_OPTIONS_SETTING, next);
    if (state.vault !== vault) return false;
    state.lockOptions.value = next;
    return true;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return false;
  }
}
