import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isNamedIn, isSameTitle, isSimilarTitle } from '../../../extension/look-alike/title.ts';

it.each([
  ['ログイン | みどり農協ネットバンク', 'みどり農協ネットバンク - ログイン'],
  ['みどり銀行', 'みどり銀行 インターネットバンキング ログイン'],
  ['Midori Co-op Net Bank | Log in', 'Welcome to MIDORI CO-OP'],
  ['カもめ銀行', '力もめ銀行'],
  ['Kamome Trust', 'Каmоmе Тrust'],
  ['みどり農協ネット', 'み\u200bどり農協ネット'],
])('two titles say the same: %s and %s', (one, other) => {
  expect([isSameTitle(one, other), isSameTitle(other, one)]).toEqual([true, true]);
});

it.each([
  ['ログイン', 'ログイン'],
  ['Log in', 'Log in'],
  ['', ''],
  ['インターネットバンキング ログイン', 'インターネットバンキング'],
  ['みどり農協', 'あおば信用組合'],
  ['みどり農協ネットバンク', 'みなと信金ネットバンク'],
  ['ABC', 'ABC'],
])('two titles say nothing, or not the same: %s and %s', (one, other) => {
  expect(isSameTitle(one, other)).toBe(false);
  expect(isSimilarTitle(one, other)).toBe(false);
});

it.each([
  ['みどり農協ネットバンク', 'みどり農協ネット'],
  ['わかば中央信用金庫', 'わかば中央信用金庫からの大切なお知らせ'],
  ['Wakaba Trust Savings', 'Wakaba Trust Saving'],
])('two titles are similar: %s and %s', (one, other) => {
  expect([isSimilarTitle(one, other), isSimilarTitle(other, one)]).toEqual([true, true]);
});

it.each([
  ['みどり銀行からのお知らせ', 'みどり銀行', true],
  ['【緊急】み ど り 銀 行', '株式会社みどり銀行', true],
  ['Sign in to Aoba Bank today', 'Aoba Bank', true],
  ['AOBA-BANK: confirm', 'Aoba Bank', true],
  ['Ao\u200bba Ba\u00adnk', 'Aoba Bank', true],
  ['Aobadai Bankers', 'Aoba Bank', false],
  ['みどりの窓口', 'みどり銀行', false],
  // Names that are no more than what any bank calls itself
  ['Internet Banking', 'Internet Banking', false],
  ['ログイン', 'ログイン', false],
  ['東 西', '東西', false],
  ['anything', '', false],
])('in the title %s the name %s is found: %s', (title, name, is) => {
  expect(isNamedIn(title, name)).toBe(is);
});

it('answers alike whichever of two titles comes first', () => {
  const title = fc.string({
    unit: fc.constantFrom(...'みどり農協ネットバンク Aoba Bank-|l1O0'),
    maxLength: 24,
  });
  fc.assert(
    fc.property(title, title, (one, other) => {
      expect(isSameTitle(one, other)).toBe(isSameTitle(other, one));
      expect(isSimilarTitle(one, other)).toBe(isSimilarTitle(other, one));
      if (isSameTitle(one, other)) expect(isSimilarTitle(one, other)).toBe(true);
    }),
  );
});
