import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openDoor } from '../../../core/vault/door.ts';
import { exampleToken, makeTestVault } from '../../support/vault-ports.ts';

type Step = { tab: 0 | 1; atLeast: number | null };

const step: fc.Arbitrary<Step> = fc.record({
  tab: fc.constantFrom(0 as const, 1 as const),
  /** `null` asks for the next counter; else a backup comes in. */
  atLeast: fc.option(fc.oneof(fc.nat(30), fc.integer({ min: 0, max: 2 ** 53 - 100 }))),
});

it('gives every counter once and in order, whatever backups come in between and from whichever tab', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const { ports } = makeTestVault(new IDBFactory(), crypto);
      const doors = [await openDoor(ports), await openDoor(ports)] as const;
      const tabs = [await doors[0].create(), await doors[1].openWithDevice()] as const;
      const { id } = await tabs[0].add(exampleToken());
      let last = 0;
      for (const { tab, atLeast } of steps) {
        if (atLeast === null) {
          last += 1;
          expect(await tabs[tab].nextCounter(id)).toBe(last);
        } else {
          last = Math.max(last, atLeast);
          await tabs[tab].merge({ add: [], counters: [{ id, atLeast }] });
        }
        expect((await tabs[tab].counters()).get(id) ?? 0).toBe(last);
      }
      for (const door of doors) door.close();
    }),
    { numRuns: 40 },
  );
});
