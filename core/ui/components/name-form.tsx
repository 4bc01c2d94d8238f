import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { TokenView } from '../../app/types.ts';
import { announce, useUi } from '../context.ts';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { nameMessages } from './name-messages.ts';

/** The longest name one can give, in characters. */
const MOST = 20;

/** The person's own name for a token; an empty one takes it away. `wanted`: it was just asked for, and takes the focus. */
export function NameForm(props: { token: TokenView; wanted?: boolean; onSaved?: () => void }) {
  const { token, wanted = false, onSaved } = props;
  const ui = useUi();
  const words = nameMessages[ui.language.value];
  const name = useSignal(token.displayName ?? '');
  const failed = useSignal(false);
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (wanted) input.current?.focus();
  }, []);
  const save = async () => {
    failed.value = false;
    try {
      await ui.app.rename(token.id, name.value.trim() || null);
      announce(ui, words.saved);
      onSaved?.();
    } catch {
      failed.value = true;
      input.current?.focus();
    }
  };
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field
        label={words.ownName}
        hint={words.ownNameHint}
        error={failed.value ? words.saveFailed : null}
        input={input}
        value={name.value}
        maxLength={MOST}
        onInput={(event) => {
          name.value = event.currentTarget.value;
        }}
      />
      <Button type="submit" look="quiet">
        {words.save}
      </Button>
    </form>
  );
}
