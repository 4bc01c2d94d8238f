import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSignedCall, signCall, TOLERANCE } from '../../../bank/engine/phone/signature.ts';

const key = fc.uint8Array({ minLength: 16, maxLength: 64 });
const body = fc.uint8Array({ minLength: 1, maxLength: 300 });
const NOW = Date.UTC(2027, 5, 15, 3);

describe('the signature of a call', () => {
  it('is HMAC-SHA256 over timestamp, a dot and the body', () => {
    fc.assert(
      fc.property(key, body, (secret, bytes) => {
        const expected = createHmac('sha256', secret)
          .update(Buffer.concat([Buffer.from(`${NOW}.`), bytes]))
          .digest('hex');
        expect(signCall(secret, String(NOW), bytes)).toBe(`v1=${expected}`);
      }),
    );
  });

  it('is good as it was made, and no longer with one byte of the body altered', () => {
    fc.assert(
      fc.property(key, body, fc.nat(), fc.integer({ min: 1, max: 255 }), (secret, bytes, at, flip) => {
        const timestamp = String(NOW);
        const signature = signCall(secret, timestamp, bytes);
        expect(isSignedCall(secret, { timestamp, signature, body: bytes }, NOW)).toBe(true);
        const altered = bytes.slice();
        altered[at % altered.length] = (altered[at % altered.length] ?? 0) ^ flip;
        expect(isSignedCall(secret, { timestamp, signature, body: altered }, NOW)).toBe(false);
        expect(isSignedCall(secret, { timestamp, signature, body: bytes.slice(1) }, NOW)).toBe(false);
      }),
    );
  });

  it('is not good with any character of signature or timestamp altered, nor under another key', () => {
    fc.assert(
      fc.property(key, key, body, fc.nat(), (secret, other, bytes, at) => {
        fc.pre(!Buffer.from(secret).equals(Buffer.from(other)));
        const timestamp = String(NOW);
        const signature = signCall(secret, timestamp, bytes);
        const place = at % signature.length;
        const swapped =
          signature.slice(0, place) + (signature[place] === '0' ? '1' : '0') + signature.slice(place + 1);
        const judge = (changed: Partial<{ timestamp: string; signature: string }>) =>
          isSignedCall(secret, { timestamp, signature, body: bytes, ...changed }, NOW);
        expect(judge({ signature: swapped })).toBe(false);
        expect(judge({ signature: signature.slice(3) })).toBe(false);
        expect(judge({ signature: '' })).toBe(false);
        expect(judge({ timestamp: String(NOW + 1) })).toBe(false);
        expect(isSignedCall(other, { timestamp, signature, body: bytes }, NOW)).toBe(false);
      }),
    );
  });

  it('is good for five minutes either way, and never with a timestamp that is none', () => {
    const secret = new Uint8Array(32).fill(1);
    const bytes = new Uint8Array([1]);
    const at = (timestamp: string) =>
      isSignedCall(secret, { timestamp, signature: signCall(secret, timestamp, bytes), body: bytes }, NOW);
    expect(at(String(NOW - TOLERANCE))).toBe(true);
    expect(at(String(NOW + TOLERANCE))).toBe(true);
    expect(at(String(NOW - TOLERANCE - 1))).toBe(false);
    expect(at(String(NOW + TOLERANCE + 1))).toBe(false);
    for (const odd of ['', 'now', ` ${NOW}`, `+${NOW}`, `${NOW}.0`, '1e13', '0x1', '-1'])
      expect(at(odd)).toBe(false);
  });
});
