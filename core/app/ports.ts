import type { AuthorityClient } from '../client/types.ts';
import type { Clock } from '../clock/clock.ts';
import type { DeviceKind } from '../protocol/common.ts';
import type { VaultDoor } from '../vault/types.ts';

/** What a shell brings; the app itself touches no platform. */
export interface AppPorts {
  /** Opens the database, without a key. Called by `start`; rejects with `AppError<VaultErrorCode>`. */
  door: () => Promise<VaultDoor>;
  clock: Clock;
  /** Makes the client for one authority; called once an address. */
  client: (address: string) => AuthorityClient;
  /** The authority that new set-ups go to, from the build's `config.json`; never from a link. */
  authorityAddress: () => Promise<string>;
  deviceKind: DeviceKind;
  /** `navigator.storage`: has the platform promised to keep the vault, and asking it to. */
  persistence: { persisted(): Promise<boolean>; persist(): Promise<boolean> };
  /** Small synchronous memory for what is needed before the vault is open and is no secret (localStorage). */
  preferencesStore: { read(): unknown; write(value: unknown): void };
  /** Where an unlocked vault's key outlives the page (the extension: `chrome.storage.session`); else absent. */
  session?: { read(): Promise<Uint8Array | null>; write(key: Uint8Array | null): Promise<void> };
}
