import { DEFAULT_COST } from '../kdf/cost.ts';
import { type Database, type StoredRecord, together, type VaultHead } from './database.ts';
import { openBody, type SealedBody, sealBody } from './envelope.ts';
import { isVaultError, vaultError } from './errors.ts';
import { describeKey } from './head.ts';
import { isLockCode } from './lock-code.ts';
import type { Session } from './session.ts';
import { settingId } from './settings.ts';
import {
  checkCodeSlot,
  makeCodeSlot,
  makeDeviceSlot,
  makeVaultKey,
  openCodeSlot,
  prepareCodeWrapping,
} from './slots.ts';
import { clearTries, countTry } from './throttle.ts';
import type { VaultPorts } from './types.ts';

const REKEY_ATTEMPTS = 5;

/**
 * Tries a lock code: counted durably, then derived; a right one clears the count.
 * Errors: 'wait', 'wrong-code', 'conflict' (the lock was turned off meanwhile), 'newer', 'damaged'.
 */
export async function tryCode(
  ports: VaultPorts,
  db: Database,
  head: VaultHead,
  code: string,
): Promise<CryptoKey> {
  const [slot, device] = await db.read(['slots'], (tx) =>
    Promise.all([tx.objectStore('slots').get('code'), tx.objectStore('slots').getKey('device')]),
  );
  if (slot?.kind !== 'code') {
    if (device) throw vaultError('conflict', 'there is no app lock any more');
    throw vaultError('damaged', 'no slot is left to open');
  }
  checkCodeSlot(slot);
  // Not a code at all: cannot be right, so there is nothing to count.
  if (!isLockCode(code)) throw vaultError('wrong-code', 'not a lock code');
  await countTry(db, ports.now());
  const key = await openCodeSlot(ports.crypto, ports.derive, head.vaultId, slot, code);
  if (!key) throw vaultError('wrong-code', 'the code does not open the vault');
  await clearTries(db);
  return key;
}

interface Snapshot {
  head: VaultHead;
  records: StoredRecord[];
  settings: { name: string; body: Uint8Array }[];
}

function takeSnapshot(session: Session): Promise<Snapshot> {
  return session.read(['records', 'settings'], async (tx, head) => {
    const [records, names, bodies] = await Promise.all([
      tx.objectStore('records').getAll(),
      tx.objectStore('settings').getAllKeys(),
      tx.objectStore('settings').getAll(),
    ]);
    return { head, records, settings: names.map((name, i) => ({ name, body: bodies[i]! })) };
  });
}

/**
 * One body under the new key; `null` keeps it byte for byte because it does not decrypt. (A later body layout
 * raises the head's format, which is read-only here, so a strange version byte is damage.)
 */
async function moved(
  session: Session,
  to: CryptoKey,
  id: string,
  body: Uint8Array,
): Promise<SealedBody | null> {
  const { crypto } = session.ports;
  const opened = await openBody(crypto, session.open().key, session.vaultId, id, body);
  return opened.ok ? sealBody(crypto, to, session.vaultId, id, opened.plain) : null;
}

/**
 * Gives the vault a new key that only `code` opens: everything is re-encrypted and the device slot dropped
 * in one transaction, since a deleted slot can linger on disk and would open the old key. All cryptography
 * comes first; the transaction then checks that nobody wrote in between, and is prepared anew if so.
 * Errors: 'conflict' after five such attempts, 'newer', 'full', 'locked';
 * `RangeError` for anything but a lock code.
 */
export async function rekeyUnderCode(
  session: Session,
  code: string,
  slotBefore: 'device' | 'code',
): Promise<void> {
  if (!isLockCode(code)) throw new RangeError('a lock code is 1 to 32 digits');
  const { crypto, derive, cost } = session.ports;
  const wrapping = await prepareCodeWrapping(crypto, derive, code, cost ?? DEFAULT_COST);
  await session.alone(async () => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await rekeyOnce(session, slotBefore, wrapping);
      } catch (error) {
        if (!isVaultError(error, 'conflict') || attempt === REKEY_ATTEMPTS) throw error;
      }
    }
  });
}

async function rekeyOnce(
  session: Session,
  slotBefore: 'device' | 'code',
  wrapping: Awaited<ReturnType<typeof prepareCodeWrapping>>,
): Promise<void> {
  const { crypto } = session.ports;
  const { head, records, settings } = await takeSnapshot(session);
  const key = await makeVaultKey(crypto);
  const [described, slot, newRecords, newSettings] = await Promise.all([
    describeKey(crypto, session.vaultId, key),
    makeCodeSlot(crypto, session.vaultId, key, wrapping),
    Promise.all(records.map(({ id, body }) => moved(session, key, id, body))),
    Promise.all(settings.map(({ name, body }) => moved(session, key, settingId(name), body))),
  ]);
  await session.write(['slots', 'records', 'settings', 'throttle'], async (tx, now, replaceHead) => {
    if (now.generation !== head.generation) throw vaultError('conflict', 'another tab wrote first');
    const slots = tx.objectStore('slots');
    if ((await slots.getKey(slotBefore)) === undefined) throw vaultError('conflict', 'the lock has changed');
    await together([
      () => slots.clear(),
      ...records.map((record, i) => () => {
        const body = newRecords[i];
        return body ? tx.objectStore('records').put({ ...record, body }) : undefined;
      }),
      ...settings.map(({ name }, i) => () => {
        const body = newSettings[i];
        return body ? tx.objectStore('settings').put(body, name) : undefined;
      }),
      () => slots.put(slot, 'code'),
      () => tx.objectStore('throttle').delete('code'),
    ]);
    replaceHead({ ...now, ...described });
  });
  session.take({ key, keyId: described.keyId });
}

/** Puts the present key into a device slot and drops the code slot. The code must have been tried before. */
export async function putDeviceSlot(session: Session): Promise<void> {
  const { crypto } = session.ports;
  const { key } = session.open();
  const slot = await makeDeviceSlot(crypto, session.vaultId, key);
  await session.write(['slots', 'throttle'], async (tx) => {
    await together([
      () => tx.objectStore('slots').put(slot, 'device'),
      () => tx.objectStore('slots').delete('code'),
      () => tx.objectStore('throttle').delete('code'),
    ]);
  });
}
