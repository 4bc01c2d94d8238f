import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inTurns, turnsOf } from '../../../core/vault/turns.ts';

it('gives every result in the order of the items, however many there are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(), { maxLength: 40 }), async (items) => {
      expect(await inTurns(items, async (item) => item + 1)).toEqual(items.map((item) => item + 1));
    }),
  );
});

it('has few under way at once', async () => {
  let going = 0;
  let most = 0;
  await inTurns(Array.from({ length: 200 }), async () => {
    going += 1;
    most = Math.max(most, going);
    await Promise.resolve();
    going -= 1;
  });
  expect([1 < most, most <= 8]).toEqual([true, true]);
});

it('rejects like the first that fails, and begins no further turn', async () => {
  let begun = 0;
  const work = inTurns(Array.from({ length: 100 }), async () => {
    begun += 1;
    if (begun === 20) throw new Error('the twentieth');
  });
  await expect(work).rejects.toThrow('the twentieth');
  expect(begun).toBeLessThan(40);
});

it('cuts a list into pieces that together are the list', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 12 }), (items, size) => {
      const pieces = turnsOf(items, size);
      expect(pieces.flat()).toEqual(items);
      for (const piece of pieces) expect([1 <= piece.length, piece.length <= size]).toEqual([true, true]);
    }),
  );
});
