import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { TokenView } from '../../../app/types.ts';
import { Button } from '../../components/button.tsx';
import { CheckField } from '../../components/check-field.tsx';
import { Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { announce, useUi } from '../../context.ts';
import { tokenNotes, tokenTitle } from '../../token-name.ts';
import { type DetailsWords, useDetailsWords } from './details-messages.ts';

/** What has to be done elsewhere before, and what the person confirms of it. */
function beforehand(token: TokenView, words: DetailsWords) {
  return token.source === 'issuer'
    ? {
        title: words.removeWarning,
        body: words.removeBody,
        check: words.removeCheck,
        needed: words.removeCheckNeeded,
      }
    : {
        title: words.removeOwnWarning,
        body: words.removeOwnBody,
        check: words.removeOwnCheck,
        needed: words.removeOwnCheckNeeded,
      };
}

/** Removing from this device: where the bank or service comes first, that is said and agreed to first. */
export function Remove({ token }: { token: TokenView }) {
  const ui = useUi();
  const words = useDetailsWords();
  // Nothing is left at the bank to be ended first.
  const isOver = token.standing === 'expired' || token.standing === 'ended';
  const sure = useSignal(isOver);
  const tried = useSignal(false);
  const busy = useSignal(false);
  const input = useRef<HTMLInputElement>(null);
  const before = beforehand(token, words);
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
      <p class="whose">
        {tokenTitle(token, ui.language.value)}
        {tokenNotes(token, ui.language.value)
          .slice(0, 1)
          .map((note) => (
            <small key={note}> {note}</small>
          ))}
      </p>
      {isOver ? (
        <Notice>
          <p>{token.standing === 'expired' ? words.removeExpiredBody : words.removeEndedBody}</p>
        </Notice>
      ) : (
        <>
          <Notice tone="danger" title={before.title}>
            <p>{before.body}</p>
          </Notice>
          <CheckField
            label={before.check}
            checked={sure.value}
            error={tried.value && !sure.value ? before.needed : null}
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
