import { nextCounter, readCounters } from './counters.ts';
import type { Database } from './database.ts';
import { deviceKeys, dropDeviceKeys } from './device-keys.ts';
import { acknowledgeRollback, isRolledBack, raiseMarker, readMarker } from './generation.ts';
import { proveCode, putDeviceSlot, rekeyUnderCode } from './lock.ts';
import { makeMemory } from './memory.ts';
import { mergeTokens } from './merge.ts';
import { addPasskey, dropPasskey, type LockState, provePasskey } from './passkey.ts';
import type { VaultHead } from './schema.ts';
import { makeSession, type OpenKey } from './session.ts';
import { readSetting, writeSetting } from './settings.ts';
import { addToken, listTokens, removeToken, reorderTokens, replaceToken } from './tokens.ts';
import type { Vault, VaultPorts } from './types.ts';

/** Makes the open vault over a database whose head fits `open.key`. */
export async function makeVault(
  ports: VaultPorts,
  db: Database,
  head: VaultHead,
  open: OpenKey,
  found: LockState,
): Promise<Vault> {
  const { vaultId } = head;
  const session = makeSession(ports, db, vaultId, open);
  const memory = makeMemory();
  const listeners = new Set<() => void>();
  let lock = found;
  const rolledBack = isRolledBack(head, await readMarker(ports.marker));
  let acknowledged = false;
  if (!rolledBack) await raiseMarker(ports.marker, vaultId, head.generation);

  const forget = () => {
    session.forget();
    memory.clear();
  };
  const notify = () => {
    for (const listener of [...listeners]) listener();
  };
  // A newer version, or a deletion, took the database from this handle: the key has no business here now.
  const stopYield = db.onYield(() => {
    forget();
    notify();
  });
  const stopChange = ports.onChange?.(notify);

  return {
    id: vaultId,
    get hasLock() {
      return lock.hasLock;
    },
    get passkey() {
      return lock.passkey;
    },
    async list(names = []) {
      const { head, records, quarantined, settings, ...seen } = await listTokens(session, memory, names);
      lock = seen.lock;
      return {
        records,
        quarantined,
        rolledBack: rolledBack && !acknowledged,
        readOnly: session.readOnly(head),
        settings,
      };
    },
    add: (token) => addToken(session, memory, token),
    replace: (id, token) => replaceToken(session, memory, id, token),
    reorder: (ids) => reorderTokens(session, ids),
    remove: (id) => removeToken(session, memory, id),
    merge: (changes) => mergeTokens(session, memory, changes),
    counters: () => readCounters(session),
    nextCounter: (id) => nextCounter(session, id),
    deviceKeys: (name) => deviceKeys(session, name),
    dropDeviceKeys: (name) => dropDeviceKeys(session, name),
    readSetting: (name) => readSetting(session, name),
    writeSetting: (name, value) => writeSetting(session, name, value),
    async turnLockOn(code) {
      await rekeyUnderCode(session, code, 'device');
      lock = { hasLock: true, passkey: null };
      memory.clear();
    },
    async turnLockOff(code) {
      await proveCode(session, db, code);
      await session.alone(() => putDeviceSlot(session));
      lock = { hasLock: false, passkey: null };
    },
    async changeCode(from, to) {
      await proveCode(session, db, from);
      await rekeyUnderCode(session, to, 'code');
      lock = { hasLock: true, passkey: null };
      memory.clear();
    },
    async addPasskey({ credentialId, salt }, prf) {
      await addPasskey(session, { credentialId, salt }, prf);
      lock = { hasLock: true, passkey: { credentialId, salt } };
    },
    async dropPasskey() {
      await dropPasskey(session);
      lock = { ...lock, passkey: null };
    },
    proveCode: (code) => proveCode(session, db, code),
    provePasskey: (prf) => provePasskey(session, prf),
    async exportKey() {
      return new Uint8Array(await ports.crypto.subtle.exportKey('raw', session.open().key));
    },
    lock() {
      forget();
      stopYield();
      stopChange?.();
    },
    async acknowledgeRollback() {
      await acknowledgeRollback(session);
      acknowledged = true;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
