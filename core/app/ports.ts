import type { AuthorityClient } from '../client/types.ts';
import type { Clock } from '../clock/clock.ts';
import type { KeyDerivation } from '../kdf/cost.ts';
import type { DeviceKind } from '../protocol/common.ts';
import type { PasskeyHint, VaultDoor } from '../vault/types.ts';
import type { PasskeyFailure } from './types.ts';

/** What a shell brings; the app itself touches no platform. */
export interface AppPorts {
  /** Opens the database, without a key. Called by `start`; rejects with `AppError<VaultErrorCode>`. */
  door: () => Promise<VaultDoor>;
  clock: Clock;
  crypto: Crypto;
  /**
   * Calls back after about `inMs`; gives what takes it back. With it the app locks itself by `LockOptions`; absent
   * where the shell has its own rule. A call may come late or never (a sleeping machine): the clock is compared.
   */
  wake?: (inMs: number, call: () => void) => () => void;
  /** A word to this app in other tabs, and theirs; absent where tabs follow one another otherwise. */
  tabs?: { tell(word: TabWord): void; onTell(listener: (word: unknown) => void): void };
  /** Makes the client for one authority; called once an address. */
  client: (address: string) => AuthorityClient;
  /** The authority that new set-ups go to, from the build's `config.json`; never from a link. */
  authorityAddress: () => Promise<string>;
  deviceKind: DeviceKind;
  /** `navigator.storage`: has the platform promised to keep the vault, and asking it to. */
  persistence: { persisted(): Promise<boolean>; persist(): Promise<boolean> };
  /** Argon2id for backups, off the page's thread. */
  derive: KeyDerivation;
  /** Passkeys of this device; absent where the platform has none. */
  passkeys?: PasskeyPort;
  /** Small synchronous memory for what is needed before the vault is open and is no secret (localStorage). */
  preferencesStore: {
    read(): unknown;
    write(value: unknown): void;
    /** Told that another tab wrote. */
    onChange?(listener: () => void): void;
  };
  /** Where an unlocked vault's key outlives the page (the extension: `chrome.storage.session`); else absent. */
  session?: { read(): Promise<Uint8Array | null>; write(key: Uint8Array | null): Promise<void> };
}

/**
 * 'locked': by hand, so every tab locks; 'touched': the person is here, so none locks for idleness; 'look': a vault
 * was made, or how it opens has changed, which a tab that has none open hears in no other way.
 */
export type TabWord = 'locked' | 'touched' | 'look';

/** An answer of the passkey, or why there is none ('wrong', 'no-lock' and 'storage' are not the port's to say). */
export type PasskeyAnswer<Answer> =
  | ({ ok: true } & Answer)
  | { ok: false; reason: Extract<PasskeyFailure, 'unsupported' | 'no-prf' | 'cancelled'> };

/** WebAuthn with the PRF extension and user verification (`core/browser/passkey.ts`). */
export interface PasskeyPort {
  /** Whether this device can verify its user and answer the PRF extension, as far as one can know beforehand. */
  supported(): Promise<boolean>;
  /** Makes a passkey named `name`, and asks it once for `salt`'s secret: 32 bytes. */
  create(input: {
    name: string;
    salt: Uint8Array<ArrayBuffer>;
  }): Promise<PasskeyAnswer<{ credentialId: Uint8Array<ArrayBuffer>; prf: Uint8Array<ArrayBuffer> }>>;
  /** Asks it again. */
  ask(hint: PasskeyHint): Promise<PasskeyAnswer<{ prf: Uint8Array<ArrayBuffer> }>>;
}
