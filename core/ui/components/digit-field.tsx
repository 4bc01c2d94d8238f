import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { caretAfterDigits, groupTyped, normalizeDigits } from '../digits.ts';
import { Field } from './field.tsx';

export interface DigitFieldProps {
  label: string;
  hint?: string;
  error?: string | null;
  /** What was typed, without spaces; not only digits when something else was typed. */
  value: string;
  onValue: (value: string) => void;
  input: RefObject<HTMLInputElement | null>;
}

/** Digits shown by fours while they are typed; full-width digits, spaces and dashes are understood. */
export function DigitField({ label, hint, error, value, onValue, input }: DigitFieldProps) {
  const caret = useRef<number | null>(null);
  const shown = groupTyped(value);
  // A change of grouping moves every digit, so the caret is put back after the digit it stood behind.
  useLayoutEffect(() => {
    const element = input.current;
    if (element && caret.current !== null && document.activeElement === element) {
      const at = caretAfterDigits(shown, caret.current);
      element.setSelectionRange(at, at);
    }
    caret.current = null;
  });
  return (
    <Field
      label={label}
      hint={hint}
      error={error}
      input={input}
      inputMode="numeric"
      className="digits"
      value={shown}
      maxLength={40}
      onInput={(event) => {
        // While an input method is composing, its text must not be touched.
        if (event.isComposing) return;
        const element = event.currentTarget;
        const typed = element.value;
        const before = normalizeDigits(typed.slice(0, element.selectionStart ?? typed.length));
        const next = normalizeDigits(typed);
        caret.current = /^\d*$/u.test(next) ? before.length : null;
        // Written here too: when the value stays the same (a typed space), nothing is drawn anew.
        if (/^\d*$/u.test(next)) {
          element.value = groupTyped(next);
          const at = caretAfterDigits(element.value, before.length);
          element.setSelectionRange(at, at);
        }
        onValue(/^\d*$/u.test(next) ? next : typed);
      }}
    />
  );
}
