import { isAppError } from '../error.ts';
import type { SignedState } from '../protocol/device/messages.ts';
import type { IssuerToken } from '../token/model.ts';
import { type AppState, clientOf } from './state.ts';
import { change } from './tokens.ts';

/** `token` as the authority's signed word leaves it; itself when that word is older than the last. */
export function applyState(token: IssuerToken, signed: SignedState): IssuerToken {
  if (token.lastState && signed.time < token.lastState.at) return token;
  return {
    ...token,
    loginOrigins: signed.loginOrigins,
    expiresAt: signed.expiresAt,
    lastState: { state: signed.state, at: signed.time },
    pausedUntil: signed.pausedUntil,
  };
}

/**
 * Asks for the token's state, and tells whether the authority answered; without an answer, or without room to
 * keep it, everything stays as it was.
 */
export async function refresh(state: AppState, id: string): Promise<boolean> {
  const { vault } = state;
  const token = state.stored.get(id);
  // One that was carried here left its keys behind; one of the person's own has nobody to ask.
  if (!vault || token?.source !== 'issuer' || token.deviceKeys === null) return false;
  try {
    const keys = await vault.deviceKeys(token.deviceKeys);
    const { address, key } = token.authority;
    const signed = await clientOf(state, address).state({ tokenId: token.tokenId, pinnedKey: key }, keys);
    if (state.vault !== vault) return false;
    await change(state, id, (present) =>
      present.source === 'issuer' ? applyState(present, signed) : present,
    );
    return true;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return false;
  }
}
