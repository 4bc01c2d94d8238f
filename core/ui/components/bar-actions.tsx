import { useUi, useWords } from '../context.ts';
import { IconButton } from './button.tsx';

/** What the bar offers where nothing else is going on: what waits, the other tokens, another token, the settings. */
export function BarActions({ list = false }: { list?: boolean }) {
  const ui = useUi();
  const words = useWords();
  const waiting = ui.app.inbox.value.length;
  return (
    <span class="bar-end">
      {waiting > 0 && (
        <IconButton
          icon="inbox"
          name={words.waitingItems(waiting)}
          count={waiting}
          onPress={() => ui.router.go({ at: 'inbox' })}
        />
      )}
      {list && <IconButton icon="list" name={words.allTokens} onPress={() => ui.router.go({ at: 'list' })} />}
      <IconButton
        icon="add"
        name={words.addToken}
        label={words.addShort}
        onPress={() => ui.router.go({ at: 'add' })}
      />
      <IconButton icon="settings" name={words.settings} onPress={() => ui.router.go({ at: 'settings' })} />
    </span>
  );
}
