import type { StoredToken } from '../token/model.ts';
import { together } from './database.ts';
import { vaultError } from './errors.ts';
import type { Memory } from './memory.ts';
import { type LockState, readLockState } from './passkey.ts';
import { endOfOrder, readRecords } from './record-store.ts';
import { openRecords, sealToken } from './records.ts';
import type { VaultHead } from './schema.ts';
import type { Session } from './session.ts';
import { openSetting } from './settings.ts';
import type { VaultListing, VaultRecord } from './types.ts';

/** Every record in its order, with what else the same transaction saw. Errors: those of a read. */
export async function listTokens(
  session: Session,
  memory: Memory,
  names: readonly string[],
): Promise<Omit<VaultListing, 'rolledBack' | 'readOnly'> & { head: VaultHead; lock: LockState }> {
  const found = await session.read(['records', 'slots', 'settings'], async (tx, head, key) => {
    const settings = tx.objectStore('settings');
    const [stored, lock, ...bodies] = await Promise.all([
      readRecords(tx),
      readLockState(tx),
      ...names.map((name) => settings.get(name)),
    ]);
    return { head, key, stored, lock, bodies };
  });
  const { head, key, stored, lock, bodies } = found;
  const { crypto } = session.ports;
  const remembered = memory.sawAll(stored);
  const [opened, settings] = await Promise.all([
    openRecords(crypto, key, session.vaultId, stored, remembered),
    Promise.all(names.map((name, i) => openSetting(crypto, key, session.vaultId, name, bodies[i]))),
  ]);
  // Locked meanwhile: nothing is shown of what was being read.
  session.open();
  return { ...opened, settings, head, lock };
}

/** Adds a token at the end of the order. Throws `TypeError` for one that could not be read back. */
export async function addToken(session: Session, memory: Memory, token: StoredToken): Promise<VaultRecord> {
  const { crypto } = session.ports;
  const id = crypto.randomUUID();
  const { order, body } = await session.writeSealed(
    ['records'],
    (key) => sealToken(crypto, key, session.vaultId, id, token),
    async (tx, body) => {
      const order = endOfOrder(await readRecords(tx));
      await tx.objectStore('records').add({ id, order, body });
      return { order, body };
    },
  );
  memory.saw(id, body);
  return { id, order, token };
}

/** Puts a token in place of the one this handle saw. Errors: 'conflict' where it changed or went meanwhile. */
export async function replaceToken(
  session: Session,
  memory: Memory,
  id: string,
  token: StoredToken,
): Promise<void> {
  const body = await session.writeSealed(
    ['records'],
    (key) => sealToken(session.ports.crypto, key, session.vaultId, id, token),
    async (tx, body) => {
      const records = tx.objectStore('records');
      const before = await records.get(id);
      if (!before) throw vaultError('conflict', 'another tab removed the record');
      if (memory.isOutdated(id, before.body)) {
        throw vaultError('conflict', 'another tab changed the record');
      }
      await records.put({ ...before, body });
      return body;
    },
  );
  memory.saw(id, body);
}

/** Puts the named records first, in this order; the others follow as they were. */
export async function reorderTokens(session: Session, ids: readonly string[]): Promise<void> {
  await session.write(['records'], async (tx) => {
    const records = tx.objectStore('records');
    const all = (await readRecords(tx)).sort((a, b) => a.order - b.order);
    const named = new Set(ids);
    const rest = all.filter(({ id }) => !named.has(id)).map(({ id }) => id);
    const place = new Map([...named, ...rest].map((id, order) => [id, order]));
    const moved = all.filter(({ id, order }) => place.get(id) !== order);
    await together(moved.map((record) => () => records.put({ ...record, order: place.get(record.id)! })));
  });
}

/** Removes a record and its counter. */
export async function removeToken(session: Session, memory: Memory, id: string): Promise<void> {
  await session.write(['records', 'counters'], async (tx) => {
    await together([() => tx.objectStore('records').delete(id), () => tx.objectStore('counters').delete(id)]);
  });
  memory.forget(id);
}
