import { isAppError } from '../error.ts';
import type { StoredToken } from '../token/model.ts';
import { otpEntry } from '../token/otp-entry.ts';
import { renewalDue, standing } from '../token/validity.ts';
import { type AppState, now } from './state.ts';
import type { TokenView } from './types.ts';

/** Longest name a person may give a token, in UTF-16 units. */
const NAME_LIMIT = 40;

/** A token as a screen may see it at `at`. */
export function viewOf(id: string, token: StoredToken, at: number): TokenView {
  const { tokenId, institution, service, userId, displayName, otp, issuedAt, expiresAt, loginOrigins } =
    token;
  return {
    id,
    tokenId,
    institution,
    service,
    userId,
    displayName,
    otp,
    issuedAt,
    expiresAt,
    loginOrigins,
    standing: standing(token, at),
    pausedUntil: token.lastState?.state === 'paused' ? (token.pausedUntil ?? null) : null,
    renewalDue: renewalDue(token, at),
    otpEntry: otpEntry(token),
  };
}

/** Shows the tokens as they stand now. */
export function publish(state: AppState): void {
  const at = now(state);
  state.tokens.value = [...state.stored].map(([id, token]) => viewOf(id, token, at));
}

/** The same once the present caller is done, for callers inside a drawing, where signals must not be set. */
export function publishSoon(state: AppState): void {
  queueMicrotask(() => publish(state));
}

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

/** Takes a token, and device keys nothing else uses, off this device. Errors: `AppError<VaultErrorCode>`. */
export async function remove(state: AppState, id: string): Promise<void> {
  const { vault } = state;
  if (!vault) return;
  const token = state.stored.get(id);
  await twice(state, () => vault.remove(id));
  await reload(state);
  if (!token || [...state.stored.values()].some(({ deviceKeys }) => deviceKeys === token.deviceKeys)) return;
  await vault.dropDeviceKeys(token.deviceKeys);
}
