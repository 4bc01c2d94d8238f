import { isAppError } from '../error.ts';
import type { StoredToken } from '../token/model.ts';
import type { Vault, VaultListing } from '../vault/types.ts';
import { KEPT_SETTINGS, keptOf, takeKept } from './kept-settings.ts';
import { publish } from './publish.ts';
import type { AppState } from './state.ts';

/** Reads the open vault again. Errors: `AppError<VaultErrorCode>`. */
export async function reload(state: AppState): Promise<void> {
  const { vault } = state;
  if (vault) take(state, vault, await vault.list());
}

/** The same with the kept settings, which another tab may have written too. */
export async function reloadAll(state: AppState): Promise<void> {
  const { vault } = state;
  if (!vault) return;
  const listing = await vault.list(KEPT_SETTINGS);
  if (state.vault !== vault) return;
  // Before any token: whether codes are covered, and what time it is.
  takeKept(state, keptOf(listing.settings));
  take(state, vault, listing);
}

function take(state: AppState, vault: Vault, listing: VaultListing): void {
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

/** Name of the device keys a token asks its authority with; `null` for one that has none. */
export function deviceKeysOf(token: StoredToken | undefined): string | null {
  return token?.source === 'issuer' ? token.deviceKeys : null;
}
