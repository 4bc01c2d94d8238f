import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUserId, luhnCheckDigit, makeUserId } from '../../../core/protocol/ids.ts';

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((d) => d.join(''));

describe('user IDs', () => {
  test('the check digit agrees with published Luhn numbers', () => {
    for (const number of ['79927398713', '4111111111111111', '378282246310005', '6011111111111117']) {
      expect(luhnCheckDigit(number.slice(0, -1))).toBe(number.slice(-1));
    }
  });

  test('a made one is well formed, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.integer({ min: 0, max: 255 })), (stream) => {
        const id = makeUserId((length) => Uint8Array.from({ length }, () => stream.next().value ?? 0));
        expect(isUserId(id)).toBe(true);
      }),
    );
  });

  test('any single wrong digit is caught', () => {
    fc.assert(
      fc.property(digits(11), fc.nat(11), fc.integer({ min: 1, max: 9 }), (body, at, shift) => {
        const id = body + luhnCheckDigit(body);
        const wrong = id.slice(0, at) + String((Number(id[at]) + shift) % 10) + id.slice(at + 1);
        expect(isUserId(id)).toBe(true);
        expect(isUserId(wrong)).toBe(false);
      }),
    );
  });

  test('anything but 12 ASCII digits is not one', () => {
    for (const value of [
      '',
      '12345678901',
      '1234567890123',
      '１２３４５６７８９０１２',
      ' 123456789015',
      '123456789015\n',
    ]) {
      expect(isUserId(value)).toBe(false);
    }
  });
});
