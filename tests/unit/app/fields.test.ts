import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFields, tidyNumber } from '../../../core/app/fields.ts';
import { luhnCheckDigit } from '../../../core/protocol/ids.ts';

const digits = (min: number, max = min) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max })
    .map((numbers) => numbers.join(''));
const userId = digits(11).map((number) => number + luhnCheckDigit(number));
const separator = fc.constantFrom('', ' ', '　', '-', '－', '‐', '–', '—', 'ー', '−', '\t', '\n');
const wide = (text: string) =>
  text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

/** The same number as a hand, a keyboard or a mail may bring it. */
const asTyped = (number: string) =>
  fc
    .array(fc.tuple(fc.boolean(), separator), { minLength: number.length, maxLength: number.length })
    .map((how) =>
      [...number].map((digit, i) => (how[i]?.[0] ? wide(digit) : digit) + (how[i]?.[1] ?? '')).join(''),
    );

test('numbers are read the same however they were typed', () => {
  const filled = fc.tuple(digits(8), userId, digits(4, 8)).chain(([serviceId, user, activationPassword]) =>
    fc.record({
      meant: fc.constant({ serviceId, userId: user, activationPassword }),
      typed: fc.record({
        serviceId: asTyped(serviceId),
        userId: asTyped(user),
        activationPassword: asTyped(activationPassword),
      }),
    }),
  );
  fc.assert(
    fc.property(filled, ({ meant, typed }) => {
      expect(readFields({ ...typed, consent: true })).toEqual(meant);
    }),
  );
});

test('one wrong digit in a user ID is always noticed', () => {
  fc.assert(
    fc.property(userId, fc.nat(11), fc.integer({ min: 1, max: 9 }), (right, at, by) => {
      const wrong = right.slice(0, at) + ((Number(right[at]) + by) % 10) + right.slice(at + 1);
      const input = { serviceId: '12345678', activationPassword: '1234', consent: true };
      expect(readFields({ ...input, userId: wrong })).toBe('user-id');
    }),
  );
});

test('whatever is typed, only digits of the agreed lengths go on', () => {
  const text = fc.oneof(fc.string({ unit: 'grapheme' }), digits(4, 12));
  fc.assert(
    fc.property(text, text, text, fc.boolean(), (serviceId, user, activationPassword, consent) => {
      const read = readFields({ serviceId, userId: user, activationPassword, consent });
      if (typeof read === 'string') return;
      expect(consent).toBe(true);
      expect(read.serviceId).toMatch(/^[0-9]{8}$/);
      expect(read.userId).toMatch(/^[0-9]{12}$/);
      expect(read.activationPassword).toMatch(/^[0-9]{4,8}$/);
    }),
  );
});

test('tidying a tidy number changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(tidyNumber(tidyNumber(text))).toBe(tidyNumber(text));
    }),
  );
});
