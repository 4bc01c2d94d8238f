import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { useUi, useWords } from '../context.ts';

/** What the vault noticed when it was opened and a person should know. */
export function StorageNotices() {
  const { app } = useUi();
  const words = useWords();
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
          <Button look="line" onPress={() => void app.acknowledgeRollback()}>
            {words.rolledBackRead}
          </Button>
        </Notice>
      )}
    </>
  );
}
