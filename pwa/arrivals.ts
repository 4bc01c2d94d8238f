import { readSetupFragment } from '../core/protocol/setup-link.ts';
import type { Arrival } from '../core/ui/platform.ts';
import { takePicture } from './shared-picture.ts';

type SetupIds = { serviceId: string; userId: string };

/** Ways in that the manifest's shortcuts name as the fragment of their addresses. */
const SHORTCUTS = ['add', 'scan', 'inbox'] as const;

/** What a fragment asks for. IDs ride in no other part of an address: fragments stay in the browser. */
export type Asked = { setup: SetupIds } | { arrival: 'add' | 'scan' | 'inbox' } | 'picture' | 'unfit' | null;

export function readFragment(fragment: string): Asked {
  const setup = readSetupFragment(fragment);
  if (setup) return { setup };
  const name = fragment.slice(1);
  const shortcut = SHORTCUTS.find((known) => known === name);
  if (shortcut) return { arrival: shortcut };
  return name === 'picture' || name === 'unfit' ? name : null;
}

/** The browser's word of being launched again while the app is open (Launch Handler API). */
interface LaunchQueue {
  setConsumer(consumer: (launch: { targetURL?: string }) => void): void;
}

export interface Arrivals {
  /** IDs of the set-up link that this page was opened with. */
  initialSetup: SetupIds | null;
  onSetupLink(listener: (ids: SetupIds) => void): () => void;
  onArrival(listener: (arrival: Arrival) => void): () => void;
}

/**
 * Ways into the app from outside: the address it is opened with, a changed fragment (a second press on the mail's
 * link), and launches while it is open. Takes what it read out of the address, so that it stays in no history
 * and no bookmark.
 */
export function watchArrivals(window: Window & typeof globalThis): Arrivals {
  const { location, history, caches } = window;
  const setupListeners = new Set<(ids: SetupIds) => void>();
  const arrivalListeners = new Set<(arrival: Arrival) => void>();
  /** What arrived before anybody listened. */
  let waiting: Arrival | null = null;

  const tell = (arrival: Arrival) => {
    if (arrivalListeners.size === 0) waiting = arrival;
    for (const listener of arrivalListeners) listener(arrival);
  };
  const act = (asked: Asked) => {
    if (asked === null) return;
    if (asked === 'picture') {
      void takePicture(caches).then((picture) => picture && tell({ to: 'picture', picture }));
    } else if (asked === 'unfit') {
      // What was shared is no picture that can be looked at: the screen says so of an empty one.
      tell({ to: 'picture', picture: new Blob([]) });
    } else if ('arrival' in asked) tell({ to: asked.arrival });
    else for (const listener of setupListeners) listener(asked.setup);
  };
  const take = (): Asked => {
    const asked = readFragment(location.hash);
    if (location.hash !== '') history.replaceState(history.state, '', location.pathname);
    return asked;
  };

  const openedWith = location.href;
  const first = take();
  const initialSetup = first !== null && typeof first === 'object' && 'setup' in first ? first.setup : null;
  if (initialSetup === null) act(first);
  // One that was left and never asked for stays no longer than until the next visit.
  if (first !== 'picture' && 'caches' in window) void takePicture(caches);

  window.addEventListener('hashchange', () => act(take()));
  let isFirstLaunch = true;
  (window as { launchQueue?: LaunchQueue }).launchQueue?.setConsumer(({ targetURL }) => {
    // The launch that opened this page is told too; its address was read above.
    const isOwn = isFirstLaunch && targetURL === openedWith;
    isFirstLaunch = false;
    if (targetURL && !isOwn) act(readFragment(new URL(targetURL).hash));
  });

  return {
    initialSetup,
    onSetupLink(listener) {
      setupListeners.add(listener);
      return () => setupListeners.delete(listener);
    },
    onArrival(listener) {
      arrivalListeners.add(listener);
      if (waiting) listener(waiting);
      waiting = null;
      return () => arrivalListeners.delete(listener);
    },
  };
}
