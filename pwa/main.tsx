import '../core/ui/theme.css';
import { createTokenApp } from '../core/app/app.ts';
import { lazyClient } from '../core/client/lazy.ts';
import { systemClock } from '../core/clock/clock.ts';
import { readSetupFragment } from '../core/protocol/setup-link.ts';
import { renderApp } from '../core/ui/render.tsx';
import { authorityAddress } from './config.ts';
import { registerServiceWorker } from './service-worker.ts';
import { openPwaVault } from './vault.ts';

const PREFERENCES = 'fuda.preferences';

/** Takes the IDs of a set-up link out of the address, so that they stay in no history and no bookmark. */
function takeSetupIds(): { serviceId: string; userId: string } | null {
  const ids = readSetupFragment(location.hash);
  if (location.hash !== '') history.replaceState(null, '', location.pathname);
  return ids;
}

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

const app = createTokenApp({
  door: () => openPwaVault(systemClock),
  clock: systemClock,
  client: (address) => lazyClient(loadClient, address),
  authorityAddress,
  deviceKind: 'phone',
  persistence: {
    persisted: async () => (await navigator.storage?.persisted?.()) ?? false,
    persist: async () => (await navigator.storage?.persist?.()) ?? false,
  },
  preferencesStore: {
    read: () => JSON.parse(localStorage.getItem(PREFERENCES) ?? 'null'),
    write: (value) => localStorage.setItem(PREFERENCES, JSON.stringify(value)),
  },
});

const root = document.getElementById('app');
if (!root) throw new Error('the page has no place for the app');

renderApp({
  root,
  app,
  platform: {
    surface: 'phone',
    copy: (text) =>
      navigator.clipboard.writeText(text).then(
        () => true,
        () => false,
      ),
    initialSetup: takeSetupIds(),
    onSetupLink(listener) {
      const take = () => {
        const ids = takeSetupIds();
        if (ids) listener(ids);
      };
      addEventListener('hashchange', take);
      return () => removeEventListener('hashchange', take);
    },
    update: registerServiceWorker(),
  },
});

void app.start();
