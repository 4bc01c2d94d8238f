import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { isUserId } from '../../../protocol/ids.ts';
import { Button } from '../../components/button.tsx';
import { DigitField } from '../../components/digit-field.tsx';
import { Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { Steps } from '../../components/steps.tsx';
import { useUi, useWords } from '../../context.ts';
import { type SetUpWords, useSetUpWords } from './set-up-messages.ts';
import { STEPS } from './steps.ts';

/** What is wrong with a number of `total` digits; `null` when nothing is. */
function digitsFault(value: string, total: number, words: SetUpWords): string | null {
  if (value === '') return words.digitsEmpty(total);
  if (!/^\d+$/u.test(value)) return words.digitsOnly;
  if (value.length < total) return words.digitsMissing(total - value.length, total);
  if (value.length > total) return words.digitsSurplus(value.length - total, total);
  return null;
}

/** Second step: the two numbers of the bank's mail. `refused` is what the app said of them before. */
export function IdsStep({ refused }: { refused: { field: 'service-id' | 'user-id' } | null }) {
  const ui = useUi();
  const common = useWords();
  const words = useSetUpWords();
  const draft = ui.draft.value;
  const tried = useSignal(refused !== null);
  const service = useRef<HTMLInputElement>(null);
  const user = useRef<HTMLInputElement>(null);
  const faults = () => {
    const { serviceId, userId } = ui.draft.value;
    return {
      service: digitsFault(serviceId, 8, words),
      user: digitsFault(userId, 12, words) ?? (isUserId(userId) ? null : words.userIdBad),
    };
  };
  const shown = tried.value ? faults() : { service: null, user: null };
  const submit = () => {
    tried.value = true;
    const { service: first, user: second } = faults();
    if (first) service.current?.focus();
    else if (second) user.current?.focus();
    else ui.router.go({ at: 'set-up', step: 'password' });
  };
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
        title={words.idsTitle}
        lead={draft.fromLink ? undefined : words.idsLead}
        back
        above={<Steps step={2} total={STEPS} />}
        actions={<Button type="submit">{common.next}</Button>}
      >
        <div class="form">
          {draft.fromLink && (
            <Notice tone="good">
              <p>{words.idsFromLink}</p>
            </Notice>
          )}
          <DigitField
            label={common.serviceId}
            hint={words.serviceIdHint}
            value={draft.serviceId}
            error={shown.service ?? (refused?.field === 'service-id' ? words.serviceIdBad : null)}
            input={service}
            onValue={(serviceId) => {
              ui.draft.value = { ...ui.draft.value, serviceId, fromLink: false };
            }}
          />
          <DigitField
            label={common.userId}
            hint={words.userIdHint}
            value={draft.userId}
            error={shown.user ?? (refused?.field === 'user-id' ? words.userIdBad : null)}
            input={user}
            onValue={(userId) => {
              ui.draft.value = { ...ui.draft.value, userId, fromLink: false };
            }}
          />
        </div>
      </Screen>
    </form>
  );
}
