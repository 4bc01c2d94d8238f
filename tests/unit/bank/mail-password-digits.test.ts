import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomDigits, readMailPassword } from '../../../bank/engine/mail-password/digits.ts';

describe('the digits of a mailed password', () => {
  it('come from bytes of which every digit has as many', () => {
    // Each value of a byte once, in any order: what is kept must hold every digit equally often.
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          Array.from({ length: 256 }, (_, byte) => byte),
          { minLength: 256 },
        ),
        (bytes) => {
          let at = 0;
          const random = (length: number) => {
            const part = bytes.slice(at, at + length);
            at += length;
            return new Uint8Array(
              part.length === length ? part : [...part, ...Array<number>(length - part.length).fill(255)],
            );
          };
          const digits = randomDigits(random, 250);
          for (let digit = 0; digit <= 9; digit += 1) expect(digits.split(String(digit)).length - 1).toBe(25);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('are as many as asked for, also when most bytes are thrown away', () => {
    let calls = 0;
    const stingy = (length: number) => {
      calls += 1;
      return new Uint8Array(length).fill(calls % 5 === 0 ? 7 : 255);
    };
    expect(randomDigits(stingy, 8)).toBe('77777777');
    for (const count of [4, 6, 8, 10])
      expect(randomDigits((length) => new Uint8Array(randomBytes(length)), count)).toMatch(
        new RegExp(`^\\d{${count}}$`, 'u'),
      );
  });

  it('are read however people type them, and nothing else is', () => {
    const wide = (digits: string) =>
      [...digits].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('');
    fc.assert(
      fc.property(fc.stringMatching(/^\d{8}$/u), (digits) => {
        expect(readMailPassword(digits, 8)).toBe(digits);
        expect(readMailPassword(` ${digits.slice(0, 4)}-${digits.slice(4)} `, 8)).toBe(digits);
        expect(readMailPassword(wide(digits), 8)).toBe(digits);
        expect(readMailPassword(digits, 6)).toBe('');
      }),
    );
    fc.assert(
      fc.property(fc.string(), (typed) => {
        expect(readMailPassword(typed, 8)).toMatch(/^(?:\d{8})?$/u);
      }),
    );
  });
});
