import type { KeyDerivation } from '../../core/kdf/cost.ts';
import { openDoor } from '../../core/vault/door.ts';
import type { VaultDoor, VaultMarker } from '../../core/vault/types.ts';
import type { PageMessage } from '../messages.ts';

const MARKER = 'fuda.vault';
const CHANNEL = 'fuda.vault';

/** The marker that outlives an evicted database; no secret, as `storage.local` is plain text on disk. */
const marker: VaultMarker = {
  async read() {
    const value: unknown = (await chrome.storage.local.get(MARKER))[MARKER];
    if (typeof value !== 'object' || value === null) return null;
    const { vaultId, generation } = value as Record<string, unknown>;
    return typeof vaultId === 'string' && typeof generation === 'number' ? { vaultId, generation } : null;
  },
  async write(value) {
    if (value === null) await chrome.storage.local.remove(MARKER);
    else await chrome.storage.local.set({ [MARKER]: value });
  },
};

/**
 * Opens the extension's vault, the same one in its pages and its service worker; each hears of the others'
 * writes. `derive` runs Argon2id: pages give a Worker, the service worker cannot start one and unlocks
 * nothing. `close` ends the channel too; `destroy` tells the worker. Errors: 'refused', 'blocked', 'full'.
 */
export async function openExtensionVault(
  now: () => number,
  { derive }: { derive: KeyDerivation },
): Promise<VaultDoor> {
  const channel = new BroadcastChannel(CHANNEL);
  try {
    const door = await openDoor({
      indexedDB,
      crypto,
      now,
      marker,
      derive,
      locks: navigator.locks,
      onChange(listener) {
        channel.addEventListener('message', listener);
        return () => channel.removeEventListener('message', listener);
      },
      announce: () => channel.postMessage(null),
    });
    return {
      ...door,
      async destroy() {
        await door.destroy();
        const message: PageMessage = { kind: 'changed' };
        // What was arranged for its tokens is undone by the worker, whom nobody waits for; one that is away does it
        // at its next start.
        chrome.runtime.sendMessage(message).catch(() => undefined);
      },
      close() {
        channel.close();
        door.close();
      },
    };
  } catch (error) {
    channel.close();
    throw error;
  }
}
