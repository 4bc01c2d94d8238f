import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caretAfterDigits, groupTyped, normalizeDigits, spellDigits } from '../../../core/ui/digits.ts';
import { describeDuration } from '../../../core/ui/duration.ts';
import { en } from '../../../core/ui/messages/en.ts';
import { ja } from '../../../core/ui/messages/ja.ts';

const digits = fc.stringMatching(/^\d{1,32}$/);

describe('typed digits', () => {
  it('are understood full-width, spaced and dashed', () => {
    expect(normalizeDigits('１０１１　２２３５')).toBe('10112235');
    expect(normalizeDigits(' 1234-5678−9015 ')).toBe('123456789015');
  });

  it('survive being written full-width and grouped', () => {
    fc.assert(
      fc.property(digits, (text) => {
        const wide = [...text].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('');
        expect(normalizeDigits(wide)).toBe(text);
        expect(normalizeDigits(groupTyped(wide))).toBe(text);
      }),
    );
  });

  it('that are not all digits are shown as they were typed', () => {
    expect(groupTyped('12a4')).toBe('12a4');
    expect(groupTyped('')).toBe('');
  });

  it('keep the caret behind the digit it stood behind', () => {
    fc.assert(
      fc.property(digits, fc.nat(32), (text, count) => {
        const grouped = groupTyped(text);
        const at = caretAfterDigits(grouped, count);
        expect(normalizeDigits(grouped.slice(0, at)).length).toBe(Math.min(count, text.length));
      }),
    );
  });

  it('are spelt one by one, with a pause between groups', () => {
    expect(spellDigits('64243230')).toBe('6 4 2 4, 3 2 3 0');
    expect(spellDigits('518204')).toBe('5 1 8, 2 0 4');
  });
});

describe('lengths of time', () => {
  it('are said in the unit a person would use', () => {
    expect(describeDuration(-90_000, ja)).toBe('1分30秒');
    expect(describeDuration(12_000, en)).toBe('12 s');
    expect(describeDuration(3_600_000 * 5, ja)).toBe('5時間');
    expect(describeDuration(365 * 86_400_000, en)).toBe('365 days');
  });
});
