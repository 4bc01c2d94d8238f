import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { TokenView } from '../../../app/types.ts';
import { Button } from '../../components/button.tsx';
import { CheckField } from '../../components/check-field.tsx';
import { Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { announce, useUi, useWords } from '../../context.ts';
import { tokenTitle } from '../../token-name.ts';

/** Removing from this device: where the bank comes first, that is said and agreed to first. */
export function Remove({ token }: { token: TokenView }) {
  const ui = useUi();
  const words = useWords();
  // Nothing is left at the bank to be ended first.
  const isOver = token.standing === 'expired' || token.standing === 'ended';
  const sure = useSignal(isOver);
  const tried = useSignal(false);
  const busy = useSignal(false);
  const input = useRef<HTMLInputElement>(null);
  const remove = async () => {
    tried.value = true;
    if (!sure.value) {
      input.current?.focus();
      return;
    }
    busy.value = true;
    try {
      await ui.app.remove(token.id);
      announce(ui, words.removed);
      ui.router.home();
    } catch {
      announce(ui, words.removeFailed);
    } finally {
      busy.value = false;
    }
  };
  return (
    <Screen
      title={isOver ? words.removeOverTitle : words.removeTitle}
      back
      actions={
        <>
          <Button look={isOver ? 'line' : 'main'} onPress={() => ui.router.back()}>
            {words.removeKeep}
          </Button>
          <Button look="danger" busy={busy.value} onPress={() => void remove()}>
            {words.removeDo}
          </Button>
        </>
      }
    >
      <p class="whose">{tokenTitle(token, ui.language.value)}</p>
      {isOver ? (
        <Notice>
          <p>{token.standing === 'expired' ? words.removeExpiredBody : words.removeEndedBody}</p>
        </Notice>
      ) : (
        <>
          <Notice tone="danger" title={words.removeWarning}>
            <p>{words.removeBody}</p>
          </Notice>
          <CheckField
            label={words.removeCheck}
            checked={sure.value}
            error={tried.value && !sure.value ? words.removeCheckNeeded : null}
            input={input}
            onChange={(checked) => {
              sure.value = checked;
            }}
          />
        </>
      )}
    </Screen>
  );
}
