import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { announce, useUi, useWords } from '../context.ts';
import { Starting } from '../screens/starting.tsx';

/** Loads a screen's code; the same promise-maker each time, so that what has come once stays. */
export type Load<Props> = () => Promise<ComponentType<Props>>;

const arrived = new Map<Load<never>, ComponentType<never>>();

/** Loads a screen's code and keeps it, so that it is drawn at once when opened; `false` when it cannot be had. */
export async function fetchLater(load: Load<never>): Promise<boolean> {
  try {
    arrived.set(load, await load());
    return true;
  } catch {
    return false;
  }
}

/**
 * A screen whose code is loaded when it is opened: what the app mostly does needs none of it. Once it has come it
 * is shown at once. Where it cannot be had (a first visit that lost its network) the person is told and stays.
 */
export function Later<Props extends object>({ load, props }: { load: Load<Props>; props: Props }) {
  const ui = useUi();
  const words = useWords();
  const key = load as unknown as Load<never>;
  const here = useSignal(arrived.has(key));
  useEffect(() => {
    if (here.value) return;
    let left = false;
    void fetchLater(key).then((came) => {
      if (left) return;
      if (came) here.value = true;
      else {
        announce(ui, words.partMissing);
        ui.router.back();
      }
    });
    return () => {
      left = true;
    };
  }, []);
  const Shown = here.value ? (arrived.get(key) as unknown as ComponentType<Props> | undefined) : undefined;
  return Shown ? <Shown {...props} /> : <Starting />;
}
