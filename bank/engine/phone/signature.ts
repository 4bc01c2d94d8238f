import { createHmac, timingSafeEqual } from 'node:crypto';

/** Epoch milliseconds at which the exchange sent the event, as decimal digits. */
export const TIMESTAMP_HEADER = 'Call-Timestamp';
/** `v1=` and the HMAC-SHA256 (RFC 2104) of `timestamp.body` in lower-case hex. */
export const SIGNATURE_HEADER = 'Call-Signature';

/** How far the timestamp may be from the bank's clock, either way, in ms. */
export const TOLERANCE = 5 * 60_000;

/** The signature over an event: `body` is what goes over the wire, byte for byte. */
export function signCall(key: Uint8Array, timestamp: string, body: Uint8Array): string {
  return `v1=${createHmac('sha256', key).update(`${timestamp}.`).update(body).digest('hex')}`;
}

/**
 * True when the event was signed with `key` and its timestamp is within the tolerance of `now` (epoch ms).
 * The signature is looked at first and compared in constant time.
 */
export function isSignedCall(
  key: Uint8Array,
  { timestamp, signature, body }: { timestamp: string; signature: string; body: Uint8Array },
  now: number,
): boolean {
  const expected = new TextEncoder().encode(signCall(key, timestamp, body));
  const given = new TextEncoder().encode(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return false;
  return /^\d{1,15}$/u.test(timestamp) && Math.abs(now - Number(timestamp)) <= TOLERANCE;
}
