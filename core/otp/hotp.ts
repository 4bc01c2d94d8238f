import { AppError } from '../error.ts';
import type { OtpErrorCode, PreparedKey } from './key.ts';

const MAX_COUNTER = 2n ** 64n - 1n;

/**
 * Dynamic truncation (RFC 4226 §5.3): 31 bits of the MAC, chosen by its last nibble, as `digits` decimal
 * digits with leading zeros.
 */
export function truncate(mac: Uint8Array, digits: number): string {
  const at = mac[mac.length - 1]! & 0x0f;
  const number = ((mac[at]! & 0x7f) << 24) | (mac[at + 1]! << 16) | (mac[at + 2]! << 8) | mac[at + 3]!;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/**
 * A counter as the 8 big-endian bytes RFC 4226 §5.1 asks for. `counter`: a safe non-negative integer, or a
 * bigint below 2^64. Throws AppError 'otp-counter'.
 */
export function counterBytes(counter: bigint | number): Uint8Array {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  if (typeof counter === 'number') {
    if (!Number.isSafeInteger(counter) || counter < 0) throw outOfRange();
    view.setUint32(0, Math.floor(counter / 2 ** 32));
    view.setUint32(4, counter % 2 ** 32);
  } else {
    if (counter < 0n || counter > MAX_COUNTER) throw outOfRange();
    view.setBigUint64(0, counter);
  }
  return bytes;
}

/**
 * HOTP (RFC 4226 §5): the code of `counter`, as 6 to 10 ASCII digits. 31 bits carry 9 full digits; a tenth
 * is only ever 0, 1 or 2. Throws AppError 'otp-digits' or 'otp-counter'.
 */
export function hotp(key: PreparedKey, counter: bigint | number, digits: number): string {
  if (!Number.isInteger(digits) || digits < 6 || digits > 10) {
    throw new AppError<OtpErrorCode>('otp-digits', 'a code has 6 to 10 digits');
  }
  return truncate(key.mac(counterBytes(counter)), digits);
}

function outOfRange(): AppError<OtpErrorCode> {
  return new AppError<OtpErrorCode>('otp-counter', 'a counter is an integer from 0 to 2^64 - 1');
}
