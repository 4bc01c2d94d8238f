import type { OwnOtpParameters, StoredToken } from '../token/model.ts';

/** A token to be added by the person, as a QR code, a link or a form gave it; not kept yet. */
export interface OwnTokenInput {
  /** Text only, trimmed, at most 80 characters; `null` where nothing was said. */
  issuer: string | null;
  account: string | null;
  otp: OwnOtpParameters;
  /** Seed bytes (10 to 256) in base64url. */
  seed: string;
  /** Event-based: counter of the next code, 0 to 2^53 − 1; 0 for time-based ones. */
  counter: number;
}

/** Why an `otpauth://` address, or what was typed in its place, is not one that can be used. */
export type OtpauthRefusal =
  | 'kind' // neither totp nor hotp
  | 'seed-missing'
  | 'seed-not-base32'
  | 'seed-too-short' // under 10 bytes (16 characters of base32)
  | 'seed-too-long' // over 256 bytes
  | 'algorithm'
  | 'digits' // not 6, 7 or 8
  | 'period' // not 1 to 86,400 seconds
  | 'counter'
  | 'name'; // issuer or account over 80 characters, or holding control characters

/** Why what a QR code or a pasted text holds is of no use here. */
export type ScanRefusal =
  | OtpauthRefusal
  | 'empty'
  | 'too-long' // over 4 KiB
  | 'not-text' // control characters: binary contents
  | 'other-link' // a web address that is not a set-up link
  | 'other-scheme' // another app's QR (wifi, contact, payment …) or plain text
  | 'set-up-numbers' // a set-up link whose numbers are wrong
  | 'migration' // another app's export of several tokens, which is not the standard
  | 'part-damaged'
  | 'part-newer';

/** One QR code of a move: a part of a sealed backup. */
export interface TransferPart {
  /** Names the sequence: 8 characters of base64url, from the backup's own hash. */
  sequence: string;
  /** 1 to `total`; `total` at most 200. */
  index: number;
  total: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/** What was found in a QR code, a picture or a pasted text. */
export type Scanned =
  | { kind: 'set-up'; serviceId: string; userId: string }
  | { kind: 'own'; token: OwnTokenInput }
  | { kind: 'part'; part: TransferPart }
  | { kind: 'refused'; reason: ScanRefusal };

/** One token as it lies in a backup: without its device keys and its last state. */
export interface BackupToken {
  token: StoredToken;
  /** The last event counter given out where it comes from; 0 for none and for time-based tokens. */
  given: number;
}

/** What a backup holds, once opened. */
export interface BackupContents {
  /** Epoch ms. */
  madeAt: number;
  tokens: readonly BackupToken[];
}

/** Closed list of what is wrong with a backup file or a sequence of QR codes. */
export type BackupErrorCode =
  | 'backup-foreign' // not a backup of this app at all
  | 'backup-too-large' // over 4 MiB
  | 'backup-newer'
  | 'backup-damaged' // cut short or changed on the way: its checksum does not fit
  | 'backup-cost' // asks for more work than this app ever does
  | 'backup-passphrase'; // whole, but this passphrase does not open it
