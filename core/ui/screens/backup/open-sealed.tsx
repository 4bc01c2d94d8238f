import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { BackupPreview, ReadBackupResult } from '../../../app/types.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { useUi } from '../../context.ts';
import { backupMessages } from './backup-messages.ts';
import type { Sealed } from './backup-restore.tsx';
import { PassphraseField } from './passphrase.tsx';
import type { SourceTrouble } from './source.tsx';

/** Asks for the passphrase of a backup; a wrong one keeps the backup chosen. */
export function OpenSealed(props: {
  sealed: Sealed;
  onPreview: (preview: BackupPreview) => void;
  onOther: (trouble?: SourceTrouble) => void;
}) {
  const ui = useUi();
  const words = backupMessages[ui.language.value];
  const { sealed } = props;
  const passphrase = useSignal('');
  const seen = useSignal(false);
  const fault = useSignal<string | null>(null);
  const failed = useSignal(false);
  const busy = useSignal(false);
  const input = useRef<HTMLInputElement>(null);
  const submit = async () => {
    if (busy.value) return;
    fault.value = passphrase.value === '' ? words.passphraseEmpty : null;
    failed.value = false;
    if (fault.value) {
      input.current?.focus();
      return;
    }
    busy.value = true;
    const result = await ui.app
      .readBackup(sealed.bytes, passphrase.value)
      .catch((): ReadBackupResult => ({ ok: false, reason: 'storage' }));
    busy.value = false;
    if (result.ok) props.onPreview(result.preview);
    else if (result.reason === 'passphrase') {
      fault.value = words['read-passphrase'];
      input.current?.focus();
    } else if (result.reason === 'storage') failed.value = true;
    else props.onOther(result.reason);
  };
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
        title={words.restorePassTitle}
        lead={sealed.name === null ? words.restorePassLeadPhone : words.restorePassLead}
        back
        actions={
          <>
            <Button type="submit" busy={busy.value}>
              {busy.value ? words.restoreOpening : words.restoreOpen}
            </Button>
            <Button look="line" onPress={() => props.onOther()}>
              {words.restoreOther}
            </Button>
          </>
        }
      >
        <div class="form">
          <p class="chosen">
            {sealed.name === null ? (
              words.restoreFromPhone
            ) : (
              <>
                <small>{words.restoreChosen}</small>
                <b data-part="file">{sealed.name}</b>
              </>
            )}
          </p>
          <PassphraseField
            label={words.passphrase}
            error={fault.value}
            value={passphrase.value}
            seen={seen}
            input={input}
            onValue={(value) => {
              passphrase.value = value;
              fault.value = null;
            }}
          />
          {failed.value && (
            <Notice tone="danger" alert>
              <p>{words['read-storage']}</p>
            </Notice>
          )}
        </div>
      </Screen>
    </form>
  );
}
