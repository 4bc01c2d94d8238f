import { openDatabase, together } from './database.ts';
import { vaultError } from './errors.ts';
import { raiseMarker, readMarker } from './generation.ts';
import { fitsHead, makeHead, readHead } from './head.ts';
import { tryCode } from './lock.ts';
import { type LockState, readLockState, tryPasskey } from './passkey.ts';
import { STORES, type VaultHead } from './schema.ts';
import { makeDeviceSlot, openDeviceSlot } from './slot-device.ts';
import { importVaultKey, makeVaultKey } from './slots.ts';
import { readThrottle } from './throttle.ts';
import type { Vault, VaultDoor, VaultPorts, VaultStatus } from './types.ts';
import { makeVault } from './vault.ts';

/**
 * Opens the vault's database and gives the door to it; no key is needed yet.
 * Errors: 'refused', 'blocked', 'full'.
 */
export async function openDoor(ports: VaultPorts): Promise<VaultDoor> {
  const { crypto } = ports;
  const db = await openDatabase(ports.indexedDB);

  async function look() {
    return db.read(['head', 'slots'], async (tx) => {
      const head = await readHead(tx);
      const slots = tx.objectStore('slots');
      const [device, passkey, lock] = await Promise.all([
        slots.get('device'),
        slots.get('passkey'),
        readLockState(tx),
      ]);
      return { head, device, passkey, lock };
    });
  }

  async function mustFind() {
    const found = await look();
    if (!found.head) throw vaultError('gone', 'there is no vault in the database');
    return { ...found, head: found.head };
  }

  function enter(head: VaultHead, key: CryptoKey, lock: LockState): Promise<Vault> {
    return makeVault(ports, db, head, { key, keyId: head.keyId }, lock);
  }

  async function openDevice({ head, device, lock }: Awaited<ReturnType<typeof mustFind>>): Promise<Vault> {
    if (device?.kind !== 'device') throw vaultError('locked', 'there is no device slot');
    return enter(head, await openDeviceSlot(crypto, head.vaultId, device), lock);
  }

  const openWithDevice = async () => openDevice(await mustFind());

  async function statusOf({ head, lock }: Awaited<ReturnType<typeof look>>): Promise<VaultStatus> {
    if (!head) return (await readMarker(ports.marker)) ? { at: 'gone' } : { at: 'new' };
    if (!lock.hasLock) return { at: 'device' };
    return { at: 'locked', ...(await readThrottle(db, ports.now())), passkey: lock.passkey };
  }

  return {
    status: async () => statusOf(await look()),
    async create() {
      if (db.newer) throw vaultError('newer', 'the database is of a newer version');
      const vaultId = crypto.randomUUID();
      const key = await makeVaultKey(crypto);
      const head = await makeHead(crypto, vaultId, key);
      const slot = await makeDeviceSlot(crypto, vaultId, key);
      const marker = await readMarker(ports.marker);
      const made = await db.write(STORES, async (tx) => {
        if (await readHead(tx)) return false;
        await together(STORES.map((name) => () => tx.objectStore(name).clear()));
        await tx.objectStore('head').put(head, 'vault');
        await tx.objectStore('slots').put(slot, 'device');
        return true;
      });
      // Another tab was first: its vault is the vault.
      if (!made) return openWithDevice();
      if (marker) await ports.marker.write(null).catch(() => undefined);
      await raiseMarker(ports.marker, vaultId, head.generation);
      ports.announce?.();
      return enter(head, key, { hasLock: false, passkey: null });
    },
    openWithDevice,
    async openIfFree() {
      const found = await look();
      const status = await statusOf(found);
      if (status.at !== 'device') return status;
      return { at: 'device', vault: await openDevice({ ...found, head: found.head! }) };
    },
    async openWithCode(code) {
      const { lock } = await mustFind();
      const { head, key } = await tryCode(ports, db, code);
      return enter(head, key, lock);
    },
    async openWithPasskey(prf) {
      const { head, passkey, lock } = await mustFind();
      const key = await tryPasskey(crypto, head, lock.hasLock ? passkey : null, prf);
      return enter(head, key, lock);
    },
    async openWithKey(raw) {
      const { head, lock } = await look();
      const key = head && (await importVaultKey(crypto, raw));
      if (!key || !(await fitsHead(crypto, head, key))) return null;
      return enter(head, key, lock);
    },
    async destroy() {
      // The marker first: a person who erased everything must not be told later that it went missing.
      await ports.marker.write(null).catch(() => undefined);
      if (!db.newer) {
        await db.write(STORES, async (tx) => {
          await together(STORES.map((name) => () => tx.objectStore(name).clear()));
        });
      }
      await db.delete();
      ports.announce?.();
    },
    close: () => db.close(),
  };
}
