import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import { lockCodeStrength } from '../../../app/lock-code-strength.ts';
import type { LockCodeResult } from '../../../app/types.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { SecretField } from '../../components/secret-field.tsx';
import { StrengthMeter } from '../../components/strength-meter.tsx';
import { announce, useUi, useWords } from '../../context.ts';
import { useLockWords } from './lock-messages.ts';
import { PasskeyAgain } from './passkey-again.tsx';

type Task = 'on' | 'off' | 'change';
type FieldName = 'now' | 'next' | 'again';

const FIELDS: Record<Task, readonly FieldName[]> = {
  on: ['next', 'again'],
  off: ['now'],
  change: ['now', 'next', 'again'],
};
const LOCK_CODE = /^\d{1,32}$/u;
/** Nothing is said of what is no code yet. */
const strengthOf = (code: string) => (LOCK_CODE.test(code) ? lockCodeStrength(code) : null);

/** Turning the app lock on, off, or giving it another code. */
export function LockCode({ task }: { task: Task }) {
  const ui = useUi();
  const words = useWords();
  const lockWords = useLockWords();
  const typed = useSignal<Record<FieldName, string>>({ now: '', next: '', again: '' });
  const faults = useSignal<Partial<Record<FieldName, string>>>({});
  const trouble = useSignal<string | null>(null);
  const busy = useSignal(false);
  const lostPasskey = useSignal(false);
  const refs: Record<FieldName, RefObject<HTMLInputElement | null>> = {
    now: useRef<HTMLInputElement>(null),
    next: useRef<HTMLInputElement>(null),
    again: useRef<HTMLInputElement>(null),
  };
  const fields = FIELDS[task];
  const labels: Record<FieldName, string> = {
    now: lockWords.codeNow,
    next: task === 'on' ? words.lockCode : lockWords.codeNew,
    again: lockWords.codeAgain,
  };
  const title = { on: lockWords.turnOn, off: lockWords.turnOff, change: lockWords.change }[task];

  const complain = (found: Partial<Record<FieldName, string>>) => {
    faults.value = found;
    const first = fields.find((field) => found[field]);
    if (first) refs[first].current?.focus();
    return first !== undefined;
  };

  const ask = (): Promise<LockCodeResult> => {
    const { now, next } = typed.value;
    if (task === 'on') return ui.app.turnLockOn(next);
    return task === 'off' ? ui.app.turnLockOff(now) : ui.app.changeLockCode(now, next);
  };

  const submit = async () => {
    if (busy.value) return;
    const { next, again } = typed.value;
    const found: Partial<Record<FieldName, string>> = {};
    for (const field of fields)
      if (field !== 'again' && !LOCK_CODE.test(typed.value[field])) found[field] = words.lockCodeBad;
    if (fields.includes('again') && !found.next && next !== again) found.again = lockWords.codeDiffers;
    trouble.value = null;
    if (complain(found)) return;
    busy.value = true;
    const hadPasskey = ui.app.passkey.value === 'on';
    let result: LockCodeResult;
    try {
      result = await ask();
    } catch {
      result = { ok: false, reason: 'storage' };
    }
    busy.value = false;
    if (result.ok) {
      typed.value = { now: '', next: '', again: '' };
      announce(ui, { on: lockWords.turnedOn, off: lockWords.turnedOff, change: lockWords.changed }[task]);
      if (task === 'change' && hadPasskey) lostPasskey.value = true;
      else ui.router.back();
      return;
    }
    if (result.reason === 'wrong-code') complain({ now: words.lockWrong });
    else if (result.reason === 'not-digits') complain({ [fields[0] as FieldName]: words.lockCodeBad });
    else trouble.value = result.reason === 'wait' ? lockWords.codeWait : lockWords.codeStorage;
  };

  if (lostPasskey.value) return <PasskeyAgain />;
  return (
    <form
      class="contents"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Screen
        title={title}
        lead={{ on: lockWords.explain, off: lockWords.offExplain, change: undefined }[task]}
        back
        actions={
          <Button type="submit" busy={busy.value}>
            {busy.value ? words.working : title}
          </Button>
        }
      >
        <div class="form">
          {fields.map((field) => (
            <div key={field} class="form form-close">
              <SecretField
                label={labels[field]}
                {...(field === 'next' ? { hint: lockWords.codeHint } : {})}
                value={typed.value[field]}
                error={faults.value[field] ?? null}
                input={refs[field]}
                onValue={(value) => {
                  typed.value = { ...typed.value, [field]: value };
                  if (faults.value[field]) faults.value = { ...faults.value, [field]: undefined as never };
                }}
              />
              {field === 'next' && <StrengthMeter found={strengthOf(typed.value.next)} words={lockWords} />}
            </div>
          ))}
          {task !== 'off' && (
            <Notice>
              <p>{lockWords.forgetWarning}</p>
            </Notice>
          )}
          {task === 'off' && ui.app.passkey.value === 'on' && (
            <Notice>
              <p>{lockWords.offPasskeyToo}</p>
            </Notice>
          )}
          {trouble.value && (
            <Notice tone="danger" alert>
              <p>{trouble.value}</p>
            </Notice>
          )}
        </div>
      </Screen>
    </form>
  );
}
