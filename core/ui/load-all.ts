import type { TokenApp } from '../app/types.ts';
import { fetchLater } from './components/later.tsx';
import { later } from './later-screens.ts';
import { whenIdle } from './when-idle.ts';

/**
 * Once the app has something to show, fetches what its acts need, and the later screens one after the other, in
 * quiet moments: they are at hand then, also after a first visit that loses its network. No screens where the person
 * asked to save data.
 */
export function loadAllLater(app: TokenApp): void {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  const waiting = connection?.saveData ? [] : Object.values(later);
  const next = () => {
    const load = waiting.shift();
    // One that cannot be had is asked for again when it is opened.
    if (load) void fetchLater(load as never).finally(() => whenIdle(next));
  };
  let begun = false;
  const stop = app.status.subscribe(({ at }) => {
    if (begun || at === 'starting') return;
    begun = true;
    whenIdle(() => void app.loadActs().then(next));
    queueMicrotask(() => stop());
  });
}
