import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { SetUpFailure } from '../../../app/types.ts';
import { EMPTY_DRAFT, useUi, useWords } from '../../context.ts';
import type { SetUpStep } from '../../route.ts';
import { ClockStep } from './clock-step.tsx';
import { ConsentStep } from './consent-step.tsx';
import { DoneStep } from './done-step.tsx';
import { IdsStep } from './ids-step.tsx';
import { PasswordStep } from './password-step.tsx';
import { type SetUpWords, useSetUpWords } from './set-up-messages.ts';

/** Failures that are told at the end, not beside a field. */
const FAILURE_WORDS: Partial<
  Record<SetUpFailure, keyof SetUpWords | 'failTooMany' | 'failStorageFull' | 'failStorage'>
> = {
  'setup-expired': 'failSetupExpired',
  'setup-used': 'failSetupUsed',
  'device-limit': 'failDeviceLimit',
  'too-many-requests': 'failTooMany',
  unreachable: 'failUnreachable',
  'answer-bad': 'failAnswerBad',
  'storage-full': 'failStorageFull',
  storage: 'failStorage',
};

/**
 * The guided set-up. What was typed is kept between its steps and after a failure; it is dropped at the end, and
 * when the set-up is left (`keep-draft.ts`).
 */
export function SetUp({ step }: { step: SetUpStep }) {
  const ui = useUi();
  const words = { ...useWords(), ...useSetUpWords() };
  const failure = useSignal<SetUpFailure | null>(null);
  const busy = useSignal(false);
  const done = useSignal<string | null>(null);
  const setUp = async () => {
    busy.value = true;
    failure.value = null;
    const { serviceId, userId, activationPassword, consent } = ui.draft.value;
    try {
      const result = await ui.app.setUp({ serviceId, userId, activationPassword, consent });
      if (result.ok) {
        done.value = result.id;
        ui.draft.value = EMPTY_DRAFT;
        ui.router.replace({ at: 'set-up', step: 'done' });
        return;
      }
      failure.value = result.reason;
      if (result.reason === 'service-id' || result.reason === 'user-id')
        ui.router.go({ at: 'set-up', step: 'ids' });
      if (result.reason === 'refused' || result.reason === 'activation-password')
        ui.router.go({ at: 'set-up', step: 'password' });
    } catch {
      failure.value = 'storage';
    } finally {
      busy.value = false;
    }
  };

  const token = ui.app.tokens.value.find(({ id }) => id === done.value);
  const lostDone = step === 'done' && !token;
  useEffect(() => {
    // Reached by Forward after it was left: there is nothing to finish any more.
    if (lostDone && !busy.value) ui.router.replace({ at: 'home' });
  }, [lostDone]);

  const reason = failure.value;
  const key = reason && FAILURE_WORDS[reason];
  switch (step) {
    case 'clock':
      return <ClockStep key="clock" />;
    case 'ids':
      return (
        <IdsStep
          key="ids"
          refused={reason === 'service-id' || reason === 'user-id' ? { field: reason } : null}
        />
      );
    case 'password':
      return (
        <PasswordStep
          key="password"
          refused={reason === 'refused'}
          onEdit={() => {
            failure.value = null;
          }}
        />
      );
    case 'consent':
      return (
        <ConsentStep
          key="consent"
          failure={key ? (words[key] as string) : null}
          busy={busy.value}
          onSetUp={() => void setUp()}
        />
      );
    case 'done':
      return token ? <DoneStep key="done" token={token} /> : null;
  }
}
