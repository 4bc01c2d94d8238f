import type { ReadonlySignal } from '@preact/signals-core';
import type { Language, LocalText, OtpParameters } from '../protocol/common.ts';

/** Where the app is; each is one screen of its own. */
export type AppStatus =
  | { at: 'starting' }
  /** Storage cannot be used: `reason` names the screen. */
  | { at: 'unavailable'; reason: 'refused' | 'full' | 'blocked' | 'newer' | 'lost' }
  /** There was a vault on this device and it is gone: re-issue at the bank, then begin anew. */
  | { at: 'gone' }
  | { at: 'locked'; failures: number; waitUntil: number | null }
  /** Open; `tokens` may be empty (welcome). */
  | { at: 'open' };

/** What a screen may show of a token; no seed in it. */
export interface TokenView {
  id: string;
  tokenId: string;
  institution: { id: string; name: LocalText };
  service: { id: string; name: LocalText };
  userId: string | null;
  displayName: string | null;
  otp: OtpParameters;
  issuedAt: number;
  expiresAt: number;
  loginOrigins: readonly string[];
  /** 'ready' shows codes; the others say what to do instead. */
  standing: 'ready' | 'paused' | 'suspended' | 'expired' | 'ended';
  /** While paused: until when the bank lets in without a code. Only the bank ends a pause, before or after. */
  pausedUntil: number | null;
  /** Within the institution's notice before expiry: renewal is worth offering. */
  renewalDue: boolean;
  /** Where the bank shows its login form with a posted `code` in place; `null` where a code cannot be sent. */
  otpEntry: string | null;
}

export interface CodeView {
  /** ASCII digits, ungrouped. */
  code: string;
  /** Code of the next step (time-based only). */
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
 * yet, or what happened on the way.
 */
export type RenewFailure =
  | 'renewal-refused'
  | 'too-early'
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

export interface Preferences {
  /** `null` follows the browser. */
  language: Language | null;
  theme: 'system' | 'light' | 'dark';
}

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
  /** The current code of a ready time-based token; `null` when the token shows none now. */
  code(id: string): CodeView | null;
  /** Asks the authority's time (advisory before activation: shown, not stored). */
  checkClock(): Promise<ClockView>;
  setUp(input: {
    serviceId: string;
    userId: string;
    activationPassword: string;
    consent: boolean;
  }): Promise<SetUpResult>;
  rename(id: string, name: string | null): Promise<void>;
  /** Removes from this device only; cancelling happens at the bank, first. */
  remove(id: string): Promise<void>;
  /** Asks the authority for the token's state; `false`, silently, when it did not answer. */
  refresh(id: string): Promise<boolean>;
  /** Moves the token's expiry on, online; the codes stay the same. Asked again after a lost answer it answers again. */
  renew(id: string): Promise<RenewResult>;
  unlock(code: string): Promise<UnlockResult>;
  lock(): void;
  turnLockOn(code: string): Promise<LockCodeResult>;
  turnLockOff(code: string): Promise<LockCodeResult>;
  changeLockCode(from: string, to: string): Promise<LockCodeResult>;
  setPreferences(change: Partial<Preferences>): void;
  /** The person has read the notice of a rollback: `rolledBack` ends. */
  acknowledgeRollback(): Promise<void>;
  /** After 'gone': the person agrees to begin anew. */
  beginAnew(): Promise<void>;
}
