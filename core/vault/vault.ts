import { nextCounter } from './counters.ts';
import { type Database, together, type VaultHead } from './database.ts';
import { makeDeviceKeys } from './device-keys.ts';
import { bodyMark } from './envelope.ts';
import { vaultError } from './errors.ts';
import { isRolledBack, raiseMarker, readMarker } from './generation.ts';
import { putDeviceSlot, rekeyUnderCode, tryCode } from './lock.ts';
import { openRecords, sealToken } from './records.ts';
import { makeSession, type OpenKey } from './session.ts';
import { openSetting, sealSetting } from './settings.ts';
import type { DeviceKeys, Vault, VaultPorts } from './types.ts';

/** Makes the open vault over a database whose head fits `open.key`. */
export async function makeVault(
  ports: VaultPorts,
  db: Database,
  head: VaultHead,
  open: OpenKey,
  locked: boolean,
): Promise<Vault> {
  const { crypto } = ports;
  const { vaultId } = head;
  const session = makeSession(ports, db, vaultId, open);
  const listeners = new Set<() => void>();
  /** Nonces of the bodies this handle has seen: a replacement must be based on what is there. */
  const seen = new Map<string, string>();
  let hasLock = locked;
  const rolledBack = isRolledBack(head, await readMarker(ports.marker));
  let acknowledged = false;
  if (!rolledBack) await raiseMarker(ports.marker, vaultId, head.generation);

  const notify = () => {
    for (const listener of [...listeners]) listener();
  };
  // A newer version, or a deletion, took the database from this handle: the key has no business here now.
  const stopYield = db.onYield(() => {
    session.take(null);
    notify();
  });
  const stopChange = ports.onChange?.(notify);

  async function currentHead(): Promise<VaultHead> {
    return session.read([], async (_tx, now) => now);
  }

  const vault: Vault = {
    id: vaultId,
    get hasLock() {
      return hasLock;
    },
    async list() {
      const { now, stored, slots } = await session.read(['records', 'slots'], async (tx, now) => {
        const [stored, slots] = await Promise.all([
          tx.objectStore('records').getAll(),
          tx.objectStore('slots').getAllKeys(),
        ]);
        return { now, stored, slots };
      });
      hasLock = !slots.includes('device');
      const opened = await openRecords(crypto, session.open().key, vaultId, stored);
      seen.clear();
      for (const { id, body } of stored) seen.set(id, bodyMark(body));
      return { ...opened, rolledBack: rolledBack && !acknowledged, readOnly: session.readOnly(now) };
    },
    async add(token) {
      const id = crypto.randomUUID();
      const { key } = session.open();
      const body = await sealToken(crypto, key, vaultId, id, token);
      const order = await session.write(['records'], async (tx) => {
        const records = tx.objectStore('records');
        const last = (await records.getAll()).reduce((max, record) => Math.max(max, record.order), -1);
        await records.add({ id, order: last + 1, body });
        return last + 1;
      });
      seen.set(id, bodyMark(body));
      return { id, order, token };
    },
    async replace(id, token) {
      const { key } = session.open();
      const body = await sealToken(crypto, key, vaultId, id, token);
      await session.write(['records'], async (tx) => {
        const records = tx.objectStore('records');
        const before = await records.get(id);
        if (!before) throw vaultError('conflict', 'another tab removed the record');
        const known = seen.get(id);
        if (known !== undefined && known !== bodyMark(before.body)) {
          throw vaultError('conflict', 'another tab changed the record');
        }
        await records.put({ ...before, body });
      });
      seen.set(id, bodyMark(body));
    },
    async reorder(ids) {
      await session.write(['records'], async (tx) => {
        const records = tx.objectStore('records');
        const all = (await records.getAll()).sort((a, b) => a.order - b.order);
        const named = new Set(ids);
        const rest = all.filter(({ id }) => !named.has(id)).map(({ id }) => id);
        const place = new Map([...named, ...rest].map((id, order) => [id, order]));
        await together(all.map((record) => () => records.put({ ...record, order: place.get(record.id)! })));
      });
    },
    async remove(id) {
      await session.write(['records', 'counters'], async (tx) => {
        await together([
          () => tx.objectStore('records').delete(id),
          () => tx.objectStore('counters').delete(id),
        ]);
      });
      seen.delete(id);
    },
    nextCounter: (id) => nextCounter(session, id),
    async deviceKeys(name) {
      const kept = await session.read(['keys'], (tx) => tx.objectStore('keys').get(name));
      if (kept) return kept;
      const made = await makeDeviceKeys(crypto);
      return session.write(['keys'], async (tx): Promise<DeviceKeys> => {
        const keys = tx.objectStore('keys');
        const first = await keys.get(name);
        if (first) return first;
        await keys.put(made, name);
        return made;
      });
    },
    async dropDeviceKeys(name) {
      await session.write(['keys'], (tx) => tx.objectStore('keys').delete(name));
    },
    async readSetting(name) {
      const body = await session.read(['settings'], (tx) => tx.objectStore('settings').get(name));
      return openSetting(crypto, session.open().key, vaultId, name, body);
    },
    async writeSetting(name, value) {
      if (value === undefined) {
        await session.write(['settings'], (tx) => tx.objectStore('settings').delete(name));
        return;
      }
      const body = await sealSetting(crypto, session.open().key, vaultId, name, value);
      await session.write(['settings'], async (tx) => {
        await tx.objectStore('settings').put(body, name);
      });
    },
    async turnLockOn(code) {
      await rekeyUnderCode(session, code, 'device');
      hasLock = true;
      seen.clear();
    },
    async turnLockOff(code) {
      await tryCode(ports, db, await currentHead(), code);
      await session.alone(() => putDeviceSlot(session));
      hasLock = false;
    },
    async changeCode(from, to) {
      await tryCode(ports, db, await currentHead(), from);
      await rekeyUnderCode(session, to, 'code');
      seen.clear();
    },
    async exportKey() {
      return new Uint8Array(await crypto.subtle.exportKey('raw', session.open().key));
    },
    lock() {
      session.take(null);
      stopYield();
      stopChange?.();
    },
    async acknowledgeRollback() {
      const marker = await readMarker(ports.marker);
      const beyond = marker?.vaultId === vaultId ? marker.generation : 0;
      if (marker && marker.vaultId !== vaultId) await ports.marker.write(null);
      await session.write([], async (_tx, now, replaceHead) => {
        replaceHead({ ...now, generation: Math.max(now.generation, beyond) });
      });
      acknowledged = true;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return vault;
}
