// First of all modules: what takes longest is asked for before anything else is evaluated.
import { openVaultDoor } from './begin.ts';

import '../core/ui/theme.css';

import { createTokenApp } from '../core/app/app.ts';
import { passkeyPort } from '../core/browser/passkey.ts';
import { screenWakeLock } from '../core/browser/wake-lock.ts';
import { lazyClient } from '../core/client/lazy.ts';
import { systemClock } from '../core/clock/clock.ts';
import { renderApp } from '../core/ui/render.tsx';
import { watchArrivals } from './arrivals.ts';
import { appBadge } from './badge.ts';
import { authorityAddress } from './config.ts';
import { derive } from './derive.ts';
import { installPort, thisPlace } from './install.ts';
import { preferencesStore } from './preferences.ts';
import { startQrReader } from './qr-worker.ts';
import { followReleases } from './service-worker.ts';
import { tabsPort } from './tabs.ts';

async function loadClient() {
  const { createClient } = await import('../core/client/client.ts');
  return (address: string) =>
    createClient({
      address,
      fetch: globalThis.fetch,
      clock: systemClock,
      random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    });
}

const passkeys = passkeyPort(window);
const app = createTokenApp({
  door: openVaultDoor,
  clock: systemClock,
  crypto,
  wake(inMs, call) {
    const timer = setTimeout(call, inMs);
    return () => clearTimeout(timer);
  },
  tabs: tabsPort(),
  client: (address) => lazyClient(loadClient, address),
  authorityAddress,
  deviceKind: 'phone',
  persistence: {
    persisted: async () => (await navigator.storage?.persisted?.()) ?? false,
    persist: async () => (await navigator.storage?.persist?.()) ?? false,
  },
  derive,
  ...(passkeys ? { passkeys } : {}),
  preferencesStore,
});

const root = document.getElementById('app');
if (!root) throw new Error('the page has no place for the app');

const { initialSetup, onSetupLink, onArrival } = watchArrivals(window);
const install = installPort(thisPlace());
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

void app.start();
