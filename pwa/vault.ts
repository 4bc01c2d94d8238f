import { openDoor } from '../core/vault/door.ts';

import type { VaultDoor, VaultMarker } from '../core/vault/types.ts';
import { derive } from './derive.ts';

const MARKER = 'fuda.vault';
const CHANNEL = 'fuda.vault';

/** The marker that outlives an evicted database, in localStorage. */
const marker: VaultMarker = {
  async read() {
    const text = localStorage.getItem(MARKER);
    if (text === null) return null;
    try {
      const { vaultId, generation } = JSON.parse(text) as Record<string, unknown>;
      return typeof vaultId === 'string' && typeof generation === 'number' ? { vaultId, generation } : null;
    } catch {
      return null;
    }
  },
  async write(value) {
    if (value === null) localStorage.removeItem(MARKER);
    else localStorage.setItem(MARKER, JSON.stringify(value));
  },
};

/** Opens this origin's vault; other tabs hear of its writes, one of them writes at a time. */
export async function openPwaVault(now: () => number): Promise<VaultDoor> {
  const opening = openDoor({
    indexedDB,
    crypto,
    now,
    marker,
    derive,
    ...('locks' in navigator ? { locks: navigator.locks } : {}),
    onChange(listener) {
      channel.addEventListener('message', listener);
      return () => channel.removeEventListener('message', listener);
    },
    announce: () => channel.postMessage(null),
  });
  // Made while the database is being opened, which takes longer.
  const channel = new BroadcastChannel(CHANNEL);
  return opening;
}
