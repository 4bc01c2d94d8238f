import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { useUi, useWords } from '../context.ts';
import { describeDuration } from '../duration.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import { SecretField } from './secret-field.tsx';

/** Asks for the app lock code; counts and waits are the vault's. `waitUntil`: epoch ms, corrected time. */
export function UnlockForm({ failures, waitUntil }: { failures: number; waitUntil: number | null }) {
  const ui = useUi();
  const words = useWords();
  const code = useSignal('');
  const busy = useSignal(false);
  const error = useSignal<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const wait = waitUntil === null ? 0 : waitUntil - ui.tick.value;
  useEffect(() => input.current?.focus(), []);
  const submit = async () => {
    if (busy.value || wait > 0) return;
    if (!/^\d{1,32}$/u.test(code.value)) {
      error.value = words.lockCodeBad;
      input.current?.focus();
      return;
    }
    busy.value = true;
    error.value = null;
    try {
      const result = await ui.app.unlock(code.value);
      if (!result.ok && result.reason === 'wrong-code') error.value = words.lockWrong;
      if (!result.ok) input.current?.focus();
      code.value = '';
    } finally {
      busy.value = false;
    }
  };
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {wait > 0 && (
        <Notice tone="danger">
          <p>{words.lockWait(describeDuration(Math.ceil(wait / 1000) * 1000, words))}</p>
        </Notice>
      )}
      <SecretField
        label={words.lockCode}
        value={code.value}
        error={error.value && failures > 1 ? `${error.value} ${words.lockWrongTimes(failures)}` : error.value}
        input={input}
        onValue={(value) => {
          code.value = value;
        }}
      />
      <Button type="submit" busy={busy.value || wait > 0}>
        {busy.value ? words.working : words.unlock}
      </Button>
    </form>
  );
}
