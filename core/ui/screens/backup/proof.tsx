import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { CodeForm } from '../../components/code-form.tsx';
import { PasskeyButton } from '../../components/passkey-button.tsx';
import { Screen } from '../../components/screen.tsx';
import { useUi } from '../../context.ts';
import { backupMessages } from './backup-messages.ts';

/** Asks for the lock code or the passkey before an act that would lead around the lock. */
export function Proof({ submit, onProved }: { submit: string; onProved?: () => void }) {
  const ui = useUi();
  const { app } = ui;
  const words = backupMessages[ui.language.value];
  const waitUntil = useSignal<number | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const hasPasskey = app.passkey.value === 'on';
  return (
    <div class="form">
      <p class="hint">{words.proof}</p>
      {hasPasskey && (
        <PasskeyButton
          label={words.proofPasskey}
          ask={async () => {
            const result = await app.proveWithPasskey();
            if (result.ok) onProved?.();
            return result;
          }}
          onFailure={() => input.current?.focus()}
        />
      )}
      <CodeForm
        onCode={async (code) => {
          const result = await app.prove(code);
          waitUntil.value = result.ok ? null : result.waitUntil;
          if (result.ok) onProved?.();
          return result;
        }}
        waitUntil={waitUntil.value}
        submit={submit}
        look={hasPasskey ? 'quiet' : 'main'}
        input={input}
      />
    </div>
  );
}

/** The same in the place of a screen that needs it; the screen comes when `app.needsProof` ends. */
export function ProofScreen({ title }: { title: string }) {
  const ui = useUi();
  const words = backupMessages[ui.language.value];
  return (
    <Screen title={title} back>
      <Proof submit={words.proofDo} />
    </Screen>
  );
}
