import { isAppError } from '../error.ts';
import { keepKey } from './lock.ts';
import { attach, forget, look } from './opening.ts';
import { askPasskey } from './passkey-port.ts';
import { type AppState, inTurn } from './state.ts';
import { statusOf } from './status.ts';
import type { PasskeyFailure, PasskeyResult, PasskeyState } from './types.ts';

const failed = (reason: PasskeyFailure): PasskeyResult => ({ ok: false, reason });

/** Whether a passkey can open this vault, here and now. */
export function passkeyState(state: AppState): PasskeyState {
  if (!state.passkeySupported.value) return 'unsupported';
  return state.passkeyHint.value === null ? 'off' : 'on';
}

/** Learns whether this device can; nothing waits for the answer. */
export async function learnPasskeys(state: AppState): Promise<void> {
  const supported = await state.ports.passkeys?.supported().catch(() => false);
  state.passkeySupported.value = supported === true;
  const status = state.status.peek();
  const passkey = supported === true && state.passkeyHint.peek() !== null;
  if (status.at === 'locked' && status.passkey !== passkey) state.status.value = { ...status, passkey };
}

async function open(state: AppState, prf: Uint8Array<ArrayBuffer>): Promise<PasskeyResult> {
  const { door } = state;
  if (state.status.peek().at === 'open') return { ok: true };
  if (!door || state.status.peek().at !== 'locked') return failed('storage');
  try {
    const vault = await door.openWithPasskey(prf);
    await attach(state, vault);
    await keepKey(state, vault);
    return { ok: true };
  } catch (error) {
    if (!isAppError(error)) throw error;
    if (isAppError(error, 'wrong-passkey')) return failed('wrong');
    // Locked again by hand before all was read.
    if (isAppError(error, 'locked') && state.vault === null) return failed('cancelled');
    // Turned off or given a new code in another tab, or the vault is in trouble: go where it stands.
    try {
      if (!isAppError(error, 'conflict', 'locked')) throw error;
      forget(state);
      await look(state, door);
      return state.vault ? { ok: true } : failed('wrong');
    } catch (trouble) {
      forget(state);
      state.status.value = statusOf(trouble);
      return failed('storage');
    }
  }
}

/** Opens a locked vault by its passkey. Not counted; whatever goes wrong, the lock code is the way on. */
export async function unlockWithPasskey(state: AppState): Promise<PasskeyResult> {
  const { at } = state.status.peek();
  if (at === 'open') return { ok: true };
  const hint = state.passkeyHint.peek();
  if (at !== 'locked' || !hint) return failed('wrong');
  const answer = await askPasskey(state, hint);
  return answer.ok ? inTurn(state, () => open(state, answer.prf)) : answer;
}
