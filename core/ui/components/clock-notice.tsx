import { useUi, useWords } from '../context.ts';
import { describeDuration } from '../duration.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

/**
 * Where the device's clock is more than half a minute off: by how much, what that means, and the way to setting
 * it. Loud only where the codes themselves are in doubt, or the clock is set wrong altogether.
 */
export function ClockNotice() {
  const { app, router } = useUi();
  const words = useWords();
  const clock = app.clock.value;
  if (clock.at !== 'measured' || clock.verdict === 'good') return null;
  const size = describeDuration(clock.offset, words);
  return (
    <Notice tone={clock.trusted && clock.verdict === 'off' ? 'plain' : 'danger'} title={words.clockLineFar}>
      <p>{clock.trusted ? words.clockFarBody(size) : words.clockFarUnused(size)}</p>
      <Button look="line" icon="clock" onPress={() => router.go({ at: 'settings-clock' })}>
        {words.clockFarHow}
      </Button>
    </Notice>
  );
}
