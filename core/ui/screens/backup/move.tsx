import { useSignal } from '@preact/signals';
import { splitForQr } from '../../../app/scan.ts';
import type { BackupPlan } from '../../../app/types.ts';
import { Button } from '../../components/button.tsx';
import { useUi } from '../../context.ts';
import { backupMessages } from './backup-messages.ts';
import { MoveCodes } from './move-codes.tsx';
import { MoveDone } from './move-done.tsx';
import { type Sealed, SealForm } from './seal-form.tsx';

/** On the old device: a passphrase, then the QR codes that the new one scans, then tidying up here. */
export function Move() {
  const ui = useUi();
  const words = backupMessages[ui.language.value];
  const codes = useSignal<{ texts: readonly string[]; plan: BackupPlan } | null>(null);
  const read = useSignal(false);
  const split = async (sealed: Sealed) => {
    try {
      codes.value = { texts: splitForQr(sealed.bytes), plan: sealed.plan };
      return true;
    } catch {
      // More than 200 QR codes: nobody holds a camera that long.
      return false;
    }
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
  return (
    <SealForm
      title={words.moveTitle}
      lead={words.moveLead}
      icon="phone"
      submit={words.moveDo}
      working={words.moveWorking}
      note={words.moveForget}
      onSealed={split}
      unusable={
        <>
          <p>{words.moveTooLarge}</p>
          <Button look="line" onPress={() => ui.router.replace({ at: 'backup-make' })}>
            {words.moveToFile}
          </Button>
        </>
      }
    >
      <ul class="points">
        <li>{words.moveNeed}</li>
        <li>{words.moveWhy}</li>
      </ul>
    </SealForm>
  );
}
