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

it('has few under way at once, and leaves the thread free in between', async () => {
  const items = Array.from({ length: 200 }, (_, i) => i);
  let started = 0;
  let ended = 0;
  let most = 0;
  const seen = new Set<number>();
  let watching = true;
  const watch = () => {
    seen.add(ended);
    if (watching) setImmediate(watch);
  };
  setImmediate(watch);
  await inTurns(items, async () => {
    started += 1;
    most = Math.max(most, started - ended);
    await Promise.resolve();
    ended += 1;
  });
  watching = false;
  expect(most).toBeLessThanOrEqual(8);
  // Work that is answered in the very task that asked would otherwise be seen undone or done, and nothing between.
  expect([...seen].filter((done) => done > 0 && done < items.length).length).toBeGreaterThan(1);
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
