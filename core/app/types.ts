import type { ReadonlySignal } from '@preact/signals-core';
import type { OwnTokenInput } from '../formats/types.ts';
import type { Language, LocalText, OtpParameters } from '../protocol/common.ts';
import type { OwnOtpParameters } from '../token/model.ts';

export type { OwnTokenInput } from '../formats/types.ts';

/** Where the app is; each is one screen of its own. */
export type AppStatus =
  | { at: 'starting' }
  /** Storage cannot be used: `reason` names the screen. */
  | { at: 'unavailable'; reason: 'refused' | 'full' | 'blocked' | 'newer' | 'lost' }
  /** There was a vault on this device and it is gone: re-issue at the bank, then begin anew. */
  | { at: 'gone' }
  /** `passkey`: whether a passkey opens it too, here and now. */
  | { at: 'locked'; failures: number; waitUntil: number | null; passkey: boolean }
  /** Open; `tokens` may be empty (welcome). */
  | { at: 'open' };

/** What may leave this device: nothing; only sealed in a backup or a move; or also in the clear. */
export type Leaving = 'never' | 'sealed' | 'free';

interface AnyTokenView {
  id: string;
  displayName: string | null;
  otp: OtpParameters | OwnOtpParameters;
  /** Where the extension may fill. */
  loginOrigins: readonly string[];
  /** 'ready' shows codes; the others say what to do instead. */
  standing: 'ready' | 'paused' | 'suspended' | 'expired' | 'ended';
  /** While paused: until when the bank lets in without a code. Only the bank ends a pause, before or after. */
  pausedUntil: number | null;
  /** Within the institution's notice before expiry: renewal is worth offering. */
  renewalDue: boolean;
  /** Where the bank shows its login form with a posted `code` in place; `null` where a code cannot be sent. */
  otpEntry: string | null;
  leaving: Leaving;
  addedAt: number;
}

/** What a screen may show of an institution's token; no seed in it. */
export interface IssuerTokenView extends AnyTokenView {
  source: 'issuer';
  tokenId: string;
  institution: { id: string; name: LocalText };
  service: { id: string; name: LocalText };
  userId: string | null;
  otp: OtpParameters;
  issuedAt: number;
  expiresAt: number;
  /** Carried here from another device: it shows codes, but the authority knows the other device. */
  isMoved: boolean;
}

/** What a screen may show of a token of the person's own. */
export interface OwnTokenView extends AnyTokenView {
  source: 'own';
  issuer: string | null;
  account: string | null;
}

export type TokenView = IssuerTokenView | OwnTokenView;

export interface CodeView {
  /** ASCII digits, ungrouped. */
  code: string;
  /** Code of the next step. */
  next: string | null;
  /** Length of a step in seconds, and whole seconds left of it, 1…period. */
  period: number;
  secondsLeft: number;
  /** Number of the time step, so that a shell can tell codes apart without comparing them. */
  step: number;
}

/** What is known of this device's clock. `offset` in ms = authority − device. */
export type ClockView =
  | { at: 'unknown' }
  | { at: 'measured'; offset: number; trusted: boolean; verdict: 'good' | 'off' | 'far-off' };

/** Why a set-up did not go through; each has words of its own and leaves nothing half done. */
export type SetUpFailure =
  | 'service-id'
  | 'user-id'
  | 'activation-password'
  | 'consent'
  | 'refused'
  | 'setup-expired'
  | 'setup-used'
  | 'device-limit'
  | 'too-many-requests'
  | 'unreachable'
  | 'answer-bad'
  | 'storage-full'
  | 'storage';

export type SetUpResult = { ok: true; id: string } | { ok: false; reason: SetUpFailure };
export type UnlockResult =
  | { ok: true }
  | { ok: false; reason: 'wrong-code' | 'wait'; waitUntil: number | null };
export type LockCodeResult =
  | { ok: true }
  | { ok: false; reason: 'wrong-code' | 'wait' | 'not-digits' | 'storage' };

/**
 * Why a renewal did not go through: what the token turned out to be (learnt from the authority at once),
 * 'renewal-refused' where it has to be applied for anew, 'too-early' where the authority sees no renewal due
 * yet, 'moved' where it was carried here and only the device it came from can ask, or what happened on the way.
 */
export type RenewFailure =
  | 'renewal-refused'
  | 'too-early'
  | 'moved'
  | 'paused'
  | 'suspended'
  | 'expired'
  | 'ended'
  | 'too-many-requests'
  | 'unreachable'
  | 'answer-bad'
  | 'storage-full'
  | 'storage';

/** `expiresAt`: the new last instant, epoch ms. */
export type RenewResult = { ok: true; expiresAt: number } | { ok: false; reason: RenewFailure };

/** Small choices that are no secret and are needed before the vault opens. */
export interface Preferences {
  /** `null` follows the browser. */
  language: Language | null;
  theme: 'system' | 'light' | 'dark';
  /** Record id of the token to show first; `null` shows the list. One that is gone counts as `null`. */
  startToken: string | null;
  /** Keep the screen on while a code is shown. */
  keepAwake: boolean;
  /** Notices put off by the person: until when (epoch ms) each stays away. */
  postponed: Readonly<Partial<Record<'install' | 'update' | 'backup' | 'storage', number>>>;
}

/** When an unlocked app locks itself; kept sealed in the vault, without effect while there is no app lock. */
export interface LockOptions {
  /** Minutes without a touch; `null` never. */
  idleMinutes: 1 | 5 | 15 | 60 | null;
  /** As soon as the app is hidden (another app, another tab, the screen off). */
  onHide: boolean;
  /** Each code is shown only after the lock code or the passkey, for one step. */
  everyCode: boolean;
}

/** Why a passkey did not do what was asked; each falls back to the lock code with a sentence of its own. */
export type PasskeyFailure =
  | 'unsupported' // no WebAuthn, or no user-verifying authenticator on this device
  | 'no-prf' // the authenticator gives no secret (or an empty one): it cannot open a vault
  | 'cancelled' // put away by the person, out of time, or deleted: browsers do not tell these apart
  | 'wrong' // answered, but its secret does not open this vault
  | 'no-lock' // there is no lock code to fall back to
  | 'storage';
export type PasskeyResult = { ok: true } | { ok: false; reason: PasskeyFailure };
/** 'proof': every code is asked for, and so is this (`needsProof`); nothing was asked of the platform. */
export type TurnPasskeyOnResult = PasskeyResult | { ok: false; reason: 'proof' };

/** 'unsupported' here and now; 'off' and 'on' whether it opens this vault. */
export type PasskeyState = 'unsupported' | 'off' | 'on';

/** One thing that waits for the person; the number of them is the badge. */
export type WaitingItem =
  | { kind: 'renewal' | 'expired' | 'suspended' | 'pause-over' | 'ended'; id: string }
  | { kind: 'damaged'; count: number }
  | { kind: 'rolled-back' }
  | { kind: 'clock-far' };

/**
 * A code of an event-based token: made durable, spent by being shown. `counter`: which one it is. 'covered' where
 * every code is asked for and this one was not yet; nothing was counted then.
 */
export type EventCodeResult =
  | { ok: true; code: string; counter: number }
  | { ok: false; reason: 'not-ready' | 'covered' | 'storage-full' | 'storage' };

export type AddOwnResult =
  | { ok: true; id: string }
  /** `id`: the token that is the same. */
  | { ok: false; reason: 'here-already'; id: string }
  | { ok: false; reason: 'storage-full' | 'storage' };

/** What a backup made now would hold, and what has to stay. */
export interface BackupPlan {
  leaving: readonly TokenView[];
  staying: readonly TokenView[];
}

export type MakeBackupResult =
  | { ok: true; bytes: Uint8Array<ArrayBuffer>; fileName: string; plan: BackupPlan }
  /** 'proof': every code is asked for, and so is this (`needsProof`). */
  | { ok: false; reason: 'nothing-to-save' | 'too-large' | 'proof' | 'storage' };

/** One token of an opened backup, and what restoring would do with it. */
export interface BackupEntry {
  source: 'issuer' | 'own';
  /** Institution's or issuer's name, and the account or own name, for a list. */
  name: LocalText;
  note: string | null;
  /** 'new' is added; 'here' stays as it is; 'counter' is here and only its counter moves forward. */
  what: 'new' | 'here' | 'counter';
}

/** An opened backup; `restore` takes this very object. Nothing is written before. */
export interface BackupPreview {
  /** Epoch ms. */
  madeAt: number;
  entries: readonly BackupEntry[];
}

export type ReadBackupResult =
  | { ok: true; preview: BackupPreview }
  | { ok: false; reason: 'foreign' | 'too-large' | 'newer' | 'damaged' | 'cost' | 'passphrase' | 'storage' };

export type RestoreResult =
  | { ok: true; added: number; already: number }
  | { ok: false; reason: 'storage-full' | 'storage' };

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
