import type { TokenView } from '../../app/types.ts';
import { announce, useUi, useWords } from '../context.ts';
import { usePress } from '../use-press.ts';
import { Button } from './button.tsx';

/** Asks the authority how the token stands now: for someone whose bank has just said that it is done. */
export function AskState({ token }: { token: TokenView }) {
  const ui = useUi();
  const words = useWords();
  const { isBusy, press: ask } = usePress(
    async () => announce(ui, (await ui.app.refresh(token.id)) ? words.askedState : words.askedStateFailed),
    () => announce(ui, words.askedStateFailed),
  );
  return (
    <Button look="quiet" busy={isBusy.value} onPress={ask}>
      {isBusy.value ? words.askingState : words.askState}
    </Button>
  );
}
