import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDate, groupDigits } from '../../../core/i18n/format.ts';
import { parseAcceptLanguage, pickLanguage } from '../../../core/i18n/language.ts';

describe('language', () => {
  test('the first preferred language that is written here wins, else Japanese', () => {
    expect(pickLanguage(['fr-FR', 'en-GB', 'ja'])).toBe('en');
    expect(pickLanguage(['ja-JP', 'en'])).toBe('ja');
    expect(pickLanguage(['fr', 'de'])).toBe('ja');
    expect(pickLanguage([])).toBe('ja');
  });

  test('Accept-Language is read in order of quality', () => {
    expect(parseAcceptLanguage('fr;q=0.3, en-GB;q=0.9, ja')).toEqual(['ja', 'en-GB', 'fr']);
    expect(parseAcceptLanguage('en;q=0, ja;q=0.5')).toEqual(['ja']);
    expect(parseAcceptLanguage(null)).toEqual([]);
  });

  test('no header makes the reader throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (header) => {
        expect(['ja', 'en']).toContain(pickLanguage(parseAcceptLanguage(header)));
      }),
    );
  });
});

describe('what people read', () => {
  test('dates are dates in Japan', () => {
    const lastMinuteOfTheDay = Date.UTC(2028, 10, 30, 14, 59);
    expect(formatDate(lastMinuteOfTheDay, 'ja')).toBe('2028年11月30日');
    expect(formatDate(lastMinuteOfTheDay + 60_000, 'en')).toBe('1 December 2028');
  });

  test('digits are grouped for reading and none is lost', () => {
    expect(groupDigits('64243230')).toEqual(['6424', '3230']);
    expect(groupDigits('518204')).toEqual(['518', '204']);
    expect(groupDigits('1234567')).toEqual(['123', '4567']);
    expect(groupDigits('123456789015')).toEqual(['1234', '5678', '9015']);
    fc.assert(
      fc.property(fc.stringMatching(/^\d{0,20}$/), (digits) => {
        expect(groupDigits(digits).join('')).toBe(digits);
      }),
    );
  });
});
