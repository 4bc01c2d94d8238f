import { type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames, wrap } from 'idb';
import { exceptionName, isVaultError, vaultError } from './errors.ts';
import type { StoredSlot } from './slots.ts';
import type { ThrottleState } from './throttle.ts';
import type { DeviceKeys } from './types.ts';

/** Name of the one database of an origin. */
export const DATABASE_NAME = 'fuda';
/** Version of the stores (IndexedDB's own number); the vault's format version stands in its head. */
export const DATABASE_VERSION = 1;

/** The head: everything needed before a key is at hand, and the generation that every write raises. */
export interface VaultHead {
  /** Format version of the vault as a whole; a higher one than ours opens read-only. */
  format: number;
  vaultId: string;
  /** Raised by one in every writing transaction; also kept outside the database. */
  generation: number;
  /** Random name of the present vault key: a handle that holds another key must let go of it. */
  keyId: string;
  /** A constant sealed under the vault key, so that a key can be tried. */
  check: Uint8Array;
}

/** A record as stored: identity and order outside, the whole token inside `body`. */
export interface StoredRecord {
  id: string;
  order: number;
  body: Uint8Array;
}

export interface VaultSchema extends DBSchema {
  head: { key: 'vault'; value: VaultHead };
  slots: { key: string; value: StoredSlot };
  records: { key: string; value: StoredRecord };
  settings: { key: string; value: Uint8Array };
  counters: { key: string; value: number };
  keys: { key: string; value: DeviceKeys };
  throttle: { key: 'code'; value: ThrottleState };
}

export type StoreName = StoreNames<VaultSchema>;
export const STORES: readonly StoreName[] = [
  'head',
  'slots',
  'records',
  'settings',
  'counters',
  'keys',
  'throttle',
];

export type ReadTransaction = IDBPTransaction<VaultSchema, StoreName[], 'readonly'>;
export type WriteTransaction = IDBPTransaction<VaultSchema, StoreName[], 'readwrite'>;

/** Steps from one database version to the next: `UPGRADES[n]` leads from n to n + 1. Never edited once released. */
const UPGRADES: readonly ((db: IDBDatabase) => void)[] = [
  (db) => {
    db.createObjectStore('records', { keyPath: 'id' });
    for (const name of STORES) if (name !== 'records') db.createObjectStore(name);
  },
];

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

interface Opened {
  db: IDBPDatabase<VaultSchema>;
  newer: boolean;
}

/** Maps what IndexedDB throws to the room's words; an expected failure passes through. */
function mapped(error: unknown): unknown {
  if (isVaultError(error)) return error;
  if (exceptionName(error) === 'QuotaExceededError') {
    return vaultError('full', 'no space left for the vault', error);
  }
  return error;
}

function openRaw(factory: IDBFactory, version: number | undefined): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    let settled = false;
    const request = factory.open(DATABASE_NAME, version);
    request.onupgradeneeded = (event) => {
      const db = request.result;
      for (const step of UPGRADES.slice(event.oldVersion, DATABASE_VERSION)) step(db);
    };
    request.onblocked = () => {
      settled = true;
      reject(vaultError('blocked', 'an older version of the app holds the database open'));
    };
    request.onerror = () => {
      settled = true;
      reject(request.error);
    };
    request.onsuccess = () => {
      // After 'blocked' nobody waits for this handle any more.
      if (settled) request.result.close();
      else resolve(request.result);
    };
  });
}

const wrapped = (db: IDBDatabase) => wrap(db) as unknown as IDBPDatabase<VaultSchema>;

async function open(factory: IDBFactory): Promise<Opened> {
  try {
    try {
      return { db: wrapped(await openRaw(factory, DATABASE_VERSION)), newer: false };
    } catch (error) {
      if (exceptionName(error) !== 'VersionError') throw error;
      return { db: wrapped(await openRaw(factory, undefined)), newer: true };
    }
  } catch (error) {
    if (isVaultError(error)) throw error;
    if (exceptionName(error) === 'QuotaExceededError') throw mapped(error);
    throw vaultError('refused', 'the database could not be opened', error);
  }
}

/**
 * Opens the vault's database. Errors: 'refused' (no IndexedDB here), 'blocked' (an older version holds it),
 * 'full'; later calls also 'lost' and 'newer'.
 */
export async function openDatabase(factory: IDBFactory): Promise<Database> {
  const listeners = new Set<() => void>();
  let closed = false;
  let opening: Promise<Opened> | null = null;
  let newer = false;

  function drop(which: Promise<Opened>): void {
    if (opening === which) opening = null;
  }

  function handle(): Promise<Opened> {
    if (closed) return Promise.reject(vaultError('lost', 'the database was closed'));
    if (opening) return opening;
    const mine = open(factory);
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
        throw mapped(cause);
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
      await new Promise<void>((resolve) => {
        const request = factory.deleteDatabase(DATABASE_NAME);
        request.onsuccess = request.onerror = request.onblocked = () => resolve();
      });
    },
  };
}

/**
 * Starts several requests of one transaction together. One that throws at once rejects like the others, so
 * that none is left behind unobserved when the transaction aborts.
 */
export async function together(requests: readonly (() => Promise<unknown> | undefined)[]): Promise<void> {
  await Promise.all(requests.map(async (request) => request()));
}

function abort(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    // It had ended already.
  }
}
