import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { UnlockResult } from '../../app/types.ts';
import { announce, useUi, useWords } from '../context.ts';
import { describeDuration } from '../duration.ts';
import type { Words } from '../messages.ts';
import { usePress } from '../use-press.ts';
import { Button, type ButtonProps } from './button.tsx';
import { Notice } from './notice.tsx';
import { SecretField } from './secret-field.tsx';

export interface CodeFormProps {
  /** Tries the code; counts and waits are the vault's. */
  onCode: (code: string) => Promise<UnlockResult>;
  /** Wrong tries so far, where they are known. */
  failures?: number;
  /** End of the wait, epoch ms of corrected time. */
  waitUntil: number | null;
  submit: string;
  look?: NonNullable<ButtonProps['look']>;
  input: RefObject<HTMLInputElement | null>;
  /** Whether the field takes the focus when the form appears. */
  focused?: boolean;
}

/** How long is left, in words, whole seconds upwards. */
const waitText = (ms: number, words: Words): string => describeDuration(Math.ceil(ms / 1000) * 1000, words);

/** Asks for the app lock code, and says in words when one was wrong and how long to wait. */
export function CodeForm(props: CodeFormProps) {
  const { failures = 0, waitUntil, input } = props;
  const ui = useUi();
  const words = useWords();
  const code = useSignal('');
  const error = useSignal<string | null>(null);
  const wait = waitUntil === null ? 0 : waitUntil - ui.tick.value;
  useLayoutEffect(() => {
    if (props.focused) input.current?.focus();
  }, []);
  const tryCode = async () => {
    if (wait > 0) return;
    if (!/^\d{1,32}$/u.test(code.value)) {
      error.value = words.lockCodeBad;
      input.current?.focus();
      return;
    }
    error.value = null;
    const result = await props.onCode(code.value);
    code.value = '';
    if (result.ok) return;
    if (result.reason === 'wrong-code') error.value = words.lockWrong;
    input.current?.focus();
    // The focus may stand where it stood, and the wait counts down: each is said once.
    const left = (result.waitUntil ?? 0) - ui.app.now();
    const waits = left > 0 ? words.lockWait(waitText(left, words)) : null;
    announce(ui, [error.value, waits].filter(Boolean).join(' '), false);
  };
  const { isBusy, press: submit } = usePress(tryCode, () => {
    error.value = words.lockFailed;
    input.current?.focus();
    announce(ui, words.lockFailed, false);
  });
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {wait > 0 && (
        <Notice tone="danger">
          <p>{words.lockWait(waitText(wait, words))}</p>
        </Notice>
      )}
      <SecretField
        label={words.lockCode}
        value={code.value}
        error={
          error.value === words.lockWrong && failures > 1
            ? `${error.value} ${words.lockWrongTimes(failures)}`
            : error.value
        }
        input={input}
        onValue={(value) => {
          code.value = value;
        }}
      />
      <Button type="submit" look={props.look ?? 'main'} busy={isBusy.value || wait > 0}>
        {isBusy.value ? words.working : props.submit}
      </Button>
    </form>
  );
}
