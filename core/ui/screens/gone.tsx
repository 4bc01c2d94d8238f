import { Button } from '../components/button.tsx';
import { Screen } from '../components/screen.tsx';
import { useUi, useWords } from '../context.ts';

/** There were tokens here and the browser has cleared them: not a first run, and said so. */
export function Gone() {
  const { app } = useUi();
  const words = useWords();
  return (
    <Screen
      title={words.goneTitle}
      lead={words.goneBody}
      centered
      actions={<Button onPress={() => void app.beginAnew()}>{words.goneBegin}</Button>}
    >
      <ol class="numbered">
        <li>{words.goneStep1}</li>
        <li>{words.goneStep2}</li>
        <li>{words.goneStep3}</li>
      </ol>
    </Screen>
  );
}
