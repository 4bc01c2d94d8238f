import { useSignal } from '@preact/signals';
import type { ReadBackupResult } from '../../../app/types.ts';
import { Button } from '../../components/button.tsx';
import { FileButton } from '../../components/file-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { useUi } from '../../context.ts';
import { useFiles } from '../add/scan/use-files.ts';
import { backupMessages } from './backup-messages.ts';
import type { Sealed } from './backup-restore.tsx';

/** Why what was chosen is of no use: another has to be chosen. */
export type SourceTrouble =
  | Exclude<Extract<ReadBackupResult, { ok: false }>['reason'], 'passphrase' | 'storage'>
  | 'unreadable';

/** More than any backup is (4 MiB): a larger file is not even read. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Where to restore from: a file, or the old device's QR codes. */
export function Source(props: {
  trouble: SourceTrouble | null;
  onSealed: (sealed: Sealed) => void;
  onTrouble: (trouble: SourceTrouble) => void;
  onCamera: () => void;
}) {
  const ui = useUi();
  const words = backupMessages[ui.language.value];
  const reading = useSignal(false);
  const read = async (file: File) => {
    if (file.size > MOST_BYTES) {
      props.onTrouble('too-large');
      return;
    }
    reading.value = true;
    try {
      props.onSealed({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
    } catch {
      props.onTrouble('unreadable');
    } finally {
      reading.value = false;
    }
  };
  const over = useFiles((file) => void read(file));
  return (
    <Screen title={words.restoreTitle} lead={words.restoreLead} back>
      {props.trouble && (
        <Notice key={props.trouble} tone="danger" title={words.readFailed} alert>
          <p>{words[`read-${props.trouble}`]}</p>
        </Notice>
      )}
      <h2 class="small-heading">{words.restoreFrom}</h2>
      <section class="group">
        <FileButton look="main" icon="file" busy={reading.value} onFile={(file) => void read(file)}>
          {over.value ? words.restoreDrop : words.restoreFile}
        </FileButton>
        <p class="hint">{words.restoreFileNote}</p>
      </section>
      <section class="group">
        <Button look="quiet" icon="camera" onPress={props.onCamera}>
          {words.restoreCamera}
        </Button>
        <p class="hint">{words.restoreCameraNote}</p>
      </section>
    </Screen>
  );
}
