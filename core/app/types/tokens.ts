import type { LocalText, OtpParameters } from '../../protocol/common.ts';
import type { OwnOtpParameters } from '../../token/model.ts';

/** What may leave this device: nothing; only sealed in a backup or a move; or also in the clear. */
export type Leaving = 'never' | 'sealed' | 'free';

/** What both kinds of token have to show. */
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

/** What a screen may show of a token; `source` tells the kinds apart. */
export type TokenView = IssuerTokenView | OwnTokenView;

/** The code of this moment, and what a ring around it shows. */
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

/**
 * A code of an event-based token: made durable, spent by being shown. `counter`: which one it is. 'covered' where
 * every code is asked for and this one was not yet; nothing was counted then.
 */
export type EventCodeResult =
  | { ok: true; code: string; counter: number }
  | { ok: false; reason: 'not-ready' | 'covered' | 'storage-full' | 'storage' };

/** What came of adding a token of the person's own. */
export type AddOwnResult =
  | { ok: true; id: string }
  /** `id`: the token that is the same. */
  | { ok: false; reason: 'here-already'; id: string }
  | { ok: false; reason: 'storage-full' | 'storage' };

/** Why a site was not bound: an institution's token, or none; no site to bind to; as many as there may be. */
export type BindRefusal = 'not-own' | 'no-site' | 'too-many';

/** What came of binding a token of the person's own to a site, or of unbinding it. */
export type BindResult = { ok: true } | { ok: false; reason: BindRefusal | 'storage-full' | 'storage' };
