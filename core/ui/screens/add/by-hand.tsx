import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { type OtpauthRefusal, type OwnByHand, readOwnByHand, readScanned } from '../../../app/scan.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { Screen } from '../../components/screen.tsx';
import { useUi } from '../../context.ts';
import { type AddWords, useAddWords } from './add-messages.ts';

/** What a service means where it says nothing else. */
const USUAL: OwnByHand = {
  issuer: '',
  account: '',
  secret: '',
  kind: 'time',
  algorithm: 'SHA-1',
  digits: '6',
  period: '30',
  counter: '0',
};

/** Someone pasted the whole address that the QR code holds, in place of the secret. */
const ADDRESS = /^\s*otpauth:/iu;

const FAULTS: Record<OtpauthRefusal, keyof AddWords> = {
  kind: 'faultKind',
  'seed-missing': 'faultSeedMissing',
  'seed-not-base32': 'faultSeedNotBase32',
  'seed-too-short': 'faultSeedTooShort',
  'seed-too-long': 'faultSeedTooLong',
  algorithm: 'faultAlgorithm',
  digits: 'faultDigits',
  period: 'faultPeriod',
  counter: 'faultCounter',
  name: 'faultName',
};

/** Fields in the order in which they stand, so that the first faulty one gets the focus. */
const TYPED = ['issuer', 'account', 'secret', 'period', 'counter'] as const;
type Typed = (typeof TYPED)[number];

/** Typing a token in: what is wrong stands beside each field, and what was typed stays, also after a look ahead. */
export function ByHand() {
  const ui = useUi();
  const words = useAddWords();
  const fields = useSignal<OwnByHand>(ui.byHand.peek() ?? USUAL);
  const faults = useSignal<Partial<Record<keyof OwnByHand, string>>>({});
  const isOpen = useSignal(false);
  const inputs: Record<Typed, RefObject<HTMLInputElement | null>> = {
    issuer: useRef<HTMLInputElement>(null),
    account: useRef<HTMLInputElement>(null),
    secret: useRef<HTMLInputElement>(null),
    period: useRef<HTMLInputElement>(null),
    counter: useRef<HTMLInputElement>(null),
  };
  useEffect(
    () => () => {
      // Only a look at what is to be added leads back here; a secret is kept for nothing else.
      ui.byHand.value = ui.router.route.peek().at === 'add-own' ? fields.peek() : null;
    },
    [],
  );

  const set = (change: Partial<OwnByHand>) => {
    fields.value = { ...fields.value, ...change };
    const left = { ...faults.value };
    for (const field of Object.keys(change)) delete left[field as keyof OwnByHand];
    faults.value = left;
  };
  const confirm = (token: NonNullable<typeof ui.found.value>) => {
    ui.found.value = token;
    ui.router.go({ at: 'add-own' });
  };
  /** An address in place of the secret says everything else too. */
  const takeAddress = () => {
    const found = readScanned(fields.value.secret);
    if (found.kind === 'own') return confirm(found.token);
    const reason =
      found.kind === 'refused' && found.reason in FAULTS ? (found.reason as OtpauthRefusal) : null;
    faults.value = { secret: words[reason ? FAULTS[reason] : 'faultAddress'] as string };
    inputs.secret.current?.focus();
  };
  const submit = () => {
    if (ADDRESS.test(fields.value.secret)) return takeAddress();
    const read = readOwnByHand(fields.value);
    if (read.ok) return confirm(read.token);
    faults.value = Object.fromEntries(
      Object.entries(read.faults).map(([field, reason]) => [field, words[FAULTS[reason]] as string]),
    );
    if (faults.value.period || faults.value.counter) isOpen.value = true;
    const first = TYPED.find((field) => faults.value[field]);
    // Once the section it stands in has opened.
    if (first) requestAnimationFrame(() => inputs[first].current?.focus());
  };

  const field = (name: Typed, label: string, hint: string) => (
    <Field
      label={label}
      hint={hint}
      error={faults.value[name]}
      input={inputs[name]}
      inputMode={name === 'period' || name === 'counter' ? 'numeric' : 'text'}
      className={name === 'secret' ? 'secret-letters' : ''}
      maxLength={name === 'secret' ? 1024 : 120}
      value={fields.value[name]}
      onInput={(event) => {
        set({ [name]: event.currentTarget.value });
        if (name === 'secret' && event.inputType === 'insertFromPaste' && ADDRESS.test(fields.value.secret))
          takeAddress();
      }}
    />
  );
  const { kind, algorithm, digits } = fields.value;

  return (
    <form
      class="contents"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Screen
        title={words.handTitle}
        lead={words.handLead}
        back
        actions={<Button type="submit">{words.handNext}</Button>}
      >
        <div class="form">
          {field('issuer', words.issuer, words.issuerHint)}
          {field('account', words.account, words.accountHint)}
          {field('secret', words.secret, words.secretHint)}
          <Choice
            legend={words.kind}
            options={[
              { value: 'time', label: words.kindTime },
              { value: 'event', label: words.kindEvent },
            ]}
            value={kind}
            onChange={(value) => set({ kind: value })}
          />
          <details
            class="more"
            open={isOpen.value}
            onToggle={(event) => {
              isOpen.value = event.currentTarget.open;
            }}
          >
            <summary>{words.more}</summary>
            <div class="form">
              <p>{words.moreHint}</p>
              <Choice
                legend={words.digits}
                options={['6', '7', '8'].map((value) => ({ value, label: words.digitsOf(value) }))}
                value={digits}
                onChange={(value) => set({ digits: value })}
              />
              {kind === 'time'
                ? field('period', words.period, words.periodHint)
                : field('counter', words.counter, words.counterHint)}
              <Choice
                legend={words.algorithm}
                options={['SHA-1', 'SHA-256', 'SHA-512'].map((value) => ({ value, label: value }))}
                value={algorithm}
                onChange={(value) => set({ algorithm: value })}
              />
            </div>
          </details>
        </div>
      </Screen>
    </form>
  );
}
