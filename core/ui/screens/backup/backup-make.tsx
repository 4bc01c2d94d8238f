import { useSignal } from '@preact/signals';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { useUi } from '../../context.ts';
import { backupMessages } from './backup-messages.ts';
import { Staying } from './plan.tsx';
import { type Sealed, SealForm } from './seal-form.tsx';

/** Bytes of no known kind: no app claims to open the file, and none changes its name. */
const FILE_TYPE = 'application/octet-stream';

/** The file is there: what it is called, where it went, how to keep it; and saving it once more. */
function Saved({ made, saved, onSave }: { made: Sealed; saved: boolean; onSave: () => void }) {
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
  const made = useSignal<Sealed | null>(null);
  const saved = useSignal(false);
  const save = async (file: Sealed) => {
    saved.value = await ui.platform.saveFile(file.fileName, file.bytes, FILE_TYPE).catch(() => false);
    made.value = file;
  };
  const file = made.value;
  if (file)
    return (
      <Saved
        key={saved.value ? 'saved' : 'not-saved'}
        made={file}
        saved={saved.value}
        onSave={() => void save(file)}
      />
    );
  return (
    <SealForm
      title={words.makeTitle}
      lead={words.makeLead}
      icon="save"
      submit={words.makeDo}
      working={words.making}
      note={words.passphraseForget}
      onSealed={async (sealed) => {
        await save(sealed);
        return true;
      }}
    />
  );
}
