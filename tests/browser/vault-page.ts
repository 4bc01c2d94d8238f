import { FLOOR_COST } from '../../core/kdf/cost.ts';
import { deriveInWorker } from '../../core/kdf/in-worker.ts';
import { openDoor } from '../../core/vault/door.ts';
import { evict } from '../support/raw-database.ts';
import { exampleToken, makeTestVault } from '../support/vault-ports.ts';
import { vaultSuite } from '../support/vault-suite.ts';

/** Runs inside the page: the vault's cases over the browser's own IndexedDB, WebCrypto and Web Locks. */

const deriveArgon2id = deriveInWorker(
  () => new Worker(new URL('../../core/kdf/worker.ts', import.meta.url), { type: 'module' }),
);

const plain = vaultSuite(async () => {
  await evict(indexedDB);
  return makeTestVault(indexedDB, crypto, { locks: navigator.locks });
});

const stretched = vaultSuite(async () => {
  await evict(indexedDB);
  return makeTestVault(indexedDB, crypto, { derive: deriveArgon2id, cost: FLOOR_COST });
}).filter(({ name }) => name.startsWith('changing the code') || name.startsWith('turning the lock off'));

const cases = new Map([
  ...plain.map(({ name, run }) => [name, run] as const),
  ...stretched.map(({ name, run }) => [`${name} (Argon2id in a Worker)`, run] as const),
]);

Object.assign(globalThis, {
  vaultCaseNames: () => [...cases.keys()],
  /** Begins anew with one token behind a lock code, and leaves it there. */
  leaveVault: async (code: string) => {
    await evict(indexedDB);
    const vault = await (await openDoor(makeTestVault(indexedDB, crypto).ports)).create();
    await vault.add(exampleToken());
    await vault.turnLockOn(code);
  },
  /** What a later visit finds. */
  revisitVault: async (code: string) => {
    const door = await openDoor(makeTestVault(indexedDB, crypto).ports);
    const { at } = await door.status();
    const wrong = await door.openWithCode(`${code}0`).catch((error: { code: string }) => error.code);
    const { records } = await (await door.openWithCode(code)).list();
    return [at, wrong, records.map(({ token }) => token.source === 'issuer' && token.tokenId)];
  },
  /** How many other tasks come to their turn while so many tokens are listed. */
  tasksDuringListing: async (tokens: number) => {
    await evict(indexedDB);
    const ports = makeTestVault(indexedDB, crypto).ports;
    const vault = await (await openDoor(ports)).create();
    const token = exampleToken();
    await vault.merge({ add: Array.from({ length: tokens }, () => ({ token, given: 0 })), counters: [] });
    const { port1, port2 } = new MessageChannel();
    let tasks = 0;
    port1.onmessage = () => {
      tasks++;
      port2.postMessage(null);
    };
    port2.postMessage(null);
    const { records } = await vault.list();
    port1.close();
    return [records.length, tasks];
  },
  /** `null` when the case holds, else what does not. */
  runVaultCase: (name: string) =>
    cases.get(name)!().then(
      () => null,
      (error: unknown) => String(error),
    ),
});
