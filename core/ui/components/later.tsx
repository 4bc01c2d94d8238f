import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { announce, useUi, useWords } from '../context.ts';
import { Starting } from '../screens/starting.tsx';

/** Loads a screen's code; the same promise-maker each time, so that what has come once stays. */
export type Load<Props> = () => Promise<ComponentType<Props>>;

const arrived = new Map<Load<never>, ComponentType<never>>();

/**
 * A screen whose code is loaded when it is opened: what the app mostly does needs none of it. Once it has come it
 * is shown at once. Where it cannot be had (a first visit that lost its network) the person is told and stays.
 */
export function Later<Props extends object>({ load, props }: { load: Load<Props>; props: Props }) {
  const ui = useUi();
  const words = useWords();
  const here = useSignal<ComponentType<Props> | null>(
    (arrived.get(load as Load<never>) as ComponentType<Props> | undefined) ?? null,
  );
  useEffect(() => {
    if (here.value) return;
    load().then(
      (screen) => {
        arrived.set(load as Load<never>, screen as ComponentType<never>);
        here.value = screen;
      },
      () => {
        announce(ui, words.partMissing);
        ui.router.back();
      },
    );
  }, []);
  const Shown = here.value;
  return Shown ? <Shown {...props} /> : <Starting />;
}
