import { useUi, useWords } from '../context.ts';
import { describeDuration } from '../duration.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

/** Where the device's clock is more than ten minutes off: by how much, and the way to setting it. */
export function ClockNotice() {
  const { app, router } = useUi();
  const words = useWords();
  const clock = app.clock.value;
  if (clock.at !== 'measured' || clock.verdict !== 'far-off') return null;
  const size = describeDuration(clock.offset, words);
  return (
    <Notice tone="danger" title={words.clockLineFar}>
      <p>{clock.trusted ? words.clockFarBody(size) : words.clockFarUnused(size)}</p>
      <Button look="line" icon="clock" onPress={() => router.go({ at: 'settings-clock' })}>
        {words.clockFarHow}
      </Button>
    </Notice>
  );
}
