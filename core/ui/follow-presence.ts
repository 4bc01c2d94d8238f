import type { TokenApp } from '../app/types.ts';

/** A press is told at most this often, ms: the lock counts in minutes. */
const PAUSE = 1_000;

/**
 * Tells the app that somebody is there (presses, keys, scrolling) and whether it can be seen, from which it locks
 * itself. Told before the page's own handlers run: a press on a screen whose time is over does nothing else.
 */
export function followPresence(app: TokenApp, target: Document): void {
  let isTold = false;
  const touched = () => {
    if (isTold) return;
    isTold = true;
    setTimeout(() => {
      isTold = false;
    }, PAUSE);
    app.touched();
  };
  for (const name of ['pointerdown', 'keydown', 'wheel', 'touchmove'])
    target.addEventListener(name, touched, { capture: true, passive: true });
  const look = () => app.visibility(target.hidden);
  target.addEventListener('visibilitychange', look);
  // A page that was put to sleep or kept in the history wakes up without a change of visibility.
  target.addEventListener('resume', look);
  target.defaultView?.addEventListener('pageshow', look);
}
