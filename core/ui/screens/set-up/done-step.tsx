import { useSignal } from '@preact/signals';
import type { TokenView } from '../../../app/types.ts';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { NameForm } from '../../components/name-form.tsx';
import { Screen } from '../../components/screen.tsx';
import { TokenCode } from '../../components/token-code.tsx';
import { useUi } from '../../context.ts';
import { codeToUse } from '../../current-code.ts';
import { useSetUpWords } from './set-up-messages.ts';

/** The set-up went through: the token and its first code, what to do with it, and a name if one likes. */
export function DoneStep({ token }: { token: TokenView }) {
  const ui = useUi();
  const words = useSetUpWords();
  const isNaming = useSignal(false);
  const extra = ui.platform.extraTokenActions?.(token, 'after-setup', ui.language.value);
  return (
    <Screen
      title={words.doneTitle}
      lead={words.doneLead}
      actions={
        <>
          {extra}
          <Button look={extra ? 'quiet' : 'main'} onPress={() => ui.router.home()}>
            {words.doneFinish}
          </Button>
          {token.otp.kind === 'time' && <CopyButton look="quiet" code={() => codeToUse(ui, token)} />}
          {!ui.app.hasLock.value && (
            <Button look="line" icon="lock" onPress={() => ui.router.go({ at: 'lock-code', task: 'on' })}>
              {words.doneLock}
            </Button>
          )}
        </>
      }
    >
      <TokenCode token={token} />
      {isNaming.value ? (
        <NameForm
          token={token}
          wanted
          onSaved={() => {
            isNaming.value = false;
          }}
        />
      ) : (
        token.displayName === null && (
          <Button
            look="text"
            icon="pen"
            onPress={() => {
              isNaming.value = true;
            }}
          >
            {words.doneName}
          </Button>
        )
      )}
    </Screen>
  );
}
