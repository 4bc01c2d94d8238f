import { type ReadonlySignal, signal } from '@preact/signals';

/**
 * The corrected time (epoch ms) as a signal that changes once a second, on the second, for as long as a
 * screen looks at it: all rings and numbers move together and none drifts.
 */
export function createTicker(now: () => number): ReadonlySignal<number> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const arm = () => {
    const time = now();
    tick.value = time;
    timer = setTimeout(arm, 1000 - (((time % 1000) + 1000) % 1000));
  };
  const tick = signal(now(), {
    watched: arm,
    unwatched: () => clearTimeout(timer),
  });
  return tick;
}
