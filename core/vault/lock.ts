import { DEFAULT_COST } from '../kdf/cost.ts';
import { type Database, together } from './database.ts';
import { openBody, type SealedBody, sealBody } from './envelope.ts';
import { isVaultError, vaultError } from './errors.ts';
import { describeKey, fitsHead, readHead } from './head.ts';
import { isLockCode } from './lock-code.ts';
import { readRecords } from './record-store.ts';
import type { StoredRecord, VaultHead } from './schema.ts';
import type { Session } from './session.ts';
import { settingId } from './settings.ts';
import {
  type CodeWrapping,
  checkCodeSlot,
  makeCodeSlot,
  openCodeSlot,
  prepareCodeWrapping,
} from './slot-code.ts';
import { makeDeviceSlot } from './slot-device.ts';
import { makeVaultKey } from './slots.ts';
import { clearTries, countTry } from './throttle.ts';
import { inTurns } from './turns.ts';
import type { VaultPorts } from './types.ts';

const REKEY_ATTEMPTS = 5;

/**
 * Tries a lock code: counted durably, then derived; a right one clears the count. Gives the key with the head that
 * it fits, both of one transaction: an old slot put back holds an old key, and is refused like a wrong code.
 * Errors: 'gone', 'wait', 'wrong-code', 'conflict' (the lock was turned off meanwhile), 'newer', 'damaged'.
 */
export async function tryCode(
  ports: VaultPorts,
  db: Database,
  code: string,
): Promise<{ head: VaultHead; key: CryptoKey }> {
  const [head, slot, device] = await db.read(['head', 'slots'], (tx) => {
    const slots = tx.objectStore('slots');
    return Promise.all([readHead(tx), slots.get('code'), slots.getKey('device')]);
  });
  if (!head) throw vaultError('gone', 'there is no vault in the database');
  if (slot?.kind !== 'code') {
    if (device) throw vaultError('conflict', 'there is no app lock any more');
    throw vaultError('damaged', 'no slot is left to open');
  }
  checkCodeSlot(slot);
  // Not a code at all: cannot be right, so there is nothing to count.
  if (!isLockCode(code)) throw vaultError('wrong-code', 'not a lock code');
  await countTry(db, ports.now());
  const key = await openCodeSlot(ports.crypto, ports.derive, head.vaultId, slot, code);
  if (!key || !(await fitsHead(ports.crypto, head, key))) {
    throw vaultError('wrong-code', 'the code does not open the vault');
  }
  await clearTries(db);
  return { head, key };
}

/** Tries the lock code of an open vault, and changes nothing. Errors: those of `tryCode` and of a read. */
export async function proveCode(session: Session, db: Database, code: string): Promise<void> {
  // That this handle's own key still is the vault's.
  await session.read([], async () => undefined);
  await tryCode(session.ports, db, code);
}

interface Snapshot {
  head: VaultHead;
  key: CryptoKey;
  records: StoredRecord[];
  settings: { name: string; body: Uint8Array }[];
}

function takeSnapshot(session: Session): Promise<Snapshot> {
  return session.read(['records', 'settings'], async (tx, head, key) => {
    const [records, names, bodies] = await Promise.all([
      readRecords(tx),
      tx.objectStore('settings').getAllKeys(),
      tx.objectStore('settings').getAll(),
    ]);
    return { head, key, records, settings: names.map((name, i) => ({ name, body: bodies[i]! })) };
  });
}

/**
 * One body under the new key; `null` keeps it byte for byte because it does not decrypt. (A later body layout
 * raises the head's format, which is read-only here, so a strange version byte is damage.)
 */
async function moved(
  { ports: { crypto }, vaultId }: Session,
  [from, to]: readonly [CryptoKey, CryptoKey],
  id: string,
  body: Uint8Array,
): Promise<SealedBody | null> {
  const opened = await openBody(crypto, from, vaultId, id, body);
  return opened.ok ? sealBody(crypto, to, vaultId, id, opened.plain) : null;
}

/**
 * Gives the vault a new key that only `code` opens: everything is re-encrypted and every other slot dropped
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
  wrapping: CodeWrapping,
): Promise<void> {
  const { crypto } = session.ports;
  const { head, key: before, records, settings } = await takeSnapshot(session);
  const key = await makeVaultKey(crypto);
  const described = await describeKey(crypto, session.vaultId, key);
  const slot = await makeCodeSlot(crypto, session.vaultId, key, wrapping);
  const newRecords = await inTurns(records, ({ id, body }) => moved(session, [before, key], id, body));
  const newSettings = await inTurns(settings, ({ name, body }) =>
    moved(session, [before, key], settingId(name), body),
  );
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
    replaceHead({ ...now, ...described }, key);
  });
}

/** Puts the present key into a device slot and drops the others. The code must have been tried before. */
export async function putDeviceSlot(session: Session): Promise<void> {
  const { ports, vaultId } = session;
  await session.writeSealed(
    ['slots', 'throttle'],
    (key) => makeDeviceSlot(ports.crypto, vaultId, key),
    async (tx, slot) => {
      await together([
        () => tx.objectStore('slots').put(slot, 'device'),
        () => tx.objectStore('slots').delete('code'),
        () => tx.objectStore('slots').delete('passkey'),
        () => tx.objectStore('throttle').delete('code'),
      ]);
    },
  );
}
