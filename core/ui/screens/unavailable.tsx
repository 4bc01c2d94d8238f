import type { AppStatus } from '../../app/types.ts';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { Screen } from '../components/screen.tsx';
import { useUi, useWords } from '../context.ts';

type Reason = Extract<AppStatus, { at: 'unavailable' }>['reason'];

/** Storage cannot be used: what that means and what to do, one wording a reason. */
export function Unavailable({ reason }: { reason: Reason }) {
  const { app } = useUi();
  const words = useWords();
  return (
    <Screen
      title={words[`${reason}Title`]}
      centered
      actions={<Button onPress={() => void app.start()}>{words.retry}</Button>}
    >
      <Notice tone="danger">
        <p>{words[`${reason}Body`]}</p>
      </Notice>
    </Screen>
  );
}
