import type { KdfCost, KeyDerivation } from '../../core/kdf/cost.ts';
import type { IssuerToken } from '../../core/token/model.ts';
import type { VaultPorts } from '../../core/vault/types.ts';

/** The vault's ports with everything a test wants to turn or count. */
export interface TestVault {
  ports: VaultPorts;
  /** Epoch ms the ports tell; set it to travel. */
  clock: { now: number };
  marker: { value: { vaultId: string; generation: number } | null };
  /** How often a key was derived from a code. */
  derivations: { count: number };
  /** How often a write was announced to other handles. */
  announcements: { count: number };
}

/** A stand-in for Argon2id where its cost is not the subject: SHA-256 over salt and code. */
export function cheapDerivation(crypto: Crypto): KeyDerivation {
  return async ({ code, salt }) => {
    const text = new TextEncoder().encode(`${Array.from(salt).join(',')}|${code}`);
    return new Uint8Array(await crypto.subtle.digest('SHA-256', text));
  };
}

/** Ports over a given IndexedDB, with a manual clock and a marker in memory. */
export function makeTestVault(
  indexedDB: IDBFactory,
  crypto: Crypto,
  options: { derive?: KeyDerivation; cost?: KdfCost; locks?: LockManager } = {},
): TestVault {
  const clock = { now: 1_800_000_000_000 };
  const marker: TestVault['marker'] = { value: null };
  const derivations = { count: 0 };
  const announcements = { count: 0 };
  const listeners = new Set<() => void>();
  const derive = options.derive ?? cheapDerivation(crypto);
  return {
    clock,
    marker,
    derivations,
    announcements,
    ports: {
      indexedDB,
      crypto,
      now: () => clock.now,
      marker: {
        read: async () => marker.value,
        write: async (value) => {
          marker.value = value;
        },
      },
      derive: (input) => {
        derivations.count++;
        return derive(input);
      },
      ...(options.cost ? { cost: options.cost } : {}),
      ...(options.locks ? { locks: options.locks } : {}),
      onChange: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      announce: () => {
        announcements.count++;
        for (const listener of [...listeners]) listener();
      },
    },
  };
}

/** A token as an institution would issue it; `change` replaces parts. */
export function exampleToken(change: Partial<IssuerToken> = {}): IssuerToken {
  return {
    v: 1,
    source: 'issuer',
    tokenId: 'FUDA-1234-5678',
    issuePath: 'bank-first',
    institution: { id: 'midori', name: { ja: 'みどり農協', en: 'Midori Cooperative' } },
    service: { id: '10000016', name: { ja: 'みどりネットバンク', en: 'Midori Net Bank' } },
    userId: '123456789012',
    otp: { kind: 'time', algorithm: 'SHA-256', digits: 8, period: 30 },
    seed: 'c2VlZC1vZi10aGUtZXhhbXBsZS10b2tlbi0zMi1ieXRlcw',
    issuedAt: 1_800_000_000_000,
    expiresAt: 1_950_000_000_000,
    renewalNoticeDays: 180,
    loginOrigins: ['http://midori.localhost:4200'],
    authority: {
      address: 'http://127.0.0.1:4100',
      key: { kty: 'EC', crv: 'P-256', x: 'eA', y: 'eQ' },
    },
    deviceKeys: 'device',
    displayName: null,
    lastState: null,
    addedAt: 1_800_000_000_000,
    ...change,
  };
}
