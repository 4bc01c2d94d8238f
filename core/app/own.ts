import { isAppError } from '../error.ts';
import { ownToken } from '../formats/own-token.ts';
import type { OwnTokenInput } from '../formats/types.ts';
import type { TokenErrorCode } from '../token/error.ts';
import type { OwnToken, StoredToken } from '../token/model.ts';
import type { VaultErrorCode } from '../vault/types.ts';
import { needsProof } from './cover.ts';
import { openVault } from './opening.ts';
import { askPersistence } from './persistence.ts';
import { type AppState, now } from './state.ts';
import { reload } from './tokens.ts';
import type { AddOwnResult } from './types.ts';

/** What makes two tokens of the person's own the same: they give the same codes, whatever they are called. */
export function isSameOwn(a: OwnToken, b: StoredToken): boolean {
  return (
    b.source === 'own' &&
    a.seed === b.seed &&
    a.otp.kind === b.otp.kind &&
    a.otp.algorithm === b.otp.algorithm &&
    a.otp.digits === b.otp.digits &&
    a.otp.period === b.otp.period
  );
}

/** Adds a token of the person's own; makes the vault where there is none yet. */
export async function addOwn(state: AppState, input: OwnTokenInput): Promise<AddOwnResult> {
  let id: string;
  try {
    const vault = await openVault(state);
    const token = ownToken(input, { now: now(state) });
    // What another tab added is looked at too.
    await reload(state);
    const same = [...state.stored].find(([, other]) => isSameOwn(token, other));
    if (same) return { ok: false, reason: 'here-already', id: same[0] };
    ({ id } = await vault.add(token));
    await reload(state);
  } catch (error) {
    if (!isAppError<VaultErrorCode | TokenErrorCode>(error)) throw error;
    return { ok: false, reason: error.code === 'full' ? 'storage-full' : 'storage' };
  }
  void askPersistence(state);
  return { ok: true, id };
}

/**
 * The `otpauth://` address of a token of the person's own, its seed in the clear, for another app; an event-based
 * one's goes on counting there from the next code here. `null` for any other token, and while a proof is needed.
 */
export async function exportOwn(state: AppState, id: string): Promise<string | null> {
  const { vault } = state;
  const token = state.stored.get(id);
  if (!vault || token?.source !== 'own' || needsProof(state)) return null;
  const { formatOtpauth } = await import('../formats/otpauth.ts');
  try {
    const given = token.otp.kind === 'event' ? ((await vault.counters()).get(id) ?? 0) : 0;
    return state.vault === vault ? formatOtpauth(token, token.firstCounter + given) : null;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return null;
  }
}
