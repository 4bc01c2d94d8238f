import type { ReadonlySignal } from '@preact/signals-core';
import type { OwnTokenInput } from '../formats/types.ts';
import type {
  BackupPlan,
  BackupPreview,
  MakeBackupResult,
  ReadBackupResult,
  RestoreResult,
} from './types/backup.ts';
import type { ClockView } from './types/clock.ts';
import type { WaitingItem } from './types/inbox.ts';
import type {
  LockCodeResult,
  LockOptions,
  PasskeyResult,
  PasskeyState,
  TurnPasskeyOnResult,
  UnlockResult,
} from './types/lock.ts';
import type { Preferences } from './types/preferences.ts';
import type { RenewResult } from './types/renew.ts';
import type { SetUpResult } from './types/set-up.ts';
import type { AppStatus } from './types/status.ts';
import type { AddOwnResult, BindResult, CodeView, EventCodeResult, TokenView } from './types/tokens.ts';

export type { OwnTokenInput } from '../formats/types.ts';
export type * from './types/backup.ts';
export type * from './types/clock.ts';
export type * from './types/inbox.ts';
export type * from './types/lock.ts';
export type * from './types/preferences.ts';
export type * from './types/renew.ts';
export type * from './types/set-up.ts';
export type * from './types/status.ts';
export type * from './types/tokens.ts';

/** What a token app does, without pixels. Both shells make one over their ports and hand it to `core/ui`. */
export interface TokenApp {
  readonly status: ReadonlySignal<AppStatus>;
  readonly tokens: ReadonlySignal<readonly TokenView[]>;
  readonly quarantined: ReadonlySignal<readonly { id: string; reason: string }[]>;
  readonly rolledBack: ReadonlySignal<boolean>;
  /** The vault is of a newer version of the app: codes are shown, nothing can be changed. */
  readonly readOnly: ReadonlySignal<boolean>;
  readonly clock: ReadonlySignal<ClockView>;
  readonly hasLock: ReadonlySignal<boolean>;
  readonly preferences: ReadonlySignal<Preferences>;
  /** 'unknown' until asked; whether the platform promised to keep the vault. */
  readonly persistence: ReadonlySignal<'unknown' | 'kept' | 'may-be-lost'>;
  start(): Promise<void>;
  /** Fetches the code of what writes, so that no press waits for it or finds the network gone. Never rejects. */
  loadActs(): Promise<void>;
  /** Device time corrected by the trusted offset, epoch ms. */
  now(): number;
  /** The current code of a ready time-based token; `null` when the token shows none now, or it is covered. */
  code(id: string): CodeView | null;
  /** Whether this token's code waits behind the lock ('ask for every code'); reading it follows the time. */
  isCovered(id: string): boolean;
  /** Uncovers one token's code until its step ends (event-based: for the next code), by the lock code. Counted. */
  uncover(id: string, code: string): Promise<UnlockResult>;
  uncoverWithPasskey(id: string): Promise<PasskeyResult>;
  /** Counts on durably, then gives an event-based token's next code. */
  nextEventCode(id: string): Promise<EventCodeResult>;
  /** Asks the authority's time (advisory before activation: shown, not stored). */
  checkClock(): Promise<ClockView>;
  setUp(input: {
    serviceId: string;
    userId: string;
    activationPassword: string;
    consent: boolean;
  }): Promise<SetUpResult>;
  /** Adds a token of the person's own (`core/app/scan.ts` reads QR codes and what was typed). */
  addOwn(input: OwnTokenInput): Promise<AddOwnResult>;
  /** Lets a token of the person's own be filled on `origin`, exactly; at most ten. The person has read it in full. */
  bindOrigin(id: string, origin: string): Promise<BindResult>;
  unbindOrigin(id: string, origin: string): Promise<BindResult>;
  /** Puts the tokens into this order; ids not named follow in their old order. Errors: `AppError<VaultErrorCode>`. */
  reorder(ids: readonly string[]): Promise<void>;
  rename(id: string, name: string | null): Promise<void>;
  /** Removes from this device only; cancelling happens at the bank, first. */
  remove(id: string): Promise<void>;
  /** Asks the authority for the token's state; `false`, silently, when it did not answer. */
  refresh(id: string): Promise<boolean>;
  /** Moves the token's expiry on, online; the codes stay the same. Asked again after a lost answer it answers again. */
  renew(id: string): Promise<RenewResult>;
  unlock(code: string): Promise<UnlockResult>;
  unlockWithPasskey(): Promise<PasskeyResult>;
  lock(): void;
  readonly lockOptions: ReadonlySignal<LockOptions>;
  /**
   * Whether every code is asked for, and so is what would lead around that: turning it off, a backup, an export,
   * one more way to open. Ends for two minutes when the lock code or the passkey is proved for such an act, not by
   * uncovering one code; reading it follows the time.
   */
  needsProof(): boolean;
  /** Proves the lock code for such an act. Counted like an unlock. */
  prove(code: string): Promise<UnlockResult>;
  proveWithPasskey(): Promise<PasskeyResult>;
  /** `false` when it could not be kept, or `needsProof` for turning `everyCode` off. */
  setLockOptions(change: Partial<LockOptions>): Promise<boolean>;
  /** The person did something: the idle time begins anew. Cheap; shells call it for presses and keys. */
  touched(): void;
  /** The app was hidden or shown; locks by `lockOptions`, and at once where the idle time passed meanwhile. */
  visibility(hidden: boolean): void;
  /**
   * The person is being sent to a dialog of the system (choosing a file), behind which the app may be hidden: for
   * two minutes, or until the next touch, that is no leaving for `onHide`. The idle time goes on.
   */
  expectAway(): void;
  readonly passkey: ReadonlySignal<PasskeyState>;
  /** Makes a passkey and tries it before it counts; the lock must be on and the app open. */
  turnPasskeyOn(): Promise<TurnPasskeyOnResult>;
  turnPasskeyOff(): Promise<PasskeyResult>;
  turnLockOn(code: string): Promise<LockCodeResult>;
  turnLockOff(code: string): Promise<LockCodeResult>;
  changeLockCode(from: string, to: string): Promise<LockCodeResult>;
  setPreferences(change: Partial<Preferences>): void;
  /** The person has read the notice of a rollback: `rolledBack` ends. */
  acknowledgeRollback(): Promise<void>;
  /** What waits for the person, most pressing first. */
  readonly inbox: ReadonlySignal<readonly WaitingItem[]>;
  /** Asks the platform once more to keep the vault; some answer only to a press. */
  askPersistence(): Promise<void>;
  planBackup(): BackupPlan;
  /** Seals what may leave under a passphrase; takes a second or more (Argon2id). */
  makeBackup(passphrase: string): Promise<MakeBackupResult>;
  /** Opens a backup and compares it with what is here; writes nothing. */
  readBackup(bytes: Uint8Array<ArrayBuffer>, passphrase: string): Promise<ReadBackupResult>;
  /** Brings in what is new, all or nothing; makes the vault where there is none yet. */
  restore(preview: BackupPreview): Promise<RestoreResult>;
  /** The `otpauth://` address of a token of the person's own, for another app; `null` for any other, and while `needsProof`. */
  exportOwn(id: string): Promise<string | null>;
  /**
   * Erases everything this app keeps on the device, locked or not, in every tab, and goes to where a first run
   * begins. Cannot be undone; the banks still count on the tokens.
   */
  forgetAll(): Promise<void>;
  /** After 'gone': the person agrees to begin anew. */
  beginAnew(): Promise<void>;
}
