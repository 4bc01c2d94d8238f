import { useSignal } from '@preact/signals';
import type { BackupPreview, RestoreResult } from '../../../app/types.ts';
import { formatDateTime } from '../../../i18n/format.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { useUi } from '../../context.ts';
import { backupMessages } from './backup-messages.ts';

/** What is in an opened backup and what would become of each; the last button writes, all or nothing. */
export function Preview(props: {
  preview: BackupPreview;
  onRestored: (added: number, already: number) => void;
}) {
  const ui = useUi();
  const language = ui.language.value;
  const words = backupMessages[language];
  const { entries, madeAt } = props.preview;
  const busy = useSignal(false);
  const failure = useSignal<'storage-full' | 'storage' | null>(null);
  const changes = entries.filter(({ what }) => what !== 'here').length;
  const restore = async () => {
    busy.value = true;
    failure.value = null;
    const result = await ui.app
      .restore(props.preview)
      .catch((): RestoreResult => ({ ok: false, reason: 'storage' }));
    busy.value = false;
    if (result.ok) props.onRestored(result.added, result.already);
    else failure.value = result.reason;
  };
  return (
    <Screen
      title={words.previewTitle}
      lead={words.previewMade(formatDateTime(madeAt, language))}
      back
      actions={
        changes > 0 ? (
          <>
            <Button busy={busy.value} onPress={() => void restore()}>
              {busy.value ? words.restoring : words.restoreDo(changes)}
            </Button>
            <Button look="line" onPress={() => ui.router.home()}>
              {words.restoreCancel}
            </Button>
          </>
        ) : (
          <Button onPress={() => ui.router.home()}>{words.restoredFinish}</Button>
        )
      }
    >
      {changes === 0 && (
        <Notice tone="good">
          <p>{words.previewEmpty}</p>
        </Notice>
      )}
      <ul class="entries">
        {entries.map((entry, index) => (
          <li key={`${index}-${entry.name.ja}`} data-what={entry.what}>
            <span class="entry-name">
              <b>{entry.name[language]}</b>
              {entry.note && <small>{entry.note}</small>}
            </span>
            <span class={`state entry-${entry.what}`}>{words[`what-${entry.what}`]}</span>
          </li>
        ))}
      </ul>
      {entries.some(({ source, what }) => source === 'issuer' && what === 'new') && (
        <Notice>
          <p>{words.movedNote}</p>
        </Notice>
      )}
      {failure.value && (
        <Notice tone="danger" title={words.restoreFailed} alert>
          <p>{words[`restore-${failure.value}`]}</p>
        </Notice>
      )}
    </Screen>
  );
}

/** It is done: how many came, and on to them. */
export function Restored(props: { added: number; already: number; onDone: () => void }) {
  const ui = useUi();
  const words = backupMessages[ui.language.value];
  return (
    <Screen
      title={words.restoredTitle}
      lead={props.added > 0 ? words.restoredLead(props.added) : words.restoredNone}
      actions={<Button onPress={props.onDone}>{words.restoredFinish}</Button>}
    >
      {props.already > 0 && (
        <Notice tone="good">
          <p>{words.restoredAlready(props.already)}</p>
        </Notice>
      )}
    </Screen>
  );
}
