import { signal } from '@preact/signals-core';
import type { InstallPort } from '../core/ui/platform.ts';

/** Chromium's question whether to install, held back until the person wants it. */
interface BeforeInstallPrompt extends Event {
  prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

/** What tells the kinds of browser apart. */
export interface InstallPlace {
  userAgent: string;
  maxTouchPoints: number;
  /** Runs in a window of its own already. */
  isStandalone: boolean;
  target: EventTarget;
}

/** Which instructions fit; an iPad calls itself a Mac, but is touched. */
export function systemOf(place: Pick<InstallPlace, 'userAgent' | 'maxTouchPoints'>): InstallPort['system'] {
  if (/iPhone|iPad|iPod/u.test(place.userAgent)) return 'ios';
  if (/Macintosh/u.test(place.userAgent) && place.maxTouchPoints > 1) return 'ios';
  return /Android/u.test(place.userAgent) ? 'android' : 'desktop';
}

/** Browsers that add an app by a menu of their own and never ask: all on iOS, Firefox on Android, Safari on a Mac. */
function isByHand(place: InstallPlace): boolean {
  const system = systemOf(place);
  if (system === 'ios') return true;
  if (system === 'android') return /Firefox\//u.test(place.userAgent);
  return /Macintosh.*Safari\//u.test(place.userAgent) && !/Chrom|Edg/u.test(place.userAgent);
}

/** Follows how this browser would put the app on the home screen; `undefined` where it runs from there already. */
export function installPort(place: InstallPlace): InstallPort | undefined {
  if (place.isStandalone) return undefined;
  const way = signal<'prompt' | 'by-hand' | null>(isByHand(place) ? 'by-hand' : null);
  let question: BeforeInstallPrompt | null = null;
  place.target.addEventListener('beforeinstallprompt', (event) => {
    // Else the browser asks by itself, at a moment of its own choosing.
    event.preventDefault();
    question = event as BeforeInstallPrompt;
    way.value = 'prompt';
  });
  place.target.addEventListener('appinstalled', () => {
    question = null;
    way.value = null;
  });
  return {
    way,
    system: systemOf(place),
    async prompt() {
      const asked = question;
      if (!asked) return false;
      // A question can be asked once; after a refusal there is the browser's menu, and a new question in its time.
      question = null;
      const { outcome } = await asked.prompt();
      if (question === null) way.value = outcome === 'accepted' ? null : 'by-hand';
      return outcome === 'accepted';
    },
  };
}

/** This window's own `InstallPlace`. */
export const thisPlace = (): InstallPlace => ({
  userAgent: navigator.userAgent,
  maxTouchPoints: navigator.maxTouchPoints,
  isStandalone:
    matchMedia('(display-mode: standalone), (display-mode: fullscreen), (display-mode: minimal-ui)')
      .matches ||
    // iOS before it knew the media feature.
    (navigator as { standalone?: boolean }).standalone === true,
  target: window,
});
