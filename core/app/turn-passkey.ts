import { isAppError } from '../error.ts';
import type { PasskeyHint, Vault } from '../vault/types.ts';
import { needsProof } from './cover.ts';
import { askPasskey, isSecret, withPasskeys } from './passkey-port.ts';
import type { PasskeyAnswer } from './ports.ts';
import { type AppState, inTurn } from './state.ts';
import { reload, twice } from './tokens.ts';
import type { PasskeyFailure, PasskeyResult, TurnPasskeyOnResult } from './types.ts';

/** What the browser calls the passkey when it asks. */
const NAME = 'Fuda';
const SALT_BYTES = 32;

const failed = (reason: PasskeyFailure): PasskeyResult => ({ ok: false, reason });

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

/** Lets a passkey open the vault beside the lock code; 'proof' while every code is asked for, and so is this. */
export async function turnPasskeyOn(state: AppState): Promise<TurnPasskeyOnResult> {
  const { vault } = state;
  if (!vault?.hasLock) return failed('no-lock');
  if (needsProof(state)) return { ok: false, reason: 'proof' };
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
