import { Button } from '../components/button.tsx';
import { Screen } from '../components/screen.tsx';
import { useUi, useWords } from '../context.ts';

/**
 * There were tokens here and the browser has cleared them: not a first run, and said so. A backup brings back what
 * it holds; banks issue anew what it does not.
 */
export function Gone() {
  const { app, router } = useUi();
  const words = useWords();
  const restore = async () => {
    await app.beginAnew();
    router.go({ at: 'backup-restore' });
  };
  return (
    <Screen
      title={words.goneTitle}
      lead={words.goneBody}
      centered
      actions={
        <>
          <Button onPress={() => void app.beginAnew()}>{words.goneBegin}</Button>
          <Button look="line" icon="restore" onPress={() => void restore()}>
            {words.goneRestore}
          </Button>
        </>
      }
    >
      <ol class="numbered">
        <li>{words.goneStep1}</li>
        <li>{words.goneStep2}</li>
        <li>{words.goneStep3}</li>
      </ol>
    </Screen>
  );
}
