import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isTypo, slips } from '../../../extension/look-alike/typo.ts';

/** The same number by its definition, without a table: the least over every first step. */
function bySteps(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const [restA, restB] = [a.slice(1), b.slice(1)];
  const all = [bySteps(restA, b) + 1, bySteps(a, restB) + 1, bySteps(restA, restB) + (a[0] === b[0] ? 0 : 1)];
  if (a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0])
    all.push(bySteps(a.slice(2), b.slice(2)) + 1);
  return Math.min(...all);
}

const word = (maxLength: number) => fc.string({ unit: fc.constantFrom(...'abc'), maxLength });

it('counts letters left out, added, replaced and swapped', () => {
  fc.assert(
    fc.property(word(6), word(6), fc.nat(6), (a, b, most) => {
      expect(slips(a, b, most)).toBe(Math.min(bySteps(a, b), most + 1));
    }),
  );
});

it('forgives more the longer a name is, and nothing in a short one', () => {
  expect(isTypo('aeon', 'aeom')).toBe(false);
  expect(isTypo('kamome', 'kamone')).toBe(true);
  expect(isTypo('kamome', 'kanone')).toBe(false);
  expect(isTypo('rakutenbank', 'raktenbonk')).toBe(true);
  expect(isTypo('みどり銀行', 'みどい銀行')).toBe(false);
  expect(isTypo('わかば中央信用金庫', 'わかば中夫信用金庫')).toBe(true);
});

it('is the same both ways, and no name is a slip of itself', () => {
  fc.assert(
    fc.property(word(14), word(14), (a, b) => {
      expect(isTypo(a, b)).toBe(isTypo(b, a));
      expect(isTypo(a, a)).toBe(false);
    }),
  );
});
