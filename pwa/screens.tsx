import type { TokenApp } from '../core/app/types.ts';
import { screenWakeLock } from '../core/browser/wake-lock.ts';
import type { InstallPort } from '../core/ui/platform.ts';
import { renderApp } from '../core/ui/render.tsx';
import { watchArrivals } from './arrivals.ts';
import { appBadge } from './badge.ts';
import { startQrReader } from './qr-worker.ts';
import { followReleases } from './service-worker.ts';

/** Shows all screens of the token app in `root`, whatever was drawn there before. */
export function showScreens({
  root,
  app,
  install,
}: {
  root: HTMLElement;
  app: TokenApp;
  install: InstallPort | undefined;
}): void {
  const { initialSetup, onSetupLink, onArrival } = watchArrivals(window);
  const keepAwake = screenWakeLock({
    document,
    ...('wakeLock' in navigator ? { wakeLock: navigator.wakeLock } : {}),
  });
  const setBadge = appBadge(navigator);
  const releases = followReleases();

  const drawn = renderApp({
    root,
    app,
    platform: {
      surface: 'phone',
      copy: (text) =>
        navigator.clipboard.writeText(text).then(
          () => true,
          () => false,
        ),
      initialSetup,
      onSetupLink,
      onArrival,
      update: releases,
      ...(install ? { install } : {}),
      ...(keepAwake ? { keepAwake } : {}),
      ...(setBadge ? { setBadge } : {}),
      async saveFile(name, bytes, type) {
        const { saveFile } = await import('../core/browser/save-file.ts');
        return saveFile(name, bytes, type);
      },
      startQrReader,
      locksByItself: true,
      version: __VERSION__,
    },
  });

  // While the vault is being opened the processor belongs to the first code.
  void drawn.then(releases.register);
}
