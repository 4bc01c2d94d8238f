import { useSignal } from '@preact/signals';
import { splitForQr } from '../../../app/scan.ts';
import type { BackupPlan, MakeBackupResult } from '../../../app/types.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { useUi } from '../../context.ts';
import { backupMessages } from './backup-messages.ts';
import { MoveCodes } from './move-codes.tsx';
import { MoveDone } from './move-done.tsx';
import { NewPassphraseFields, useNewPassphrase } from './passphrase.tsx';
import { PlanInShort } from './plan.tsx';
import { ProofScreen } from './proof.tsx';

type MoveFailure = Extract<MakeBackupResult, { ok: false }>['reason'] | 'codes';

/** On the old device: a passphrase, then the QR codes that the new one scans, then tidying up here. */
export function Move() {
  const ui = useUi();
  const words = backupMessages[ui.language.value];
  const passphrase = useNewPassphrase(words);
  const busy = useSignal(false);
  const failure = useSignal<MoveFailure | null>(null);
  const codes = useSignal<{ texts: readonly string[]; plan: BackupPlan } | null>(null);
  const read = useSignal(false);

  const submit = async () => {
    const chosen = !busy.value && passphrase.check();
    if (!chosen) return;
    busy.value = true;
    failure.value = null;
    const result = await ui.app
      .makeBackup(chosen)
      .catch((): MakeBackupResult => ({ ok: false, reason: 'storage' }));
    if (result.ok) {
      try {
        codes.value = { texts: splitForQr(result.bytes), plan: result.plan };
      } catch {
        // More than 200 QR codes: nobody holds a camera that long.
        failure.value = 'codes';
      }
    } else failure.value = result.reason;
    busy.value = false;
  };

  const shown = codes.value;
  if (shown) {
    return read.value ? (
      <MoveDone key="done" plan={shown.plan} />
    ) : (
      <MoveCodes
        key="codes"
        texts={shown.texts}
        onRead={() => {
          read.value = true;
        }}
      />
    );
  }
  if (ui.app.needsProof()) return <ProofScreen key="proof" title={words.moveTitle} />;
  const plan = ui.app.planBackup();
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
        key="move"
        title={words.moveTitle}
        lead={words.moveLead}
        back
        actions={
          <Button type="submit" icon="phone" busy={busy.value}>
            {busy.value ? words.moveWorking : words.moveDo}
          </Button>
        }
      >
        <div class="form">
          <ul class="points">
            <li>{words.moveNeed}</li>
            <li>{words.moveWhy}</li>
          </ul>
          <NewPassphraseFields of={passphrase} note={words.moveForget} />
          <PlanInShort plan={plan} />
          {failure.value && failure.value !== 'proof' && (
            <Notice tone="danger" title={words.makeFailed} alert>
              <p>{failure.value === 'codes' ? words.moveTooLarge : words[`make-${failure.value}`]}</p>
              {failure.value === 'codes' && (
                <Button look="line" onPress={() => ui.router.replace({ at: 'backup-make' })}>
                  {words.moveToFile}
                </Button>
              )}
            </Notice>
          )}
        </div>
      </Screen>
    </form>
  );
}
