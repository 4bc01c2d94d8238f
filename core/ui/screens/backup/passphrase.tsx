import { type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import { MIN_PASSPHRASE, passphraseStrength, suggestPassphrase } from '../../../app/scan.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { StrengthMeter } from '../../components/strength-meter.tsx';
import { useUi } from '../../context.ts';
import { type BackupWords, backupMessages } from './backup-messages.ts';

/** One passphrase: hidden until the person asks to see it. Kept out of every password manager's form. */
export function PassphraseField(props: {
  label: string;
  hint?: string;
  error: string | null;
  value: string;
  seen: Signal<boolean>;
  input: RefObject<HTMLInputElement | null>;
  onValue: (value: string) => void;
}) {
  const ui = useUi();
  const words = backupMessages[ui.language.value];
  const { seen } = props;
  const say = seen.value ? words.passphraseHide : words.passphraseShow;
  return (
    <Field
      label={props.label}
      hint={props.hint}
      error={props.error}
      input={props.input}
      type={seen.value ? 'text' : 'password'}
      className="passphrase"
      maxLength={500}
      value={props.value}
      onInput={(event) => {
        if (!event.isComposing) props.onValue(event.currentTarget.value);
      }}
    >
      <button
        type="button"
        class="reveal"
        aria-pressed={seen.value}
        aria-label={`${props.label}: ${say}`}
        onClick={() => {
          seen.value = !seen.value;
        }}
      >
        {say}
      </button>
    </Field>
  );
}

/** What was typed of a new passphrase, twice, and what is wrong with it. */
export interface NewPassphrase {
  first: Signal<string>;
  again: Signal<string>;
  faults: Signal<{ first: string | null; again: string | null }>;
  seen: Signal<boolean>;
  suggested: Signal<boolean>;
  inputs: { first: RefObject<HTMLInputElement | null>; again: RefObject<HTMLInputElement | null> };
  /** The passphrase, or `null` after saying beside the field what is wrong. */
  check(): string | null;
}

/** `again` matters only while what is typed cannot be seen: whoever sees it has nothing to compare. */
export function useNewPassphrase(words: BackupWords): NewPassphrase {
  const first = useSignal('');
  const again = useSignal('');
  const faults = useSignal<{ first: string | null; again: string | null }>({ first: null, again: null });
  const seen = useSignal(false);
  const suggested = useSignal(false);
  const inputs = { first: useRef<HTMLInputElement>(null), again: useRef<HTMLInputElement>(null) };
  return {
    first,
    again,
    faults,
    seen,
    suggested,
    inputs,
    check() {
      const strength = passphraseStrength(first.value);
      const wrong =
        first.value === ''
          ? words.passphraseEmpty
          : strength === 'too-short'
            ? words.passphraseShort(MIN_PASSPHRASE)
            : strength === 'too-easy'
              ? words.passphraseEasy
              : null;
      const differs = wrong === null && first.value !== again.value ? words.passphraseDiffers : null;
      faults.value = { first: wrong, again: differs };
      if (wrong) inputs.first.current?.focus();
      else if (differs) inputs.again.current?.focus();
      return wrong || differs ? null : first.value;
    },
  };
}

/** How strong a passphrase is, once it is one that can be used. */
function usableStrength(passphrase: string): 'weak' | 'fair' | 'strong' | null {
  const found = passphraseStrength(passphrase);
  return found === 'too-short' || found === 'too-easy' ? null : found;
}

/** The two fields of a new passphrase, its strength, one made for the person, and what forgetting it means (`note`). */
export function NewPassphraseFields({ of, note }: { of: NewPassphrase; note: string }) {
  const ui = useUi();
  const words = backupMessages[ui.language.value];
  const { first, again, faults, seen, suggested, inputs } = of;
  const typed = (which: 'first' | 'again', value: string) => {
    of[which].value = value;
    if (which === 'first') suggested.value = false;
    if (faults.value[which]) faults.value = { ...faults.value, [which]: null };
  };
  return (
    <>
      <PassphraseField
        label={words.passphrase}
        hint={words.passphraseHint}
        error={faults.value.first}
        value={first.value}
        seen={seen}
        input={inputs.first}
        onValue={(value) => typed('first', value)}
      />
      <StrengthMeter found={usableStrength(first.value)} words={words} />
      {suggested.value && (
        <p class="suggested" role="status">
          {words.suggested}
        </p>
      )}
      <PassphraseField
        label={words.passphraseAgain}
        error={faults.value.again}
        value={again.value}
        seen={seen}
        input={inputs.again}
        onValue={(value) => typed('again', value)}
      />
      <Button
        look="line"
        icon="pen"
        onPress={() => {
          const made = suggestPassphrase((length) => crypto.getRandomValues(new Uint8Array(length)));
          first.value = made;
          again.value = made;
          seen.value = true;
          suggested.value = true;
          faults.value = { first: null, again: null };
        }}
      >
        {words.suggest}
      </Button>
      <Notice>
        <p>{note}</p>
      </Notice>
    </>
  );
}
