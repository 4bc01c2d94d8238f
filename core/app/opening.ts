import { AppError, isAppError } from '../error.ts';
import type { Vault, VaultDoor } from '../vault/types.ts';
import { DEFAULT_LOCK_OPTIONS } from './lock-options.ts';
import { noticePersistence } from './persistence.ts';
import { type AppState, inTurn } from './state.ts';
import { lockedStatus, statusOf } from './status.ts';
import { reloadAll } from './tokens.ts';

/** Forgets everything an open vault gave; what is shown is cleared with it. */
export function forget(state: AppState): void {
  state.unwatch?.();
  state.unwatch = null;
  state.vault?.lock();
  state.vault = null;
  state.stored = new Map();
  state.shown = new Map();
  state.prepared.clear();
  state.trustedOffset = 0;
  state.keptOffset = null;
  state.tokens.value = [];
  state.uncovered.value = new Map();
  state.proved.value = null;
  state.quarantined.value = [];
  state.rolledBack.value = false;
  state.readOnly.value = false;
  state.clock.value = { at: 'unknown' };
  state.lockOptions.value = DEFAULT_LOCK_OPTIONS;
  for (const cancel of state.wakes.values()) cancel();
  state.wakes.clear();
}

/** Another tab, or the worker, wrote: see what is there now. */
async function follow(state: AppState, vault: Vault): Promise<void> {
  const door = state.door;
  if (!door || state.vault !== vault) return;
  try {
    const found = await door.status();
    if (state.vault !== vault) return;
    // Locked, unlocked for good or erased elsewhere: this tab's key is of the past.
    if (found.at === 'new' || found.at === 'gone' || (found.at === 'locked') !== vault.hasLock) {
      forget(state);
      await look(state, door);
    } else {
      await reloadAll(state);
    }
  } catch (error) {
    if (!isAppError(error)) throw error;
    // Locked by hand while looking: the lock screen is up already.
    if (state.status.value.at === 'locked') return;
    forget(state);
    // The key was changed between the look and the reading: look once more.
    const again = isAppError(error, 'locked') ? look(state, door) : Promise.reject(error);
    await again.catch((trouble: unknown) => {
      forget(state);
      state.status.value = statusOf(trouble);
    });
  }
}

/** Takes an open vault in: its tokens, its trusted offset, and word of other tabs' writes. */
export async function attach(state: AppState, vault: Vault): Promise<void> {
  forget(state);
  state.vault = vault;
  // In turn, so that this tab's own half-done work is not taken for another's; one look serves many calls.
  let due = false;
  state.unwatch = vault.onChange(() => {
    if (due) return;
    due = true;
    void inTurn(state, () => {
      due = false;
      return follow(state, vault);
    });
  });
  await reloadAll(state);
  // Locked while reading: it stays so.
  if (state.vault !== vault) return;
  state.status.value = { at: 'open' };
}

/** The key a session kept; `null` also where the session cannot be read, for then the code is asked. */
async function readSession(state: AppState): Promise<Uint8Array | null> {
  try {
    return (await state.ports.session?.read()) ?? null;
  } catch {
    return null;
  }
}

/** Goes where the vault stands: opens it when it opens by itself. */
export async function look(state: AppState, door: VaultDoor): Promise<void> {
  const found = await door.openIfFree();
  switch (found.at) {
    case 'new':
      // Nothing is written before there is something to keep.
      state.hasLock.value = false;
      state.passkeyHint.value = null;
      state.status.value = { at: 'open' };
      return;
    case 'gone':
      state.passkeyHint.value = null;
      state.status.value = { at: 'gone' };
      return;
    case 'device':
      return attach(state, found.vault);
    case 'locked': {
      const key = await readSession(state);
      const vault = key ? await door.openWithKey(key) : null;
      if (vault) return attach(state, vault);
      state.hasLock.value = true;
      state.passkeyHint.value = found.passkey;
      state.status.value = lockedStatus(state, found);
    }
  }
}

/** Opens the door and goes where the vault stands; may be called again after 'unavailable'. */
export async function start(state: AppState): Promise<void> {
  state.status.value = { at: 'starting' };
  forget(state);
  try {
    state.door ??= await state.ports.door();
    await look(state, state.door);
  } catch (error) {
    forget(state);
    state.door?.close();
    state.door = null;
    state.status.value = statusOf(error);
    return;
  }
  if (state.vault) await noticePersistence(state);
}

/**
 * The open vault, made now when this device has none yet. Errors: `AppError<VaultErrorCode>`, 'locked' and
 * 'gone' among them.
 */
export async function openVault(state: AppState): Promise<Vault> {
  if (state.vault) return state.vault;
  const { door } = state;
  if (!door || state.status.value.at !== 'open') throw new AppError('locked', 'the vault is not open');
  // Another tab may have made it, or locked it, since this one looked.
  const found = await door.status();
  if (found.at === 'gone') throw new AppError('gone', 'the vault is gone');
  if (found.at === 'locked') {
    await look(state, door);
    throw new AppError('locked', 'the vault is not open');
  }
  const vault = found.at === 'new' ? await door.create() : await door.openWithDevice();
  await attach(state, vault);
  if (found.at === 'new') state.ports.tabs?.tell('look');
  return vault;
}
