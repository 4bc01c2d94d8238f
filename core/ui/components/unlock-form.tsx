import { useRef } from 'preact/hooks';
import { useUi, useWords } from '../context.ts';
import { CodeForm } from './code-form.tsx';
import { PasskeyButton } from './passkey-button.tsx';

/**
 * What opens a locked app: the passkey first where there is one, and the app lock code. `waitUntil`: epoch ms,
 * corrected time.
 */
export function UnlockForm(props: { failures: number; waitUntil: number | null; passkey?: boolean }) {
  const { failures, waitUntil, passkey = false } = props;
  const { app } = useUi();
  const words = useWords();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div class="unlock">
      {passkey && (
        <>
          <PasskeyButton
            label={words.passkeyUnlock}
            ask={() => app.unlockWithPasskey()}
            onFailure={() => input.current?.focus()}
          />
          <p class="between">{words.or}</p>
        </>
      )}
      <CodeForm
        onCode={(code) => app.unlock(code)}
        failures={failures}
        waitUntil={waitUntil}
        submit={words.unlock}
        look={passkey ? 'quiet' : 'main'}
        input={input}
        focused={!passkey}
      />
    </div>
  );
}
