import type { IssuePath, LocalText, OtpParameters, RegistrationState } from '../protocol/common.ts';
import type { Es256Jwk } from '../protocol/device/messages.ts';

/** Version of the token inside an encrypted vault record. */
export const TOKEN_VERSION = 1;

/**
 * One token as it is kept, encrypted whole, in the vault. `source` separates what an institution issued (policy
 * and origins come from its authority, under a pinned key) from what a person added (an `otpauth://` secret).
 */
export type StoredToken = IssuerToken | OwnToken;

/** What both kinds have. */
interface AnyToken {
  v: typeof TOKEN_VERSION;
  otp: OtpParameters | OwnOtpParameters;
  /** Seed bytes in base64url; leaves the vault only towards `core/otp`, and sealed into a backup. */
  seed: string;
  /**
   * Exact origins on which the extension may fill. An institution's change only by its authority's signed word; a
   * token of the person's own has those the person bound.
   */
  loginOrigins: string[];
  /** Given by the person, to tell tokens apart. */
  displayName: string | null;
  /** Epoch ms. */
  addedAt: number;
}

/** A token that an institution issued. */
export interface IssuerToken extends AnyToken {
  source: 'issuer';
  tokenId: string;
  issuePath: IssuePath;
  institution: { id: string; name: LocalText };
  service: { id: string; name: LocalText };
  userId: string | null;
  otp: OtpParameters;
  issuedAt: number;
  expiresAt: number;
  renewalNoticeDays: number;
  /** Whether the institution lets it be carried to another device, sealed in a backup; absent means no. */
  mayMove?: boolean;
  /** Where the authority is and the key pinned at activation. */
  authority: { address: string; key: Es256Jwk };
  /**
   * Name of the device key pairs in the vault's key store that this token was activated with; `null` for one that
   * was moved here: its keys stayed behind, so it shows codes but cannot ask its authority anything.
   */
  deviceKeys: string | null;
  /** What the authority last said of the registration, and when (its time). */
  lastState: { state: RegistrationState; at: number } | null;
  /** While its last state is `paused`: until when the bank lets in without a code; else absent or `null`. */
  pausedUntil?: number | null;
}

/** Parameters of a token of the person's own: as an institution's, but any period from 1 s to a day. */
export interface OwnOtpParameters extends Omit<OtpParameters, 'period'> {
  /** Seconds, 1 to 86,400, for time-based tokens; `null` for event-based ones. */
  period: number | null;
}

/** A token that a person added by QR, link or hand; it never expires and asks no authority. */
export interface OwnToken extends AnyToken {
  source: 'own';
  /** Who issued it and for which account, as the QR said or the person typed; text only, at most 80 characters. */
  issuer: string | null;
  account: string | null;
  otp: OwnOtpParameters;
  /**
   * Event-based: the counter of the first code made here (0 to 2^53 − 1). The vault counts codes from 1, so the
   * n-th code made here is that of counter `firstCounter + n − 1`. 0 for time-based ones.
   */
  firstCounter: number;
}
