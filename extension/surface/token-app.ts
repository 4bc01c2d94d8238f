import { effect } from '@preact/signals';
import { createTokenApp } from '../../core/app/app.ts';
import type { AppPorts, PasskeyPort } from '../../core/app/ports.ts';
import type { TokenApp } from '../../core/app/types.ts';
import { systemClock } from '../../core/clock/clock.ts';
import { deriveInWorker } from '../../core/kdf/in-worker.ts';
import workerAddress from '../../core/kdf/worker.ts?worker&url';
import { authorityAddress } from '../platform/config.ts';
import { extensionPersistence } from '../platform/persistence.ts';
import { sessionKey } from '../platform/session-key.ts';
import { openExtensionVault } from '../platform/vault.ts';
import { tell } from './background.ts';
import { followSession } from './follow-session.ts';
import { ownPasskeys } from './passkeys.ts';
import { scriptAddress } from './trusted-types.ts';

const PREFERENCES = 'fuda.preferences';

/** Tells the background when the tokens, or where they may be filled, are not what they were. */
function tellOfTokens(app: TokenApp): void {
  let known: string | null = null;
  effect(() => {
    if (app.status.value.at !== 'open') return;
    const tokens = JSON.stringify(
      app.tokens.value.map(({ id, standing, loginOrigins }) => [id, standing, loginOrigins]),
    );
    if (known !== null && known !== tokens) tell({ kind: 'changed' });
    known = tokens;
  });
}

/**
 * The token app of one of the extension's own pages, over the vault that its worker shares. Argon2id runs in
 * a Worker of the page, which the service worker could not start.
 */
export function createSurfaceApp(
  client: AppPorts['client'],
  passkeys: PasskeyPort | undefined = ownPasskeys(window),
): TokenApp {
  const session = sessionKey(systemClock);
  const derive = deriveInWorker(() => new Worker(scriptAddress(workerAddress), { type: 'module' }));
  const app = createTokenApp({
    door: () => openExtensionVault(systemClock, { derive }),
    clock: systemClock,
    crypto,
    client,
    authorityAddress,
    deviceKind: 'pc',
    derive,
    ...(passkeys ? { passkeys } : {}),
    persistence: extensionPersistence,
    preferencesStore: {
      read: () => JSON.parse(localStorage.getItem(PREFERENCES) ?? 'null'),
      write: (value) => localStorage.setItem(PREFERENCES, JSON.stringify(value)),
    },
    session: {
      read: () => session.read(),
      async write(key) {
        await session.write(key);
        // The worker reads the key from the session, so it hears of it only now.
        tell({ kind: 'changed' });
      },
    },
  });
  tellOfTokens(app);
  followSession(app, session);
  return app;
}

/** Puts text on the clipboard; `false` when the browser would not. */
export const copyText = (text: string): Promise<boolean> =>
  navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );

/** Gives the person a file to keep, through a link to it; `false` when the browser would not. */
export async function saveFile(name: string, bytes: Uint8Array<ArrayBuffer>, type: string): Promise<boolean> {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  link.download = name;
  link.click();
  // The browser takes the address up after the press; an hour is longer than any person ponders where to save.
  setTimeout(() => URL.revokeObjectURL(link.href), 3_600_000);
  return true;
}
