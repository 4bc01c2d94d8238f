import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDetails, readOwnNumber } from '../../../bank/engine/details/check.ts';
import { maskEmail } from '../../../bank/engine/email-address.ts';
import { maskedNumber, printedNumber } from '../../../bank/engine/phone/number.ts';

const DESK = { desk: { name: 'ヘルプデスク', phone: '0120-000-000', hours: '平日' } };
const CUSTOMER = { email: 'hanako@demo.example', phone: '+819000000001' };

/** National numbers of people: mobile ones and fixed lines. */
const mobile = fc
  .tuple(
    fc.constantFrom('060', '070', '080', '090'),
    fc.integer({ min: 1, max: 9 }),
    fc.stringMatching(/^\d{7}$/u),
  )
  .map(([prefix, first, rest]) => `${prefix}${first}${rest}`);
const fixed = fc
  .tuple(fc.constantFrom('03', '06', '011', '045', '0466', '0985'), fc.stringMatching(/^[1-9]\d{7}$/u))
  .map(([area, rest]) => `${area}${rest}`.slice(0, 10));
const own = fc.oneof(mobile, fixed);

const wide = (text: string): string =>
  [...text].map((each) => (/\d/u.test(each) ? String.fromCodePoint(0xff10 + Number(each)) : each)).join('');

describe('a telephone number as people type it', () => {
  it('is the same number with hyphens, blanks, in full width, and with the country’s code', () => {
    fc.assert(
      fc.property(own, fc.constantFrom('-', ' ', '−', '‐', ''), (national, between) => {
        const number = `+81${national.slice(1)}`;
        const typed = [national.slice(0, 3), national.slice(3, 6), national.slice(6)].join(between);
        for (const each of [typed, wide(typed), number, ` ${typed} `])
          expect(readOwnNumber(each), each).toEqual({ number });
      }),
    );
  });

  it('comes back from how it is printed, and hides its last four digits from others', () => {
    fc.assert(
      fc.property(own, (national) => {
        const number = `+81${national.slice(1)}`;
        expect(printedNumber(number).replaceAll('-', '')).toBe(national);
        expect(readOwnNumber(printedNumber(number))).toEqual({ number });
        const masked = maskedNumber(number);
        expect(masked.slice(-4)).toBe('****');
        expect(masked.replaceAll('-', '').slice(0, -4)).toBe(national.slice(0, -4));
      }),
    );
    expect(printedNumber('+819012345678')).toBe('090-1234-5678');
    expect(maskedNumber('+819012345678')).toBe('090-1234-****');
  });

  it('is refused when it is an IP telephone’s, whatever it is written like', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{8}$/u), (rest) => {
        for (const typed of [
          `050${rest}`,
          `050-${rest.slice(0, 4)}-${rest.slice(4)}`,
          `+8150${rest}`,
          wide(`050${rest}`),
        ])
          expect(readOwnNumber(typed)).toEqual({ fault: 'ip-phone' });
      }),
    );
  });

  it('is refused when it is nobody’s own, of another country, or no number at all', () => {
    for (const typed of [
      '0120-000-000',
      '0570-000-000',
      '0800-123-4567',
      '020-1234-5678',
      '110',
      '+14155550100',
      '1234567890',
      '090-1234-567',
      '090-1234-56789',
      'でんわ',
    ])
      expect(readOwnNumber(typed), typed).toEqual({ fault: 'none' });
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const read = readOwnNumber(typed);
        if ('number' in read) expect(read.number).toMatch(/^\+81[1-9]\d{8,9}$/u);
      }),
    );
  });
});

describe('changed details', () => {
  it('are only what differs from what is registered', () => {
    const check = (email: string, phone: string) => checkDetails(DESK, CUSTOMER, { email, phone });
    expect(check('new@demo.example', '')).toEqual({
      errors: {},
      change: { email: 'new@demo.example', phone: null },
    });
    expect(check(CUSTOMER.email, '090-1234-5678').change).toEqual({ email: null, phone: '+819012345678' });
    expect(check(CUSTOMER.email, '090-0000-0001').errors.all).toContain('同じ内容');
    expect(check('', '').errors.email).toBeDefined();
    expect(check('no address', '').errors.email).toBeDefined();
    expect(check(CUSTOMER.email, '12').errors.phone).toContain('市外局番');
  });

  it('tell somebody with an IP telephone only whom to call', () => {
    const { errors } = checkDetails(DESK, CUSTOMER, { email: CUSTOMER.email, phone: '050-1234-5678' });
    expect(errors.phone).toContain('050');
    expect(errors.phone).toContain(DESK.desk.phone);
  });
});

describe('an address shown in part', () => {
  it('keeps the domain and at most two letters of the name', () => {
    expect(maskEmail('hanako@demo.example')).toBe('ha***@demo.example');
    expect(maskEmail('a@demo.example')).toBe('***@demo.example');
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const [name = '', domain] = [
          address.slice(0, address.lastIndexOf('@')),
          address.slice(address.lastIndexOf('@')),
        ];
        const masked = maskEmail(address);
        expect(masked.endsWith(`***${domain}`)).toBe(true);
        expect(masked.slice(0, -`***${domain}`.length).length).toBeLessThan(Math.max(name.length, 1));
      }),
    );
  });
});
