import { isAppError } from '../error.ts';
import type { PasskeyHint, Vault } from '../vault/types.ts';
import { keepKey } from './lock.ts';
import { attach, forget, look, statusOf } from './opening.ts';
import { askPasskey, isSecret, withPasskeys } from './passkey-port.ts';
import type { PasskeyAnswer } from './ports.ts';
import { type AppState, inTurn } from './state.ts';
import { reload, twice } from './tokens.ts';
import type { PasskeyFailure, PasskeyResult, PasskeyState } from './types.ts';

/** What the browser calls the passkey when it asks. */
const NAME = 'Fuda';
const SALT_BYTES = 32;

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

/** Makes a passkey and asks it a second time: one that does not answer alike would shut the person out. */
async function makeAndTry(
  state: AppState,
): Promise<PasskeyAnswer<{ hint: PasskeyHint; prf: Uint8Array<ArrayBuffer> }>> {
  const { passkeys, crypto } = state.ports;
  if (!passkeys) return { ok: false, reason: 'unsupported' };
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const made = await withPasskeys(state, () => passkeys.create({ name: NAME, salt }));
  if (!made.ok) return made;
  if (!isSecret(made.prf)) return { ok: false, reason: 'no-prf' };
  const hint = { credentialId: made.credentialId, salt };
  const again = await askPasskey(state, hint);
  if (!again.ok) return again;
  const isAlike = again.prf.every((byte, index) => byte === made.prf[index]);
  return isAlike ? { ok: true, hint, prf: again.prf } : { ok: false, reason: 'no-prf' };
}

async function write(state: AppState, vault: Vault, work: () => Promise<void>): Promise<PasskeyResult> {
  // Locked while the passkey was asked: nothing was written.
  if (state.vault !== vault) return failed('cancelled');
  try {
    await twice(state, work);
    await reload(state);
    state.ports.tabs?.tell('look');
    return { ok: true };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return failed(isAppError(error, 'conflict') ? 'no-lock' : 'storage');
  }
}

/** Lets a passkey open the vault beside the lock code. */
export async function turnPasskeyOn(state: AppState): Promise<PasskeyResult> {
  const { vault } = state;
  if (!vault?.hasLock) return failed('no-lock');
  const answer = await makeAndTry(state);
  if (!answer.ok) return answer;
  return inTurn(state, () => write(state, vault, () => vault.addPasskey(answer.hint, answer.prf)));
}

/** From now on the lock code alone opens the vault. */
export async function turnPasskeyOff(state: AppState): Promise<PasskeyResult> {
  const { vault } = state;
  if (!vault) return failed('storage');
  return inTurn(state, () => write(state, vault, () => vault.dropPasskey()));
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
    // Turned off in another tab, or the vault is in trouble: go where it stands.
    try {
      if (!isAppError(error, 'conflict')) throw error;
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
