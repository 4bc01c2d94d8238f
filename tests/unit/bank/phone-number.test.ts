import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isE164,
  isIpPhone,
  maskedNumber,
  printedNumber,
  readNumber,
} from '../../../bank/engine/phone/number.ts';

const digit = fc.integer({ min: 0, max: 9 }).map(String);
const digits = (minLength: number, maxLength: number) =>
  fc.array(digit, { minLength, maxLength }).map((each) => each.join(''));
const e164 = fc
  .tuple(fc.integer({ min: 1, max: 9 }), digits(6, 14))
  .map(([first, rest]) => `+${first}${rest}`);
const mobile = fc
  .tuple(fc.constantFrom('50', '60', '70', '80', '90'), digits(8, 8))
  .map(([head, rest]) => `+81${head}${rest}`);

describe('a telephone number', () => {
  it('is E.164 with a plus, no leading zero, and 7 to 15 digits', () => {
    fc.assert(fc.property(e164, isE164));
    for (const wrong of [
      '',
      '+',
      '819012345678',
      '+0312345678',
      '+123456',
      '+1234567890123456',
      '+81 9012345678',
      '+8190-1234-5678',
      '+８１９０１２３４５６７８',
      '+819012345678\n',
      '+81901234567a',
    ])
      expect(isE164(wrong), JSON.stringify(wrong)).toBe(false);
  });

  it('is refused or well formed, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (typed) => {
        const number = readNumber(typed);
        expect(number === null || isE164(number)).toBe(true);
      }),
    );
  });

  it('comes back from how it is printed, hyphens, blanks, brackets and full width included', () => {
    fc.assert(
      fc.property(mobile, fc.constantFrom('-', ' ', '−', 'ー'), (number, gap) => {
        const printed = printedNumber(number);
        expect(readNumber(printed)).toBe(number);
        if (gap !== 'ー') expect(readNumber(printed.replaceAll('-', gap))).toBe(number);
        const wide = printed.replace(/\d/gu, (each) => String.fromCodePoint(0xff10 + Number(each)));
        expect(readNumber(`(${wide})`)).toBe(number);
      }),
    );
    expect(readNumber('03-1234-5678')).toBe('+81312345678');
    expect(readNumber('+81 90 1234 5678')).toBe('+819012345678');
    expect(readNumber('12')).toBeNull();
  });

  it('is shown without its last four digits, and with the rest', () => {
    expect(maskedNumber('+819012345678')).toBe('090-1234-****');
    expect(maskedNumber('+81312345678')).toBe('03-1234-****');
    fc.assert(
      fc.property(e164, (number) => {
        expect(maskedNumber(number)).toMatch(/\*{4}$/u);
        // What is left are the digits before, in their order; they may happen to be the last four once more.
        const shown = maskedNumber(number).replaceAll(/\D/gu, '').replace(/^0/u, '');
        expect(number.slice(1, -4)).toMatch(new RegExp(`${shown}$`, 'u'));
      }),
    );
  });

  it('of an internet telephone is known by its 050', () => {
    expect(isIpPhone('+815012345678')).toBe(true);
    expect(isIpPhone('+819012345678')).toBe(false);
    expect(isIpPhone('+4915012345678')).toBe(false);
  });
});
