import type { IDBPTransaction } from 'idb';
import { exceptionName, isVaultError, vaultError } from './errors.ts';
import { deleteDatabase, type Handle, inVaultWords, openHandle } from './handle.ts';
import type { ReadTransaction, StoreName, VaultSchema, WriteTransaction } from './schema.ts';
import { turnsOf } from './turns.ts';

/** One connection that heals itself once: a lost handle is dropped and reopened, a second loss is 'lost'. */
export interface Database {
  /** The stores are of a newer version than this code knows: nothing may be written. */
  readonly newer: boolean;
  /** Runs `work` in a read-only transaction. Only IndexedDB may be awaited inside. */
  read<T>(stores: readonly StoreName[], work: (tx: ReadTransaction) => Promise<T>): Promise<T>;
  /** Runs `work` in a strict read-write transaction; resolves when it is complete, aborts it on any error. */
  write<T>(stores: readonly StoreName[], work: (tx: WriteTransaction) => Promise<T>): Promise<T>;
  /** Told when this handle had to close for a newer version or a deletion elsewhere. */
  onYield(listener: () => void): () => void;
  close(): void;
  /** Deletes the database itself; other handles are asked to close, and not waited for. */
  delete(): Promise<void>;
}

/**
 * Opens the vault's database. Errors: 'refused' (no IndexedDB here), 'blocked' (an older version holds it),
 * 'full'; later calls also 'lost' and 'newer'.
 */
export async function openDatabase(factory: IDBFactory): Promise<Database> {
  const listeners = new Set<() => void>();
  let closed = false;
  let opening: Promise<Handle> | null = null;
  let newer = false;

  function drop(which: Promise<Handle>): void {
    if (opening === which) opening = null;
  }

  function handle(): Promise<Handle> {
    if (closed) return Promise.reject(vaultError('lost', 'the database was closed'));
    if (opening) return opening;
    const mine = openHandle(factory);
    opening = mine;
    mine.then(
      ({ db, newer: isNewer }) => {
        newer = isNewer;
        db.addEventListener('close', () => drop(mine));
        db.addEventListener('versionchange', () => {
          db.close();
          drop(mine);
          for (const listener of [...listeners]) listener();
        });
        if (closed) db.close();
      },
      () => drop(mine),
    );
    return mine;
  }

  async function run<T>(
    mode: 'readonly' | 'readwrite',
    stores: readonly StoreName[],
    work: (tx: IDBPTransaction<VaultSchema, StoreName[], typeof mode>) => Promise<T>,
  ): Promise<T> {
    let lost: unknown;
    for (let attempt = 0; attempt < 2; attempt++) {
      const mine = handle();
      const { db } = await mine;
      let tx: IDBPTransaction<VaultSchema, StoreName[], typeof mode>;
      try {
        tx = db.transaction([...stores], mode, { durability: 'strict' });
      } catch (error) {
        if (exceptionName(error) === 'NotFoundError') {
          throw vaultError('newer', 'the database has other stores than this version knows', error);
        }
        lost = error;
        drop(mine);
        continue;
      }
      try {
        // What was read is read: only what was written has to wait until it is on the disk.
        if (mode === 'readonly') {
          tx.done.catch(() => undefined);
          return await work(tx);
        }
        const [result] = await Promise.all([work(tx), tx.done]);
        return result;
      } catch (error) {
        abort(tx);
        await tx.done.catch(() => undefined);
        // `tx.error` names the true cause where a request only says that its transaction was aborted.
        const cause = isVaultError(error) ? error : (tx.error ?? error);
        // A handle that went away under its own transaction: try once more on a new one.
        if (!isVaultError(cause) && opening !== mine && !closed) {
          lost = cause;
          continue;
        }
        throw inVaultWords(cause);
      }
    }
    throw vaultError('lost', 'the database handle was lost twice', lost);
  }

  await handle();
  return {
    get newer() {
      return newer;
    },
    read: (stores, work) => run('readonly', stores, (tx) => work(tx as unknown as ReadTransaction)),
    write: (stores, work) => run('readwrite', stores, (tx) => work(tx as unknown as WriteTransaction)),
    onYield(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      closed = true;
      opening?.then(({ db }) => db.close()).catch(() => undefined);
      opening = null;
    },
    async delete() {
      const mine = opening;
      opening = null;
      (await mine)?.db.close();
      await deleteDatabase(factory);
    },
  };
}

/** Requests under way at once. */
const AT_ONCE = 20;

/**
 * Makes many requests of one transaction, twenty at a time, so that no task packs a thousand values. One that
 * throws at once rejects like the others, so that none is left behind unobserved when the transaction aborts.
 */
export async function together(requests: readonly (() => Promise<unknown> | undefined)[]): Promise<void> {
  for (const some of turnsOf(requests, AT_ONCE)) {
    await Promise.all(some.map(async (request) => request()));
  }
}

function abort(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    // It had ended already.
  }
}
