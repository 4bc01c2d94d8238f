import type { StoredToken } from '../token/model.ts';

/** Closed list of what can go wrong in the vault room. */
export type VaultErrorCode =
  | 'refused' // IndexedDB may not be opened here (private window, policy)
  | 'blocked' // another tab holds an older version open and did not let go
  | 'full' // no space left; what was there is intact
  | 'newer' // written by a newer version of the app: read-only
  | 'gone' // the marker says there was a vault, the database has none
  | 'locked' // the key is not at hand
  | 'wrong-code'
  | 'wait' // too many wrong codes: `until` says how long
  | 'rolled-back' // the database is older than the marker remembers
  | 'conflict' // another tab wrote first; reload and try again
  | 'lost' // the database handle was lost twice in a row
  | 'damaged'; // the head or a slot cannot be read: nothing opens any more, restore or re-issue

/** What an app may know without opening the vault. */
export type VaultStatus =
  | { at: 'new' }
  | { at: 'gone' }
  | { at: 'device' } // no app lock: opens with the device slot
  | { at: 'locked'; failures: number; waitUntil: number | null };

/** Small memory outside IndexedDB (localStorage, chrome.storage.local): vault existed, last generation. */
export interface VaultMarker {
  read(): Promise<{ vaultId: string; generation: number } | null>;
  write(value: { vaultId: string; generation: number } | null): Promise<void>;
}

/** Argon2id, wherever it runs (a Worker in pages): 32 bytes. `memory` in KiB. */
export type KeyDerivation = (input: {
  code: string;
  salt: Uint8Array;
  memory: number;
  iterations: number;
  parallelism: number;
}) => Promise<Uint8Array>;

export interface VaultPorts {
  indexedDB: IDBFactory;
  crypto: Crypto;
  now: () => number;
  marker: VaultMarker;
  derive: KeyDerivation;
  /** Argon2id cost of new code slots (calibration may raise it); 46 MiB, one pass, one lane when absent. */
  cost?: { memory: number; iterations: number; parallelism: number };
  /** One writer among tabs; absent where the platform has no Web Locks. */
  locks?: LockManager;
  /** Told that another tab or the worker wrote (BroadcastChannel in shells). */
  onChange?: (listener: () => void) => () => void;
  announce?: () => void;
}

/** The door: knows IndexedDB but no key yet. */
export interface VaultDoor {
  status(): Promise<VaultStatus>;
  /** First run: makes the vault with a device slot. Also after 'gone', once the person has agreed to begin anew. */
  create(): Promise<Vault>;
  /** Opens with the device slot (`status.at === 'device'`). */
  openWithDevice(): Promise<Vault>;
  /** Counts the try durably, then derives. Errors: 'wrong-code', 'wait'. */
  openWithCode(code: string): Promise<Vault>;
  /** Opens with the raw vault key a session kept (extension); `null` when it does not fit this vault any more. */
  openWithKey(key: Uint8Array): Promise<Vault | null>;
  /** Erases everything, marker included. */
  destroy(): Promise<void>;
  close(): void;
}

export interface VaultRecord {
  /** Random UUID, outside the encryption. */
  id: string;
  order: number;
  token: StoredToken;
}

export interface VaultListing {
  records: VaultRecord[];
  /** Records that did not decrypt or parse: kept, named, never erased by themselves. */
  quarantined: { id: string; order: number; reason: 'undecryptable' | 'malformed' | 'newer' }[];
  /** The database looked older than the marker when it was opened. */
  rolledBack: boolean;
  readOnly: boolean;
}

/** Device key pairs, non-extractable, kept as CryptoKeys beside the records. */
export interface DeviceKeys {
  proof: CryptoKeyPair;
  seal: CryptoKeyPair;
}

/** An open vault. Every write is durable (`strict`) when its promise resolves. */
export interface Vault {
  readonly id: string;
  list(): Promise<VaultListing>;
  add(token: StoredToken): Promise<VaultRecord>;
  replace(id: string, token: StoredToken): Promise<void>;
  reorder(ids: readonly string[]): Promise<void>;
  remove(id: string): Promise<void>;
  /** Increments and returns the event counter of a record, in one strict transaction, before any code is shown. */
  nextCounter(id: string): Promise<number>;
  /** Gets or makes the two pairs kept under `name`. */
  deviceKeys(name: string): Promise<DeviceKeys>;
  dropDeviceKeys(name: string): Promise<void>;
  /** Small encrypted settings (clock offset, preferences), as JSON. */
  readSetting(name: string): Promise<unknown>;
  writeSetting(name: string, value: unknown): Promise<void>;
  /** New vault key, everything re-encrypted, device slot dropped, in one transaction. */
  turnLockOn(code: string): Promise<void>;
  /** Needs the present code (counted like an unlock). */
  turnLockOff(code: string): Promise<void>;
  changeCode(from: string, to: string): Promise<void>;
  readonly hasLock: boolean;
  /** Raw vault key for a session store that only trusted contexts read. */
  exportKey(): Promise<Uint8Array>;
  /** Forgets the key. */
  lock(): void;
  /** After the person has read the notice of a rollback: it ends, for every handle opened from now on. */
  acknowledgeRollback(): Promise<void>;
  onChange(listener: () => void): () => void;
}
