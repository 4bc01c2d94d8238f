import { type ReadonlySignal, useSignal } from '@preact/signals';

/**
 * What a press sets going. While it goes on, another press does nothing, also one that comes before the screen was
 * drawn anew; where it fails in a way of its own, `onFailure` says so.
 */
export function usePress<Args extends unknown[]>(
  work: (...args: Args) => Promise<void>,
  onFailure: () => void,
): { isBusy: ReadonlySignal<boolean>; press: (...args: Args) => void } {
  const isBusy = useSignal(false);
  const run = async (args: Args) => {
    isBusy.value = true;
    try {
      await work(...args);
    } catch {
      onFailure();
    } finally {
      isBusy.value = false;
    }
  };
  return {
    isBusy,
    press(...args) {
      if (!isBusy.peek()) void run(args);
    },
  };
}
