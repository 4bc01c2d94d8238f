import { describe, expect, it } from 'vitest';
import { screenWakeLock } from '../../../core/browser/wake-lock.ts';

/** A screen whose lock is let go when the page is hidden, as browsers do. */
function screen() {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState });
  const held = new Set<object>();
  let refuses = false;
  const wakeLock = {
    async request() {
      if (refuses) throw new DOMException('battery', 'NotAllowedError');
      const lock = {
        get released() {
          return !held.has(lock);
        },
        async release() {
          held.delete(lock);
        },
      };
      held.add(lock);
      return lock;
    },
  };
  const keep = screenWakeLock({ wakeLock, document: page as never })!;
  return {
    held,
    keep,
    refuse: (value: boolean) => {
      refuses = value;
    },
    show(visibilityState: DocumentVisibilityState) {
      page.visibilityState = visibilityState;
      if (visibilityState === 'hidden') held.clear();
      page.dispatchEvent(new Event('visibilitychange'));
    },
  };
}
const settle = () => new Promise((done) => setImmediate(done));

describe('keeping the screen on', () => {
  it('takes one lock while asked to, and lets it go', async () => {
    const { keep, held } = screen();
    keep(true);
    keep(true);
    await settle();
    expect(held.size).toBe(1);
    keep(false);
    await settle();
    expect(held.size).toBe(0);
  });

  it('takes the lock anew when the page is seen again, and only if it is still wanted', async () => {
    const { keep, held, show } = screen();
    keep(true);
    await settle();
    show('hidden');
    await settle();
    expect(held.size).toBe(0);
    show('visible');
    await settle();
    expect(held.size).toBe(1);
    show('hidden');
    keep(false);
    show('visible');
    await settle();
    expect(held.size).toBe(0);
  });

  it('lets go also where the person changed their mind while the platform answered', async () => {
    const { keep, held } = screen();
    keep(true);
    keep(false);
    await settle();
    expect(held.size).toBe(0);
  });

  it('takes a refusal quietly and tries again when the page is seen', async () => {
    const { keep, held, show, refuse } = screen();
    refuse(true);
    keep(true);
    await settle();
    expect(held.size).toBe(0);
    refuse(false);
    show('visible');
    await settle();
    expect(held.size).toBe(1);
  });

  it('is not there where the platform has no such lock', () => {
    expect(screenWakeLock({ document: new EventTarget() as never })).toBeUndefined();
  });
});
