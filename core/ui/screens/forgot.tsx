import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { CheckField } from '../components/check-field.tsx';
import { Notice } from '../components/notice.tsx';
import { Screen } from '../components/screen.tsx';
import { announce, useUi } from '../context.ts';
import { forgotMessages } from './forgot-messages.ts';

/** The lock code is forgotten: exactly what is lost, what is not, the way back, and the way to begin anew. */
export function Forgot() {
  const ui = useUi();
  const words = forgotMessages[ui.language.value];
  const sure = useSignal(false);
  const tried = useSignal(false);
  const busy = useSignal(false);
  const input = useRef<HTMLInputElement>(null);
  const erase = async () => {
    tried.value = true;
    if (!sure.value) {
      input.current?.focus();
      return;
    }
    busy.value = true;
    try {
      await ui.app.forgetAll();
      ui.router.home();
      if (ui.app.status.value.at === 'open') announce(ui, words.erased);
    } finally {
      busy.value = false;
    }
  };
  return (
    <Screen
      title={words.title}
      lead={words.lead}
      back
      actions={
        <>
          <Button onPress={() => ui.router.back()}>{words.keep}</Button>
          <Button look="danger" busy={busy.value} onPress={() => void erase()}>
            {busy.value ? words.erasing : words.erase}
          </Button>
        </>
      }
    >
      <Notice title={words.waitTitle}>
        <p>{words.wait}</p>
      </Notice>
      <section class="group">
        <h2>{words.lostTitle}</h2>
        <ul class="bullets">
          <li>
            <b>{words.lost1}</b>
            <small>{words.lost1Note}</small>
          </li>
          <li>{words.lost2}</li>
        </ul>
      </section>
      <section class="group">
        <h2>{words.keptTitle}</h2>
        <ul class="bullets bullets-good">
          <li>{words.kept1}</li>
          <li>{words.kept2}</li>
        </ul>
      </section>
      <h2 class="small-heading">{words.nextTitle}</h2>
      <ol class="numbered">
        {[words.next1, words.next2, words.next3, words.next4].map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Notice tone="danger">
        <p>{words.bankNote}</p>
      </Notice>
      <CheckField
        label={words.check}
        checked={sure.value}
        error={tried.value && !sure.value ? words.checkNeeded : null}
        input={input}
        onChange={(checked) => {
          sure.value = checked;
        }}
      />
    </Screen>
  );
}
