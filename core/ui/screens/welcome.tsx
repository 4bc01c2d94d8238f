import { Button, IconButton } from '../components/button.tsx';
import { Mark } from '../components/mark.tsx';
import { Points } from '../components/points.tsx';
import { Screen } from '../components/screen.tsx';
import { useUi, useWords } from '../context.ts';
import { HomeNotices } from './home-notices.tsx';

/** Nothing set up yet: what this is, what to have at hand, and the other ways in. */
export function Welcome() {
  const { router, platform, language } = useUi();
  const words = useWords();
  return (
    <Screen
      title={words.welcomeTitle}
      lead={words.welcomeLead}
      end={<IconButton icon="settings" name={words.settings} onPress={() => router.go({ at: 'settings' })} />}
      above={<Mark large />}
      wide
      aside={platform.welcomeNotes?.(language.value)}
      actions={
        <>
          <Button onPress={() => router.go({ at: 'set-up', step: 'clock' })}>{words.welcomeBegin}</Button>
          <Button look="quiet" icon="camera" onPress={() => router.go({ at: 'scan' })}>
            {words.welcomeScan}
          </Button>
          <Button look="line" icon="restore" onPress={() => router.go({ at: 'backup-restore' })}>
            {words.welcomeRestore}
          </Button>
          <Button look="text" onPress={() => router.go({ at: 'add' })}>
            {words.welcomeOther}
          </Button>
        </>
      }
    >
      <HomeNotices />
      <h2 class="small-heading">{words.welcomeNeed}</h2>
      <Points
        points={[
          ['mail', words.welcomeNeedMail, words.welcomeNeedMailNote],
          ['keypad', words.welcomeNeedPassword, words.welcomeNeedPasswordNote],
        ]}
      />
    </Screen>
  );
}
