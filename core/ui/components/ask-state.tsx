import { useSignal } from '@preact/signals';
import type { TokenView } from '../../app/types.ts';
import { announce, useUi, useWords } from '../context.ts';
import { Button } from './button.tsx';

/** Asks the authority how the token stands now: for someone whose bank has just said that it is done. */
export function AskState({ token }: { token: TokenView }) {
  const ui = useUi();
  const words = useWords();
  const busy = useSignal(false);
  const ask = async () => {
    busy.value = true;
    const answered = await ui.app.refresh(token.id);
    busy.value = false;
    announce(ui, answered ? words.askedState : words.askedStateFailed);
  };
  return (
    <Button look="quiet" busy={busy.value} onPress={() => void ask()}>
      {busy.value ? words.askingState : words.askState}
    </Button>
  );
}
