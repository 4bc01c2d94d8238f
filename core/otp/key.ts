import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { AppError } from '../error.ts';

/** Hash under the HMAC (RFC 6238 §1.2), spelled as WebCrypto spells it. */
export type OtpAlgorithm = 'SHA-1' | 'SHA-256' | 'SHA-512';

/** What this room refuses: parameters outside their range, or an OCRA suite or input that is not one. */
export type OtpErrorCode =
  | 'otp-key'
  | 'otp-algorithm'
  | 'otp-counter'
  | 'otp-digits'
  | 'otp-time'
  | 'otp-period'
  | 'ocra-suite'
  | 'ocra-input';

/**
 * Shortest and longest seed in bytes. RFC 4226 §4 R6 asks for 16 and recommends 20; services in the wild
 * still hand out 10 (16 characters of base32), so that is the floor here. Issuers set their own, higher one.
 */
export const SEED_BYTES = { min: 10, max: 256 } as const;

/**
 * A seed made ready: the HMAC has absorbed its inner and outer pad once, so that each further code costs two
 * compressions instead of four. Hold it as carefully as the seed itself.
 */
export interface PreparedKey {
  readonly algorithm: OtpAlgorithm;
  /** HMAC of `message`; 20, 32 or 64 bytes. The array is the caller's own. */
  mac(message: Uint8Array): Uint8Array;
}

const HASHES = { 'SHA-1': sha1, 'SHA-256': sha256, 'SHA-512': sha512 } as const;

/**
 * Prepares a seed of 10 to 256 bytes for any number of codes. The caller may erase `seed` afterwards.
 * Throws AppError 'otp-key' or 'otp-algorithm'.
 */
export function prepareKey(algorithm: OtpAlgorithm, seed: Uint8Array): PreparedKey {
  if (!Object.hasOwn(HASHES, algorithm)) {
    throw new AppError<OtpErrorCode>('otp-algorithm', 'the algorithm must be SHA-1, SHA-256 or SHA-512');
  }
  if (seed.length < SEED_BYTES.min || seed.length > SEED_BYTES.max) {
    throw new AppError<OtpErrorCode>('otp-key', 'the seed must be 10 to 256 bytes long');
  }
  const ready = hmac.create(HASHES[algorithm], seed);
  // One scratch state a key: copying into it again saves three allocations a code. It is synchronous, and a
  // digest wipes it, so no call sees another's.
  const scratch = ready.clone();
  return {
    algorithm,
    mac: (message) => ready._cloneInto(scratch).update(message).digest(),
  };
}
