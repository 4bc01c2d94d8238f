import { useSignal } from '@preact/signals';
import type { IssuerTokenView, RenewFailure } from '../../../app/types.ts';
import { formatDate } from '../../../i18n/format.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { announce, useUi, useWords } from '../../context.ts';
import type { Words } from '../../messages.ts';
import { tokenTitle } from '../../token-name.ts';
import { type RenewWords, renewMessages } from './renew-messages.ts';

/** Pressing again would change nothing about these. */
const FINAL: readonly RenewFailure[] = ['renewal-refused', 'too-early', 'moved', 'expired', 'ended'];

/** What to do after a renewal that did not go through; `until`: the date it is good for meanwhile. */
function failureWords(reason: RenewFailure, until: string, common: Words, words: RenewWords): string {
  switch (reason) {
    case 'unreachable':
      return words.renewFailUnreachable(until);
    case 'renewal-refused':
      return words.renewFailRefused(until);
    case 'too-early':
      return words.renewFailTooEarly(until);
    case 'suspended':
      return words.renewFailSuspended;
    case 'moved':
      return words.renewFailMoved(until);
    case 'paused':
      return words.renewFailPaused;
    case 'expired':
      return words.renewFailExpired;
    case 'ended':
      return words.renewFailEnded;
    case 'too-many-requests':
      return common.failTooMany;
    case 'answer-bad':
      return words.renewFailAnswerBad;
    case 'storage-full':
      return common.failStorageFull;
    case 'storage':
      return words.renewFailStorage;
  }
}

/** One date, large, with what it is. */
function DateCard({ label, date }: { label: string; date: string }) {
  return (
    <p class="date-card">
      <small>{label}</small>
      <b>{date}</b>
    </p>
  );
}

/** It went through: the new date, and the way back. */
function Renewed({ token, until }: { token: IssuerTokenView; until: string }) {
  const ui = useUi();
  const words = renewMessages[ui.language.value];
  return (
    <Screen
      title={words.renewedTitle}
      lead={words.renewedLead}
      actions={<Button onPress={() => ui.router.back()}>{words.renewedFinish}</Button>}
    >
      <p class="whose">{tokenTitle(token, ui.language.value)}</p>
      <DateCard label={words.renewedUntil} date={until} />
    </Screen>
  );
}

/** Moving the expiry date on: what changes, what does not, and the button. */
export function Renew({ token }: { token: IssuerTokenView }) {
  const ui = useUi();
  const common = useWords();
  const words = renewMessages[ui.language.value];
  const busy = useSignal(false);
  const failure = useSignal<RenewFailure | null>(null);
  const renewedUntil = useSignal<number | null>(null);
  const isFinal = failure.value !== null && FINAL.includes(failure.value);
  const date = (instant: number) => formatDate(instant, ui.language.value);

  const renew = async () => {
    busy.value = true;
    failure.value = null;
    try {
      const result = await ui.app.renew(token.id);
      if (result.ok) {
        announce(ui, words.renewed(date(result.expiresAt)), false);
        renewedUntil.value = result.expiresAt;
      } else failure.value = result.reason;
    } catch {
      failure.value = 'storage';
    } finally {
      busy.value = false;
    }
  };

  if (renewedUntil.value !== null)
    return <Renewed key="renewed" token={token} until={date(renewedUntil.value)} />;
  return (
    <Screen
      key="renew"
      title={common.renew}
      lead={words.renewLead}
      back
      actions={
        <>
          {!isFinal && (
            <Button icon="calendar" busy={busy.value} onPress={() => void renew()}>
              {busy.value ? words.renewing : words.renewDo}
            </Button>
          )}
          <Button look={isFinal ? 'main' : 'line'} onPress={() => ui.router.back()}>
            {isFinal ? words.renewedFinish : common.later}
          </Button>
        </>
      }
    >
      <p class="whose">{tokenTitle(token, ui.language.value)}</p>
      <DateCard label={words.renewNow} date={date(token.expiresAt)} />
      <ul class="points">
        {[words.renewPoint1, words.renewPoint2, words.renewPoint3].map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      {failure.value && (
        <Notice tone="danger" title={words.renewFail} alert>
          <p>{failureWords(failure.value, date(token.expiresAt), common, words)}</p>
        </Notice>
      )}
    </Screen>
  );
}
