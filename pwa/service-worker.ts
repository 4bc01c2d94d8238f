import { type ReadonlySignal, signal } from '@preact/signals';
import type { Workbox } from 'workbox-window';
import { whenIdle } from '../core/ui/when-idle.ts';
import { scriptAddress } from './trusted-types.ts';

/** Looks for a newer release this often while the app stays open, ms. */
const LOOK_EVERY = 6 * 3_600_000;

export interface Releases {
  /** Whether a newer release can be had. */
  ready: ReadonlySignal<boolean>;
  apply(): void;
  /** Registers the service worker in a quiet moment, and looks for newer releases from then on. */
  register(): void;
}

/**
 * The releases of the app. A newer one waits until `apply` is called; only then does the page load anew, so
 * nothing that is being entered is lost. Where another tab let it take over, this one goes on as it is, on files
 * that are kept for it, and is asked likewise.
 */
export function followReleases(): Releases {
  const ready = signal(false);
  if (!('serviceWorker' in navigator)) return { ready, apply: () => {}, register: () => {} };
  const { serviceWorker } = navigator;
  let asked = false;
  let hasTakenOver = false;
  // Absent at the first visit, and after a reload past the service worker: whoever takes over then is no change.
  let wasControlled = serviceWorker.controller !== null;
  serviceWorker.addEventListener('controllerchange', () => {
    if (asked) return location.reload();
    if (wasControlled) {
      hasTakenOver = true;
      ready.value = true;
    }
    wasControlled = true;
  });

  let workbox: Workbox | null = null;
  const register = async () => {
    // No part of the first load.
    const { Workbox } = await import('workbox-window');
    const registering = new Workbox(scriptAddress('/sw.js'));
    workbox = registering;
    registering.addEventListener('waiting', () => {
      ready.value = true;
    });
    await registering.register();
    setInterval(() => void registering.update().catch(() => {}), LOOK_EVERY);
  };
  return {
    ready,
    // The app works without it, only not offline; the next visit tries again.
    register: () => whenIdle(() => register().catch(() => {})),
    apply() {
      if (hasTakenOver) return location.reload();
      asked = true;
      workbox?.messageSkipWaiting();
    },
  };
}
