import type { IssuePath, LocalText, OtpParameters, RegistrationState } from '../protocol/common.ts';
import type { Es256Jwk } from '../protocol/device/messages.ts';

/** Version of the token inside an encrypted vault record. */
export const TOKEN_VERSION = 1;

/**
 * One token as it is kept, encrypted whole, in the vault. `source` separates what an institution issued
 * (policy and origins come from its authority, pinned key) from what a person added by hand later.
 */
export interface StoredToken {
  v: typeof TOKEN_VERSION;
  source: 'issuer';
  tokenId: string;
  issuePath: IssuePath;
  institution: { id: string; name: LocalText };
  service: { id: string; name: LocalText };
  userId: string | null;
  otp: OtpParameters;
  /** Seed bytes in base64url; leaves the vault only towards `core/otp`. */
  seed: string;
  issuedAt: number;
  expiresAt: number;
  renewalNoticeDays: number;
  /** Exact origins on which the extension may fill; change only by the authority's signed word. */
  loginOrigins: string[];
  /** Where the authority is and the key pinned at activation. */
  authority: { address: string; key: Es256Jwk };
  /** Name of the device key pairs in the vault's key store that this token was activated with. */
  deviceKeys: string;
  /** Given by the person, to tell tokens apart. */
  displayName: string | null;
  /** What the authority last said of the registration, and when (its time). */
  lastState: { state: RegistrationState; at: number } | null;
  /** While its last state is `paused`: until when the bank lets in without a code; else absent or `null`. */
  pausedUntil?: number | null;
  addedAt: number;
}
