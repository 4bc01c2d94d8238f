import { createTokenApp } from '../core/app/app.ts';
import type { TokenApp } from '../core/app/types.ts';
import { passkeyPort } from '../core/browser/passkey.ts';
import { lazyClient } from '../core/client/lazy.ts';
import { systemClock } from '../core/clock/clock.ts';
import { openVaultDoor } from './begin.ts';
import { authorityAddress } from './config.ts';
import { derive } from './derive.ts';
import { preferencesStore } from './preferences.ts';
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

/** The token app over this browser: its vault, its clock, its passkeys and the authority it was built for. */
export function createPwaApp(): TokenApp {
  const passkeys = passkeyPort(window);
  return createTokenApp({
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
}
