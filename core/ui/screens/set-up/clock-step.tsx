import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ClockView } from '../../../app/types.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { Steps } from '../../components/steps.tsx';
import { useUi, useWords } from '../../context.ts';
import { describeDuration } from '../../duration.ts';
import type { Words } from '../../messages.ts';
import { type SetUpWords, useSetUpWords } from './set-up-messages.ts';
import { STEPS } from './steps.ts';

/** What a measured (or unmeasured) clock means, in words. */
function clockWords(
  clock: ClockView,
  common: Words,
  words: SetUpWords,
): { good: boolean; title: string; body: string } {
  if (clock.at === 'unknown') return { good: false, title: words.clockUnknown, body: words.clockUnknownBody };
  const by = describeDuration(clock.offset, common);
  if (clock.verdict === 'good') return { good: true, title: words.clockGood, body: words.clockGoodBody };
  if (clock.verdict === 'off') return { good: true, title: words.clockOff(by), body: words.clockOffBody };
  return { good: false, title: words.clockFarOff(by), body: words.clockFarOffBody };
}

/** First step: is this device's clock right? Advisory; nobody is turned away for it. */
export function ClockStep() {
  const ui = useUi();
  const common = useWords();
  const words = useSetUpWords();
  const result = useSignal<ClockView | null>(null);
  const check = async () => {
    result.value = null;
    result.value = await ui.app.checkClock();
  };
  useEffect(() => void check(), []);
  const clock = result.value;
  const said = clock && clockWords(clock, common, words);
  const isFar = clock?.at === 'measured' && clock.verdict === 'far-off';
  const onward = () => ui.router.go({ at: 'set-up', step: 'ids' });
  return (
    <Screen
      title={words.clockTitle}
      lead={words.clockLead}
      back
      above={<Steps step={1} total={STEPS} />}
      actions={
        <>
          {clock?.at === 'unknown' && <Button onPress={() => void check()}>{words.clockAgain}</Button>}
          <Button look={clock?.at === 'unknown' ? 'quiet' : 'main'} onPress={onward}>
            {clock === null || clock.at === 'unknown' ? words.clockSkip : common.next}
          </Button>
        </>
      }
    >
      <div role="status">
        {said ? (
          <Notice tone={said.good ? 'good' : 'danger'} title={said.title}>
            <p>{said.body}</p>
            {isFar && (
              <Button look="line" icon="clock" onPress={() => ui.router.go({ at: 'settings-clock' })}>
                {words.clockHow}
              </Button>
            )}
          </Notice>
        ) : (
          <p class="waiting">{words.clockChecking}</p>
        )}
      </div>
    </Screen>
  );
}
