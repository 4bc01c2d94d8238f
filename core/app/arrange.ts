import type { AppState } from './state.ts';
import { change, deviceKeysOf, reload, twice } from './tokens.ts';

/** Longest name a person may give a token, in UTF-16 units. */
const NAME_LIMIT = 40;

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

/** Ends the notice of a rollback for good. Errors: `AppError<VaultErrorCode>`. */
export async function acknowledgeRollback(state: AppState): Promise<void> {
  await state.vault?.acknowledgeRollback();
  await reload(state);
}
