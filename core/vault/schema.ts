import type { DBSchema, IDBPTransaction, StoreNames } from 'idb';
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
export const UPGRADES: readonly ((db: IDBDatabase) => void)[] = [
  (db) => {
    db.createObjectStore('records', { keyPath: 'id' });
    for (const name of STORES) if (name !== 'records') db.createObjectStore(name);
  },
];
