import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { passphraseStrength, suggestPassphrase } from '../../../core/formats/passphrase.ts';
import { anyText } from './sample.ts';

test('tells how strong a passphrase is, rather too low than too high', () => {
  const strengths = (...texts: string[]) => [...new Set(texts.map(passphraseStrength))];
  expect(strengths('', '1234567', '       a       ', '東京都千代田区')).toEqual(['too-short']);
  expect(
    strengths(
      '12345678',
      '87654321',
      'aaaaaaaa',
      'abcdefgh',
      'password',
      'Passw0rd1',
      'P@ssw0rd',
      'qwertyui',
      '19480512',
    ),
  ).toEqual(['too-easy']);
  expect(strengths('kazuko1948', 'hello world', 'ふだのばっくあっぷ')).toEqual(['weak']);
  expect(strengths('kazuko-1948-yokohama', '春の海終日のたりのたりかな')).toEqual(['fair']);
  expect(strengths('correct horse battery staple', 'xk4t-m7dh-29rw-pfjn')).toEqual(['strong']);
});

test('more of the same makes nothing stronger', () => {
  expect(passphraseStrength('ab'.repeat(50))).toBe('too-easy');
  expect(passphraseStrength('1234567890'.repeat(20))).toBe('too-easy');
  expect(passphraseStrength('password'.repeat(5))).toBe('too-easy');
});

test('full-width letters and blanks around it count as what they stand for', () => {
  expect(passphraseStrength('　ｐａｓｓｗｏｒｄ１　')).toBe(passphraseStrength('password1'));
});

test('suggests passphrases that are strong by its own measure, and never the same', () => {
  const random = (length: number) => new Uint8Array(randomBytes(length));
  const many = Array.from({ length: 1000 }, () => suggestPassphrase(random));
  expect(new Set(many).size).toBe(1000);
  for (const text of many) {
    expect(text).toMatch(/^(?:[cdfhjkmnprtvwx2346789]{4}-){3}[cdfhjkmnprtvwx2346789]{4}$/);
    expect(['fair', 'strong']).toContain(passphraseStrength(text));
  }
});

test('prefers no character in what it suggests', () => {
  let next = 0;
  // Every byte value equally often.
  const random = (length: number) => Uint8Array.from({ length }, () => next++ & 0xff);
  const counts = new Map<string, number>();
  for (let i = 0; i < 21 * 12; i += 1)
    for (const character of suggestPassphrase(random).replaceAll('-', ''))
      counts.set(character, (counts.get(character) ?? 0) + 1);
  expect(counts.size).toBe(21);
  expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(24);
});

test('answers for any text, however long', () => {
  fc.assert(
    fc.property(anyText(400), (text) => {
      expect(['too-short', 'too-easy', 'weak', 'fair', 'strong']).toContain(passphraseStrength(text));
    }),
  );
  expect(passphraseStrength('たかいやま'.repeat(200_000))).not.toBe('too-short');
});
