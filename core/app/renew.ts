import type { ClientErrorCode } from '../client/types.ts';
import { isAppError } from '../error.ts';
import type { SignedState } from '../protocol/device/messages.ts';
import type { IssuerToken } from '../token/model.ts';
import { standing } from '../token/validity.ts';
import type { DeviceKeys, VaultErrorCode } from '../vault/types.ts';
import { applyState, refresh } from './refresh.ts';
import { type AppState, clientOf, now } from './state.ts';
import { change } from './tokens.ts';
import type { RenewFailure, RenewResult } from './types.ts';

const ANSWERS: Partial<Record<ClientErrorCode, RenewFailure>> = {
  // Unknown to the authority, or another device's: only a new application helps.
  refused: 'renewal-refused',
  'renewal-refused': 'renewal-refused',
  'too-many-requests': 'too-many-requests',
  unreachable: 'unreachable',
};

const failed = (reason: RenewFailure): RenewResult => ({ ok: false, reason });

function storageFailure(error: unknown): RenewResult {
  if (!isAppError<VaultErrorCode>(error)) throw error;
  return failed(error.code === 'full' ? 'storage-full' : 'storage');
}

/** The authority's answer, or why there is none. */
async function ask(
  state: AppState,
  token: IssuerToken,
  keys: DeviceKeys,
): Promise<SignedState | RenewFailure> {
  const { address, key } = token.authority;
  try {
    return await clientOf(state, address).renew({ tokenId: token.tokenId, pinnedKey: key }, keys);
  } catch (error) {
    if (!isAppError<ClientErrorCode>(error)) throw error;
    return ANSWERS[error.code] ?? 'answer-bad';
  }
}

/** A refusal has a reason the person can act on: the token's own state, learnt by asking for it. */
async function whyRefused(state: AppState, id: string, expiredBefore: number): Promise<RenewResult> {
  await refresh(state, id);
  const token = state.stored.get(id);
  if (token?.source !== 'issuer') return failed('renewal-refused');
  // Renewed already, and only the answer had been lost.
  if (token.expiresAt > expiredBefore) return { ok: true, expiresAt: token.expiresAt };
  const stands = standing(token, now(state));
  return failed(stands === 'ready' ? 'renewal-refused' : stands);
}

/**
 * Moves a token's expiry on, on the authority's signed word; the seed and the codes stay. Nothing is written
 * before the answer, so a lost one leaves the old date, and the next look at the state brings the new.
 */
export async function renew(state: AppState, id: string): Promise<RenewResult> {
  const { vault } = state;
  const token = state.stored.get(id);
  if (!vault || token?.source !== 'issuer') return failed('storage');
  // Its keys stayed on the device it came from: only there, or by applying anew, can it be renewed.
  if (token.deviceKeys === null) return failed('moved');
  let keys: DeviceKeys;
  try {
    keys = await vault.deviceKeys(token.deviceKeys);
  } catch (error) {
    return storageFailure(error);
  }
  const answer = await ask(state, token, keys);
  if (answer === 'renewal-refused') return whyRefused(state, id, token.expiresAt);
  if (typeof answer === 'string') return failed(answer);
  // Locked while asking: there is nowhere to write to.
  if (state.vault !== vault) return failed('storage');
  try {
    await change(state, id, (present) =>
      present.source === 'issuer' ? applyState(present, answer) : present,
    );
  } catch (error) {
    return storageFailure(error);
  }
  // Answered with the date it has: the authority sees no renewal due yet.
  if (answer.expiresAt <= token.expiresAt) return failed('too-early');
  return { ok: true, expiresAt: answer.expiresAt };
}
