import { type ReadonlySignal, signal } from '@preact/signals';
import { Workbox } from 'workbox-window';
import { scriptAddress } from './trusted-types.ts';

/** Looks for a newer release this often while the app stays open, ms. */
const LOOK_EVERY = 6 * 3_600_000;

/**
 * Registers the service worker. A newer release waits until `apply` is called; only then does the page load
 * anew, so nothing that is being entered is lost.
 */
export function registerServiceWorker(): { ready: ReadonlySignal<boolean>; apply(): void } {
  const ready = signal(false);
  if (!('serviceWorker' in navigator)) return { ready, apply: () => {} };
  let asked = false;
  const workbox = new Workbox(scriptAddress('/sw.js'));
  workbox.addEventListener('waiting', () => {
    ready.value = true;
  });
  workbox.addEventListener('controlling', () => {
    if (asked) location.reload();
  });
  workbox.register().then(
    () => setInterval(() => void workbox.update().catch(() => {}), LOOK_EVERY),
    // The app works without it, only not offline; the next visit tries again.
    () => {},
  );
  return {
    ready,
    apply() {
      asked = true;
      workbox.messageSkipWaiting();
    },
  };
}
