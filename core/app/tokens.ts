import { isAppError } from '../error.ts';
import type { StoredToken } from '../token/model.ts';
import { publish } from './publish.ts';
import type { AppState } from './state.ts';

/** Longest name a person may give a token, in UTF-16 units. */
const NAME_LIMIT = 40;

/** Reads the open vault again. Errors: `AppError<VaultErrorCode>`. */
export async function reload(state: AppState): Promise<void> {
  const { vault } = state;
  if (!vault) return;
  const listing = await vault.list();
  // Locked while reading: what was read must not come back to life.
  if (state.vault !== vault) return;
  const before = state.stored;
  state.stored = new Map(
    [...listing.records].sort((a, b) => a.order - b.order).map(({ id, token }) => [id, token]),
  );
  for (const id of state.prepared.keys())
    if (state.stored.get(id)?.seed !== before.get(id)?.seed) state.prepared.delete(id);
  state.quarantined.value = listing.quarantined.map(({ id, reason }) => ({ id, reason }));
  state.rolledBack.value = listing.rolledBack;
  state.readOnly.value = listing.readOnly;
  state.hasLock.value = vault.hasLock;
  state.passkeyHint.value = vault.passkey;
  publish(state);
}

/** Ends the notice of a rollback for good. Errors: `AppError<VaultErrorCode>`. */
export async function acknowledgeRollback(state: AppState): Promise<void> {
  await state.vault?.acknowledgeRollback();
  await reload(state);
}

/** Runs a write again once, on fresh data, when another tab wrote first. */
export async function twice<Result>(state: AppState, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (!isAppError(error, 'conflict')) throw error;
    await reload(state);
    return write();
  }
}

/** Writes `id` as `edit` makes it of what is there now; nothing when it makes nothing new, or is not there. */
export async function change(
  state: AppState,
  id: string,
  edit: (token: StoredToken) => StoredToken,
): Promise<void> {
  const { vault } = state;
  if (!vault) return;
  await twice(state, async () => {
    const token = state.stored.get(id);
    const edited = token && edit(token);
    if (edited && edited !== token) await vault.replace(id, edited);
  });
  await reload(state);
}

/** Gives a token the person's own name; `null` or blank takes it away. Errors: `AppError<VaultErrorCode>`. */
export function rename(state: AppState, id: string, name: string | null): Promise<void> {
  const tidy = name?.normalize('NFC').trim().slice(0, NAME_LIMIT) || null;
  return change(state, id, (token) => ({ ...token, displayName: tidy }));
}

/**
 * Puts the tokens into this order; those not named follow in their old one, and what is gone already is passed
 * over. Errors: `AppError<VaultErrorCode>`.
 */
export async function reorder(state: AppState, ids: readonly string[]): Promise<void> {
  const { vault } = state;
  if (!vault) return;
  await vault.reorder(ids.filter((id) => state.stored.has(id)));
  await reload(state);
}

/** Takes a token, and device keys nothing else uses, off this device. Errors: `AppError<VaultErrorCode>`. */
export async function remove(state: AppState, id: string): Promise<void> {
  const { vault } = state;
  if (!vault) return;
  const keys = deviceKeysOf(state.stored.get(id));
  await twice(state, () => vault.remove(id));
  await reload(state);
  if (keys === null || [...state.stored.values()].some((other) => deviceKeysOf(other) === keys)) return;
  await vault.dropDeviceKeys(keys);
}

/** Name of the device keys a token asks its authority with; `null` for one that has none. */
export function deviceKeysOf(token: StoredToken | undefined): string | null {
  return token?.source === 'issuer' ? token.deviceKeys : null;
}
