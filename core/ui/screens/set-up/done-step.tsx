import type { TokenView } from '../../../app/types.ts';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Screen } from '../../components/screen.tsx';
import { TokenCode } from '../../components/token-code.tsx';
import { useUi, useWords } from '../../context.ts';

/** The set-up went through: the token and its first code, and what to do with it. */
export function DoneStep({ token }: { token: TokenView }) {
  const ui = useUi();
  const words = useWords();
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
          <CopyButton look="quiet" code={() => ui.app.code(token.id)?.code ?? null} />
          {!ui.app.hasLock.value && (
            <Button look="line" icon="lock" onPress={() => ui.router.go({ at: 'lock-code', task: 'on' })}>
              {words.doneLock}
            </Button>
          )}
        </>
      }
    >
      <TokenCode token={token} />
    </Screen>
  );
}
