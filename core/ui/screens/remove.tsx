import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { TokenView } from '../../app/types.ts';
import { Button } from '../components/button.tsx';
import { CheckField } from '../components/check-field.tsx';
import { Notice } from '../components/notice.tsx';
import { Screen } from '../components/screen.tsx';
import { announce, useUi, useWords } from '../context.ts';

/** Removing from this device: the bank comes first, and is said to come first. */
export function Remove({ token }: { token: TokenView }) {
  const ui = useUi();
  const words = useWords();
  const sure = useSignal(false);
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
      title={words.removeTitle}
      back
      actions={
        <>
          <Button onPress={() => ui.router.back()}>{words.removeKeep}</Button>
          <Button look="danger" busy={busy.value} onPress={() => void remove()}>
            {words.removeDo}
          </Button>
        </>
      }
    >
      <p class="whose">{token.service.name[ui.language.value]}</p>
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
    </Screen>
  );
}
