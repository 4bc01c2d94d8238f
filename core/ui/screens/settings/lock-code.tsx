import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { LockCodeResult } from '../../../app/types.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { SecretField } from '../../components/secret-field.tsx';
import { announce, useUi, useWords } from '../../context.ts';

type Task = 'on' | 'off' | 'change';
type FieldName = 'now' | 'next' | 'again';

/** Under this many digits a code is called weak, in plain words; it is still allowed. */
const WEAK_BELOW = 8;
const LOCK_CODE = /^\d{1,32}$/u;

/** Turning the app lock on, off, or giving it another code. */
export function LockCode({ task }: { task: Task }) {
  const ui = useUi();
  const words = useWords();
  const typed = useSignal<Record<FieldName, string>>({ now: '', next: '', again: '' });
  const faults = useSignal<Partial<Record<FieldName, string>>>({});
  const trouble = useSignal<string | null>(null);
  const busy = useSignal(false);
  const refs: Record<FieldName, RefObject<HTMLInputElement | null>> = {
    now: useRef<HTMLInputElement>(null),
    next: useRef<HTMLInputElement>(null),
    again: useRef<HTMLInputElement>(null),
  };
  const fields: FieldName[] =
    task === 'on' ? ['next', 'again'] : task === 'off' ? ['now'] : ['now', 'next', 'again'];
  const labels: Record<FieldName, string> = {
    now: words.lockCodeNow,
    next: task === 'on' ? words.lockCode : words.lockCodeNew,
    again: words.lockCodeAgain,
  };

  const complain = (found: Partial<Record<FieldName, string>>) => {
    faults.value = found;
    const first = fields.find((field) => found[field]);
    if (first) refs[first].current?.focus();
    return first !== undefined;
  };

  const submit = async () => {
    if (busy.value) return;
    const { now, next, again } = typed.value;
    const found: Partial<Record<FieldName, string>> = {};
    for (const field of fields)
      if (field !== 'again' && !LOCK_CODE.test(typed.value[field])) found[field] = words.lockCodeBad;
    if (fields.includes('again') && !found.next && next !== again) found.again = words.lockCodeDiffers;
    trouble.value = null;
    if (complain(found)) return;
    busy.value = true;
    let result: LockCodeResult;
    try {
      result =
        task === 'on'
          ? await ui.app.turnLockOn(next)
          : task === 'off'
            ? await ui.app.turnLockOff(now)
            : await ui.app.changeLockCode(now, next);
    } catch {
      result = { ok: false, reason: 'storage' };
    }
    busy.value = false;
    if (result.ok) {
      announce(
        ui,
        task === 'on' ? words.lockTurnedOn : task === 'off' ? words.lockTurnedOff : words.lockChanged,
      );
      ui.router.back();
      return;
    }
    if (result.reason === 'wrong-code') complain({ now: words.lockWrong });
    else if (result.reason === 'not-digits') complain({ [fields[0] as FieldName]: words.lockCodeBad });
    else trouble.value = result.reason === 'wait' ? words.failTooMany : words.lockStorage;
  };

  const title = task === 'on' ? words.lockTurnOn : task === 'off' ? words.lockTurnOff : words.lockChange;
  const isWeak = typed.value.next.length > 0 && typed.value.next.length < WEAK_BELOW;
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
        lead={task === 'off' ? words.lockOffExplain : words.lockExplain}
        back
        actions={
          <Button type="submit" busy={busy.value}>
            {busy.value ? words.working : title}
          </Button>
        }
      >
        <div class="form">
          {fields.map((field) => (
            <SecretField
              key={field}
              label={labels[field]}
              {...(field === 'next' ? { hint: words.lockCodeHint } : {})}
              value={typed.value[field]}
              error={faults.value[field] ?? null}
              input={refs[field]}
              onValue={(value) => {
                typed.value = { ...typed.value, [field]: value };
                if (faults.value[field]) faults.value = { ...faults.value, [field]: undefined as never };
              }}
            />
          ))}
          {task !== 'off' && (
            <Notice>
              <p>{isWeak ? words.lockCodeWeak : words.lockForgetWarning}</p>
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
