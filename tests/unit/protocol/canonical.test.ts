import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalBytes } from '../../../core/protocol/canonical.ts';

const fields = fc.array(fc.string({ unit: 'binary' }), { maxLength: 6 });

test('different lists of fields never give the same bytes', () => {
  fc.assert(
    fc.property(fields, fields, (a, b) => {
      const same = Buffer.from(canonicalBytes(...a)).equals(Buffer.from(canonicalBytes(...b)));
      expect(same).toBe(JSON.stringify(a) === JSON.stringify(b));
    }),
  );
});

test('moving a character from one field to the next changes the bytes', () => {
  expect(canonicalBytes('ab', 'c')).not.toEqual(canonicalBytes('a', 'bc'));
  expect(canonicalBytes('a', '')).not.toEqual(canonicalBytes('a'));
});

test('each field is its 32-bit big-endian length and its bytes', () => {
  expect([...canonicalBytes('é', Uint8Array.of(7))]).toEqual([0, 0, 0, 2, 0xc3, 0xa9, 0, 0, 0, 1, 7]);
});
