import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { announce, useUi, useWords } from '../context.ts';
import { usePress } from '../use-press.ts';

/** What the vault noticed when it was opened and a person should know. */
export function StorageNotices() {
  const ui = useUi();
  const { app } = ui;
  const words = useWords();
  const { isBusy, press: acknowledge } = usePress(
    () => app.acknowledgeRollback(),
    () => announce(ui, words.failStorage),
  );
  const damaged = app.quarantined.value.length;
  return (
    <>
      {app.readOnly.value && (
        <Notice>
          <p>{words.readOnly}</p>
        </Notice>
      )}
      {damaged > 0 && (
        <Notice tone="danger">
          <p>{words.quarantined(damaged)}</p>
        </Notice>
      )}
      {app.rolledBack.value && (
        <Notice tone="danger">
          <p>{words.rolledBack}</p>
          <Button look="line" busy={isBusy.value} onPress={acknowledge}>
            {words.rolledBackRead}
          </Button>
        </Notice>
      )}
    </>
  );
}
