import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { MakeBackupResult } from '../../../app/types.ts';
import { Button } from '../../components/button.tsx';
import type { IconName } from '../../components/icon.tsx';
import { Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { useUi } from '../../context.ts';
import { backupMessages } from './backup-messages.ts';
import { NewPassphraseFields, useNewPassphrase } from './passphrase.tsx';
import { PlanInShort } from './plan.tsx';
import { ProofScreen } from './proof.tsx';

/** What may leave, sealed under a passphrase. */
export type Sealed = Extract<MakeBackupResult, { ok: true }>;
type SealFailure = Extract<MakeBackupResult, { ok: false }>['reason'] | 'unusable';

/**
 * Asks for a passphrase and seals what may leave under it, after the lock code where every code is asked for.
 * `onSealed` takes it on and tells whether it could be used; `unusable` says what to do where it could not.
 */
export function SealForm(props: {
  title: string;
  lead: string;
  icon: IconName;
  submit: string;
  working: string;
  /** What forgetting the passphrase means here. */
  note: string;
  onSealed: (sealed: Sealed) => Promise<boolean>;
  unusable?: ComponentChildren;
  /** Before the fields. */
  children?: ComponentChildren;
}) {
  const ui = useUi();
  const words = backupMessages[ui.language.value];
  const passphrase = useNewPassphrase(words);
  const busy = useSignal(false);
  const failure = useSignal<SealFailure | null>(null);
  const submit = async () => {
    const chosen = !busy.value && passphrase.check();
    if (!chosen) return;
    busy.value = true;
    failure.value = null;
    const result = await ui.app
      .makeBackup(chosen)
      .catch((): MakeBackupResult => ({ ok: false, reason: 'storage' }));
    if (!result.ok) failure.value = result.reason;
    else if (!(await props.onSealed(result))) failure.value = 'unusable';
    busy.value = false;
  };
  if (ui.app.needsProof()) return <ProofScreen key="proof" title={props.title} />;
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
        key="seal"
        title={props.title}
        lead={props.lead}
        back
        actions={
          <Button type="submit" icon={props.icon} busy={busy.value}>
            {busy.value ? props.working : props.submit}
          </Button>
        }
      >
        <div class="form">
          {props.children}
          <NewPassphraseFields of={passphrase} note={props.note} />
          <PlanInShort plan={ui.app.planBackup()} />
          {failure.value && failure.value !== 'proof' && (
            <Notice tone="danger" title={words.makeFailed} alert>
              {failure.value === 'unusable' ? props.unusable : <p>{words[`make-${failure.value}`]}</p>}
            </Notice>
          )}
        </div>
      </Screen>
    </form>
  );
}
