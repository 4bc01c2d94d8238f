import type { TokenApp } from '../../core/app/types.ts';
import type { SessionKey } from '../platform/session-key.ts';

/** How often a page that is left open looks whether its time is over, ms. */
const LOOK_EVERY = 15_000;

/**
 * Keeps a page in step with the session: locked or unlocked in another of the extension's pages, or by the
 * idle time, it follows. What this page did itself has already changed its state and is left alone.
 */
export function followSession(app: TokenApp, session: Pick<SessionKey, 'read' | 'watch'>): void {
  const follow = (isKept: boolean) => {
    const { at } = app.status.peek();
    if (isKept ? at === 'locked' : at === 'open' && app.hasLock.peek()) void app.start();
  };
  session.watch(follow);
  // An alarm may come late, or after the machine slept: the time is judged here too.
  const look = async () => {
    if (app.status.peek().at === 'open' && app.hasLock.peek() && (await session.read()) === null)
      follow(false);
  };
  const lookQuietly = () => void look().catch(() => undefined);
  setInterval(lookQuietly, LOOK_EVERY);
  document.addEventListener('visibilitychange', lookQuietly);
}
