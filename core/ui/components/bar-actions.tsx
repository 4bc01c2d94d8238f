import { useUi, useWords } from '../context.ts';
import { IconButton } from './button.tsx';

/** What the bar offers where nothing else is going on: another token, the settings. */
export function BarActions() {
  const ui = useUi();
  const words = useWords();
  return (
    <span class="bar-end">
      <IconButton
        icon="add"
        name={words.addToken}
        label={words.addShort}
        onPress={() => ui.router.go({ at: 'set-up', step: 'clock' })}
      />
      <IconButton icon="settings" name={words.settings} onPress={() => ui.router.go({ at: 'settings' })} />
    </span>
  );
}
