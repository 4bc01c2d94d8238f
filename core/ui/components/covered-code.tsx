import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { TokenView } from '../../app/types.ts';
import { useUi, useWords } from '../context.ts';
import { Button } from './button.tsx';
import { CodeForm } from './code-form.tsx';
import { PasskeyButton } from './passkey-button.tsx';

/**
 * In a token's tag, where each code is shown only after the lock code or the passkey: the way to see it, for one
 * step. The app itself takes it away again.
 */
export function CoveredCode({ token }: { token: TokenView }) {
  const { app } = useUi();
  const words = useWords();
  const asking = useSignal(false);
  const waitUntil = useSignal<number | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (asking.value) input.current?.focus();
  }, [asking.value]);
  const hasPasskey = app.passkey.value === 'on';
  const ask = () => {
    asking.value = true;
  };
  return (
    <div class="covered">
      <p class="covered-dots" aria-hidden="true">
        {'•'.repeat(token.otp.digits)}
      </p>
      {!asking.value && <p class="hint">{words.coveredLead}</p>}
      {hasPasskey && (
        <PasskeyButton
          label={words.coveredPasskey}
          ask={() => app.uncoverWithPasskey(token.id)}
          onFailure={ask}
        />
      )}
      {asking.value ? (
        <CodeForm
          onCode={async (code) => {
            const result = await app.uncover(token.id, code);
            waitUntil.value = result.ok ? null : result.waitUntil;
            return result;
          }}
          waitUntil={waitUntil.value}
          submit={words.show}
          look={hasPasskey ? 'quiet' : 'main'}
          input={input}
        />
      ) : (
        <Button look={hasPasskey ? 'line' : 'main'} icon="lock" onPress={ask}>
          {words.coveredShow}
        </Button>
      )}
    </div>
  );
}
