/** When an unlocked app locks itself; kept sealed in the vault, without effect while there is no app lock. */
export interface LockOptions {
  /** Minutes without a touch; `null` never. */
  idleMinutes: 1 | 5 | 15 | 60 | null;
  /** As soon as the app is hidden (another app, another tab, the screen off). */
  onHide: boolean;
  /** Each code is shown only after the lock code or the passkey, for one step. */
  everyCode: boolean;
}

/** What came of trying a lock code; `waitUntil`: from when (epoch ms) the next try is admitted, `null` at once. */
export type UnlockResult =
  | { ok: true }
  | { ok: false; reason: 'wrong-code' | 'wait'; waitUntil: number | null };

/** What came of turning the lock on or off, or changing its code. */
export type LockCodeResult =
  | { ok: true }
  | { ok: false; reason: 'wrong-code' | 'wait' | 'not-digits' | 'storage' };

/** Why a passkey did not do what was asked; each falls back to the lock code with a sentence of its own. */
export type PasskeyFailure =
  | 'unsupported' // no WebAuthn, or no user-verifying authenticator on this device
  | 'no-prf' // the authenticator gives no secret (or an empty one): it cannot open a vault
  | 'cancelled' // put away by the person, out of time, or deleted: browsers do not tell these apart
  | 'wrong' // answered, but its secret does not open this vault
  | 'no-lock' // there is no lock code to fall back to
  | 'storage';
/** What came of asking for a passkey. */
export type PasskeyResult = { ok: true } | { ok: false; reason: PasskeyFailure };
/** 'proof': every code is asked for, and so is this (`needsProof`); nothing was asked of the platform. */
export type TurnPasskeyOnResult = PasskeyResult | { ok: false; reason: 'proof' };

/** 'unsupported' here and now; 'off' and 'on' whether it opens this vault. */
export type PasskeyState = 'unsupported' | 'off' | 'on';
