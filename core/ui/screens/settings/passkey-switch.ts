import { useSignal } from '@preact/signals';
import type { PasskeyFailure, TurnPasskeyOnResult } from '../../../app/types.ts';
import { announce, useUi } from '../../context.ts';
import { type LockWords, useLockWords } from './lock-messages.ts';

/** Why turning it on or off did not go through, and what to do. */
const failureWords = (reason: PasskeyFailure, words: LockWords): string =>
  ({
    unsupported: words.passkeyFailUnsupported,
    'no-prf': words.passkeyFailNoPrf,
    cancelled: words.passkeyFailCancelled,
    wrong: words.passkeyFailWrong,
    'no-lock': words.passkeyFailNoLock,
    storage: words.passkeyFailStorage,
  })[reason];

/**
 * Turning the passkey on and off: what is going on, and what came of it in words. Each gives whether it worked.
 * `asksProof`: before it is turned on, the lock code has to be proved.
 */
export function usePasskeySwitch() {
  const ui = useUi();
  const words = useLockWords();
  const busy = useSignal(false);
  const failure = useSignal<PasskeyFailure | null>(null);
  const proving = useSignal(false);
  const run = async (work: () => Promise<TurnPasskeyOnResult>, done: string): Promise<boolean> => {
    if (busy.value) return false;
    busy.value = true;
    failure.value = null;
    proving.value = false;
    let result: TurnPasskeyOnResult;
    try {
      result = await work();
    } catch {
      result = { ok: false, reason: 'storage' };
    }
    busy.value = false;
    if (result.ok) announce(ui, done);
    else if (result.reason === 'proof') proving.value = true;
    else failure.value = result.reason;
    return result.ok;
  };
  return {
    busy: busy.value,
    asksProof: proving.value && ui.app.needsProof(),
    trouble: failure.value === null ? null : failureWords(failure.value, words),
    turnOn: () => run(() => ui.app.turnPasskeyOn(), words.passkeyTurnedOn),
    turnOff: () => run(() => ui.app.turnPasskeyOff(), words.passkeyTurnedOff),
  };
}
