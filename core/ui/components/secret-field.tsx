import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useWords } from '../context.ts';
import { normalizeDigits } from '../digits.ts';
import { Field } from './field.tsx';

export interface SecretFieldProps {
  label: string;
  hint?: string;
  error?: string | null;
  value: string;
  onValue: (value: string) => void;
  input: RefObject<HTMLInputElement | null>;
}

/** A secret of digits: hidden until the person asks to see it. */
export function SecretField({ label, hint, error, value, onValue, input }: SecretFieldProps) {
  const words = useWords();
  const seen = useSignal(false);
  return (
    <Field
      label={label}
      hint={hint}
      error={error}
      input={input}
      type={seen.value ? 'text' : 'password'}
      inputMode="numeric"
      className="digits"
      maxLength={64}
      value={value}
      onInput={(event) => {
        if (event.isComposing) return;
        const next = normalizeDigits(event.currentTarget.value);
        onValue(/^\d*$/u.test(next) ? next : event.currentTarget.value);
      }}
    >
      <button
        type="button"
        class="reveal"
        aria-pressed={seen.value}
        aria-label={`${label}: ${seen.value ? words.hideDigits : words.showDigits}`}
        onClick={() => {
          seen.value = !seen.value;
        }}
      >
        {seen.value ? words.hideDigits : words.showDigits}
      </button>
    </Field>
  );
}
