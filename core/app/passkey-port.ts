import type { PasskeyHint } from '../vault/types.ts';
import { dialogShown } from './idle.ts';
import type { PasskeyAnswer } from './ports.ts';
import type { AppState } from './state.ts';

/** Bytes of a passkey's secret (WebAuthn Level 3 §10.1.4). */
const SECRET_BYTES = 32;

/** Whether a passkey answered with a secret at all: some answer nothing, or nothing but zeros. */
export const isSecret = (prf: Uint8Array): boolean =>
  prf.length === SECRET_BYTES && prf.some((byte) => byte !== 0);

/** Asks the platform something about passkeys, in whose dialogs the app may be hidden without being left. */
export async function withPasskeys<Answer>(
  state: AppState,
  ask: () => Promise<PasskeyAnswer<Answer>>,
): Promise<PasskeyAnswer<Answer>> {
  return dialogShown(state, async () => {
    try {
      return await ask();
    } catch {
      // Whatever a browser throws here, the lock code is the way on.
      return { ok: false, reason: 'cancelled' };
    }
  });
}

/** Asks the vault's own passkey for its secret. */
export async function askPasskey(
  state: AppState,
  hint: PasskeyHint,
): Promise<PasskeyAnswer<{ prf: Uint8Array<ArrayBuffer> }>> {
  const { passkeys } = state.ports;
  if (!passkeys) return { ok: false, reason: 'unsupported' };
  const answer = await withPasskeys(state, () => passkeys.ask(hint));
  return answer.ok && !isSecret(answer.prf) ? { ok: false, reason: 'no-prf' } : answer;
}
