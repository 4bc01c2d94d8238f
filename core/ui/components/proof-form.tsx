import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { useUi, useWords } from '../context.ts';
import { CodeForm } from './code-form.tsx';
import { PasskeyButton } from './passkey-button.tsx';

/** Asks for the lock code or the passkey before an act that would lead around the lock; `onProved` then does it. */
export function ProofForm(props: {
  lead: string;
  submit: string;
  passkey: string;
  onProved?: (() => void) | undefined;
}) {
  const { app } = useUi();
  const words = useWords();
  const waitUntil = useSignal<number | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const hasPasskey = app.passkey.value === 'on';
  return (
    <div class="form">
      <p class="hint">{props.lead}</p>
      {hasPasskey && (
        <>
          <PasskeyButton
            label={props.passkey}
            ask={async () => {
              const result = await app.proveWithPasskey();
              if (result.ok) props.onProved?.();
              return result;
            }}
            onFailure={() => input.current?.focus()}
          />
          <p class="between">{words.or}</p>
        </>
      )}
      <CodeForm
        onCode={async (code) => {
          const result = await app.prove(code);
          waitUntil.value = result.ok ? null : result.waitUntil;
          if (result.ok) props.onProved?.();
          return result;
        }}
        waitUntil={waitUntil.value}
        submit={props.submit}
        look={hasPasskey ? 'quiet' : 'main'}
        input={input}
        focused={!hasPasskey}
      />
    </div>
  );
}
