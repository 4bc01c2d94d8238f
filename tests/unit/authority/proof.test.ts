import fc from 'fast-check';
import { base64url } from 'jose';
import { expect, test } from 'vitest';
import { createNonces } from '../../../authority/devices/nonce.ts';
import { createProofCheck } from '../../../authority/devices/proof.ts';
import { isAppError } from '../../../core/error.ts';
import { manualClock } from '../../support/clock.ts';

const clock = manualClock();
const random = (n: number) => crypto.getRandomValues(new Uint8Array(n));
const nonces = await createNonces(clock, random);
const check = createProofCheck(nonces, clock);

const outcome = async (proof: string): Promise<string> => {
  try {
    await check({
      proof,
      method: 'POST',
      address: 'https://a.example',
      path: '/x',
      body: new Uint8Array(),
    });
    return 'passed';
  } catch (error) {
    if (!isAppError(error)) throw error;
    expect(proof.length < 8 || !error.message.includes(proof)).toBe(true);
    return error.code;
  }
};

test('whatever is sent as a proof is refused in an expected way, without being quoted', async () => {
  const part = fc.oneof(
    fc.string(),
    fc.json().map((json) => base64url.encode(json)),
    fc
      .record({
        typ: fc.constantFrom('dpop+jwt', 'JWT'),
        alg: fc.constantFrom('ES256', 'none', 'HS256'),
        jwk: fc.record(
          {
            kty: fc.constantFrom('EC', 'oct'),
            crv: fc.constant('P-256'),
            x: fc.base64String(),
            y: fc.stringMatching(/^[\w-]{43}$/),
          },
          { requiredKeys: [] },
        ),
      })
      .map((header) => base64url.encode(JSON.stringify(header))),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 5 }), async (parts) => {
      expect(await outcome(parts.join('.'))).toBe('proof-bad');
    }),
    { numRuns: 300 },
  );
});

test('a nonce lasts through its own window of five minutes and the next, and belongs to one process', async () => {
  const own = manualClock();
  const one = await createNonces(own, random);
  const two = await createNonces(own, random);
  const nonce = await one.current();
  expect(await one.accepts(nonce)).toBe(true);
  expect(await two.accepts(nonce)).toBe(false);
  own.advance(5 * 60_000);
  expect(await one.accepts(nonce)).toBe(true);
  expect(await one.current()).not.toBe(nonce);
  own.advance(5 * 60_000);
  expect(await one.accepts(nonce)).toBe(false);
});
