import { useSignal } from '@preact/signals';
import type { PasskeyFailure, PasskeyResult } from '../../app/types.ts';
import { useWords } from '../context.ts';
import type { Words } from '../messages.ts';
import { usePress } from '../use-press.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

/** Why the passkey did not open anything; each sentence leads to the lock code. */
const failureWords = (reason: PasskeyFailure, words: Words): string =>
  ({
    unsupported: words.passkeyUnsupported,
    'no-prf': words.passkeyNoPrf,
    cancelled: words.passkeyCancelled,
    wrong: words.passkeyWrong,
    'no-lock': words.passkeyUnsupported,
    storage: words.passkeyStorage,
  })[reason];

/**
 * Asks the passkey when pressed, never before: browsers want a press. What went wrong is said beside it, and
 * `onFailure` takes the person to the code.
 */
export function PasskeyButton(props: {
  label: string;
  /** 'main' unless something else on the screen is. */
  look?: 'main' | 'text';
  ask: () => Promise<PasskeyResult>;
  onFailure: () => void;
}) {
  const words = useWords();
  const failure = useSignal<PasskeyFailure | null>(null);
  const fail = (reason: PasskeyFailure) => {
    failure.value = reason;
    props.onFailure();
  };
  const { isBusy, press } = usePress(
    async () => {
      failure.value = null;
      const result = await props.ask();
      if (!result.ok) fail(result.reason);
    },
    () => fail('storage'),
  );
  return (
    <>
      {failure.value && (
        <Notice alert>
          <p>{failureWords(failure.value, words)}</p>
        </Notice>
      )}
      <Button icon="finger" look={props.look ?? 'main'} busy={isBusy.value} onPress={press}>
        {isBusy.value ? words.passkeyAsking : props.label}
      </Button>
    </>
  );
}
