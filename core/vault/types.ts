import type { KeyDerivation } from '../kdf/cost.ts';
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
  | 'wrong-passkey' // the passkey's secret does not open the slot
  | 'wait' // too many wrong codes: `until` says how long
  | 'rolled-back' // the database is older than the marker remembers
  | 'conflict' // another tab wrote first; reload and try again
  | 'lost' // the database handle was lost twice in a row, or the storage does not answer
  | 'damaged'; // the head or a slot cannot be read: nothing opens any more, restore or re-issue

/** What an app may know without opening the vault. */
export type VaultStatus =
  | { at: 'new' }
  | { at: 'gone' }
  | { at: 'device' } // no app lock: opens with the device slot
  /** `passkey`: how to ask for the passkey that opens it too; `null` where there is none. */
  | { at: 'locked'; failures: number; waitUntil: number | null; passkey: PasskeyHint | null };

/** What is needed to ask a passkey for the vault's secret (WebAuthn Level 3, PRF extension, §10.1.4). */
export interface PasskeyHint {
  /** Raw credential id, 1 to 1023 bytes. */
  credentialId: Uint8Array<ArrayBuffer>;
  /** 32 random bytes: `eval.first`. */
  salt: Uint8Array<ArrayBuffer>;
}

/** Small memory outside IndexedDB (localStorage, chrome.storage.local): vault existed, last generation. */
export interface VaultMarker {
  read(): Promise<{ vaultId: string; generation: number } | null>;
  write(value: { vaultId: string; generation: number } | null): Promise<void>;
}

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
  /** `status`, and the vault where it opens without asking: both out of one look at the database. */
  openIfFree(): Promise<Exclude<VaultStatus, { at: 'device' }> | { at: 'device'; vault: Vault }>;
  /** Counts the try durably, then derives. Errors: 'wrong-code', 'wait'. */
  openWithCode(code: string): Promise<Vault>;
  /**
   * Opens with what the passkey answered (32 bytes). Not counted: nobody guesses 256 bits. Errors:
   * 'wrong-passkey', 'conflict' where there is no passkey slot any more.
   */
  openWithPasskey(prf: Uint8Array<ArrayBuffer>): Promise<Vault>;
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
  /** What `list` was asked for beside the records, in that order. */
  settings: unknown[];
}

/** Device key pairs, non-extractable, kept as CryptoKeys beside the records. */
export interface DeviceKeys {
  proof: CryptoKeyPair;
  seal: CryptoKeyPair;
}

/** An open vault. Every write is durable (`strict`) when its promise resolves. */
export interface Vault {
  readonly id: string;
  /**
   * Every record in its order. A token that did not change since the last listing is the same object as then, so
   * nobody writes to one. `settings` names what to read with them, as `readSetting` would. Errors: 'locked', also
   * when the vault is locked meanwhile.
   */
  list(settings?: readonly string[]): Promise<VaultListing>;
  add(token: StoredToken): Promise<VaultRecord>;
  replace(id: string, token: StoredToken): Promise<void>;
  reorder(ids: readonly string[]): Promise<void>;
  remove(id: string): Promise<void>;
  /**
   * What a restored backup brings, all of it or none, in one transaction: new tokens at the end of the order, and
   * counters moved forward (never back) for tokens that are here. `given`: the last counter given out where it comes
   * from, 0 for none. Gives the new records in the order of `add`. Errors: 'conflict' where a counter's token is no
   * longer here; `RangeError` for more than 10,000 of either or a counter outside 0 to 2^53 − 2, `TypeError` for a
   * token that could not be read back.
   */
  merge(changes: {
    add: readonly { token: StoredToken; given: number }[];
    counters: readonly { id: string; atLeast: number }[];
  }): Promise<VaultRecord[]>;
  /** The last counter given out for each record that has given any; absent means none. */
  counters(): Promise<ReadonlyMap<string, number>>;
  /**
   * Increments and returns the event counter of a record, in one strict transaction, before any code is shown.
   * Errors: 'conflict' where the record is gone, 'damaged' where no counter is left.
   */
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
  /** The passkey that opens this vault too; `null` for none. As `list`, or a change made here, last saw it. */
  readonly passkey: PasskeyHint | null;
  /**
   * Lets a passkey open the vault beside the code, in place of one before it. Exists only while a code slot does;
   * every new vault key (turning on, changing the code) and turning the lock off end it. Errors: 'conflict' where
   * there is no app lock; `RangeError` for a hint outside the lengths it names or an answer that is not 32 bytes.
   */
  addPasskey(hint: PasskeyHint, prf: Uint8Array<ArrayBuffer>): Promise<void>;
  dropPasskey(): Promise<void>;
  /** Proves the present lock code without changing anything; counted like an unlock. Errors: 'wrong-code', 'wait'. */
  proveCode(code: string): Promise<void>;
  /** Proves the passkey likewise, uncounted. Errors: 'wrong-passkey', 'conflict'. */
  provePasskey(prf: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Raw vault key for a session store that only trusted contexts read. */
  exportKey(): Promise<Uint8Array>;
  /** Forgets the key. */
  lock(): void;
  /** After the person has read the notice of a rollback: it ends, for every handle opened from now on. */
  acknowledgeRollback(): Promise<void>;
  onChange(listener: () => void): () => void;
}
