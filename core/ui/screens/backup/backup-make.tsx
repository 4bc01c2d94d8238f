import { useSignal } from '@preact/signals';
import type { MakeBackupResult } from '../../../app/types.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { useUi } from '../../context.ts';
import { backupMessages } from './backup-messages.ts';
import { NewPassphraseFields, useNewPassphrase } from './passphrase.tsx';
import { PlanInShort, Staying } from './plan.tsx';
import { ProofScreen } from './proof.tsx';

type MakeFailure = Extract<MakeBackupResult, { ok: false }>['reason'];
type Made = Extract<MakeBackupResult, { ok: true }>;

/** Bytes of no known kind: no app claims to open the file, and none changes its name. */
const FILE_TYPE = 'application/octet-stream';

/** The file is there: what it is called, where it went, how to keep it; and saving it once more. */
function Saved({ made, saved, onSave }: { made: Made; saved: boolean; onSave: () => void }) {
  const ui = useUi();
  const words = backupMessages[ui.language.value];
  return (
    <Screen
      title={saved ? words.madeTitle : words.saveFailedTitle}
      lead={saved ? words.madeLead(made.plan.leaving.length) : undefined}
      actions={
        <>
          {saved && <Button onPress={() => ui.router.back()}>{words.madeFinish}</Button>}
          <Button look={saved ? 'line' : 'main'} icon="save" onPress={onSave}>
            {words.madeAgain}
          </Button>
          {!saved && (
            <Button look="line" onPress={() => ui.router.back()}>
              {words.restoreCancel}
            </Button>
          )}
        </>
      }
    >
      {saved ? (
        <>
          <dl class="facts">
            <div>
              <dt>{words.madeFile}</dt>
              <dd data-part="file">{made.fileName}</dd>
            </div>
            <div>
              <dt>{words.madePlace}</dt>
              <dd>{words.madePlaceSaid}</dd>
            </div>
          </dl>
          <ul class="points">
            {[words.madeKeep1, words.madeKeep2, words.madeKeep3].map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
          <Staying plan={made.plan} />
        </>
      ) : (
        <Notice tone="danger" alert>
          <p>{words.saveFailed}</p>
        </Notice>
      )}
    </Screen>
  );
}

/** Makes one sealed file of what may leave, and gives it to the person. */
export function BackupMake() {
  const ui = useUi();
  const words = backupMessages[ui.language.value];
  const passphrase = useNewPassphrase(words);
  const busy = useSignal(false);
  const failure = useSignal<MakeFailure | null>(null);
  const made = useSignal<Made | null>(null);
  const saved = useSignal(false);

  const save = async (file: Made) => {
    saved.value = await ui.platform.saveFile(file.fileName, file.bytes, FILE_TYPE).catch(() => false);
    made.value = file;
  };
  const submit = async () => {
    const chosen = !busy.value && passphrase.check();
    if (!chosen) return;
    busy.value = true;
    failure.value = null;
    const result = await ui.app
      .makeBackup(chosen)
      .catch((): MakeBackupResult => ({ ok: false, reason: 'storage' }));
    if (result.ok) await save(result);
    else failure.value = result.reason;
    busy.value = false;
  };

  const file = made.value;
  if (file) {
    return (
      <Saved
        key={saved.value ? 'saved' : 'not-saved'}
        made={file}
        saved={saved.value}
        onSave={() => void save(file)}
      />
    );
  }
  if (ui.app.needsProof()) return <ProofScreen key="proof" title={words.makeTitle} />;
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
        key="make"
        title={words.makeTitle}
        lead={words.makeLead}
        back
        actions={
          <Button type="submit" icon="save" busy={busy.value}>
            {busy.value ? words.making : words.makeDo}
          </Button>
        }
      >
        <div class="form">
          <NewPassphraseFields of={passphrase} note={words.passphraseForget} />
          <PlanInShort plan={plan} />
          {failure.value && failure.value !== 'proof' && (
            <Notice tone="danger" title={words.makeFailed} alert>
              <p>{words[`make-${failure.value}`]}</p>
            </Notice>
          )}
        </div>
      </Screen>
    </form>
  );
}
