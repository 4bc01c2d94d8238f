import { type IDBPDatabase, wrap } from 'idb';
import { exceptionName, isVaultError, vaultError } from './errors.ts';
import { DATABASE_NAME, DATABASE_VERSION, UPGRADES, type VaultSchema } from './schema.ts';

/** One handle on the vault's database. */
export interface Handle {
  db: IDBPDatabase<VaultSchema>;
  /** The stores are of a newer version than this code knows: nothing may be written. */
  newer: boolean;
}

/**
 * Opens one handle, with the upgrade steps an older database needs; a newer database as it is.
 * Errors: 'refused' (no IndexedDB here), 'blocked' (an older version holds it open), 'full'.
 */
export async function openHandle(factory: IDBFactory): Promise<Handle> {
  try {
    try {
      return { db: wrapped(await openRaw(factory, DATABASE_VERSION)), newer: false };
    } catch (error) {
      if (exceptionName(error) !== 'VersionError') throw error;
      return { db: wrapped(await openRaw(factory, undefined)), newer: true };
    }
  } catch (error) {
    const known = inVaultWords(error);
    throw isVaultError(known, 'full', 'blocked')
      ? known
      : vaultError('refused', 'the database could not be opened', error);
  }
}

/** What a broken disk, or a browser that took the storage away, ends a request or a transaction with. */
const STORAGE_BROKE = [
  'AbortError',
  'DataError',
  'InvalidStateError',
  'NotReadableError',
  'TimeoutError',
  'UnknownError',
];

/** Maps what IndexedDB throws to the room's words, 'full' and 'lost'; anything else passes through. */
export function inVaultWords(error: unknown): unknown {
  const name = exceptionName(error);
  if (name === 'QuotaExceededError') return vaultError('full', 'no space left for the vault', error);
  return STORAGE_BROKE.includes(name) ? vaultError('lost', 'the storage did not answer', error) : error;
}

/** Deletes the database; other handles are asked to close, and not waited for. */
export function deleteDatabase(factory: IDBFactory): Promise<void> {
  return new Promise((resolve) => {
    const request = factory.deleteDatabase(DATABASE_NAME);
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
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
