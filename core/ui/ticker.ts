import { type ReadonlySignal, signal } from '@preact/signals';

/**
 * The corrected time (epoch ms) as a signal that changes once a second, on the second, for as long as a
 * screen looks at it: all rings and numbers move together and none drifts. It changes at once with `correction`,
 * so that no code of the old time stands beside the word that the clock was corrected.
 */
export function createTicker(now: () => number, correction: ReadonlySignal<unknown>): ReadonlySignal<number> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop = () => {};
  const arm = () => {
    clearTimeout(timer);
    const time = now();
    tick.value = time;
    timer = setTimeout(arm, 1000 - (((time % 1000) + 1000) % 1000));
  };
  const tick = signal(now(), {
    watched() {
      stop = correction.subscribe(arm);
    },
    unwatched() {
      stop();
      clearTimeout(timer);
    },
  });
  return tick;
}
