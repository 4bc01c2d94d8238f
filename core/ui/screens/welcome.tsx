import { Button, IconButton } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { Mark } from '../components/mark.tsx';
import { Screen } from '../components/screen.tsx';
import { useUi, useWords } from '../context.ts';

/** Nothing set up yet: what this is and what to have at hand. */
export function Welcome() {
  const { router } = useUi();
  const words = useWords();
  return (
    <Screen
      title={words.welcomeTitle}
      lead={words.welcomeLead}
      end={<IconButton icon="settings" name={words.settings} onPress={() => router.go({ at: 'settings' })} />}
      above={<Mark large />}
      actions={
        <Button onPress={() => router.go({ at: 'set-up', step: 'clock' })}>{words.welcomeBegin}</Button>
      }
    >
      <h2 class="small-heading">{words.welcomeNeed}</h2>
      <ul class="needs">
        <li>
          <Icon name="mail" />
          <span>
            <b>{words.welcomeNeedMail}</b>
            <small>{words.welcomeNeedMailNote}</small>
          </span>
        </li>
        <li>
          <Icon name="keypad" />
          <span>
            <b>{words.welcomeNeedPassword}</b>
            <small>{words.welcomeNeedPasswordNote}</small>
          </span>
        </li>
      </ul>
    </Screen>
  );
}
