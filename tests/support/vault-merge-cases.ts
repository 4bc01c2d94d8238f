import type { Vault } from '../../core/vault/types.ts';
import { dump, failPut, rawPut } from './raw-database.ts';
import { equal, fails, holds, type It, shape } from './vault-case.ts';
import { exampleToken } from './vault-ports.ts';

const eventToken = (name: string) =>
  exampleToken({
    displayName: name,
    otp: { kind: 'event', algorithm: 'SHA-1', digits: 6, period: null },
  });

const namesOf = async (vault: Vault) => (await vault.list()).records.map(({ token }) => token.displayName);
const countersOf = async (vault: Vault) => [...(await vault.counters())].sort(([a], [b]) => (a < b ? -1 : 1));

/** What a restored backup brings, and the counters it brings along. */
export function mergeCases(it: It): void {
  it('takes in a backup at the end of the order, and counts on where it left off', async (g) => {
    const vault = await g.vault();
    const here = await vault.add(eventToken('here'));
    await vault.add(eventToken('there'));
    await vault.nextCounter(here.id);
    const made = await vault.merge({
      add: [
        { token: eventToken('new 1'), given: 41 },
        { token: eventToken('new 2'), given: 0 },
      ],
      counters: [{ id: here.id, atLeast: 9 }],
    });
    equal(
      made.map(({ order, token }) => [order, token.displayName]),
      [
        [2, 'new 1'],
        [3, 'new 2'],
      ],
      'what it gives',
    );
    const again = await (await g.door()).openWithDevice();
    equal(await namesOf(again), ['here', 'there', 'new 1', 'new 2'], 'the order');
    equal(
      (await again.list()).records.slice(2).map(({ id }) => id),
      made.map(({ id }) => id),
      'under the ids it gave',
    );
    equal(new Map(await countersOf(again)).get(made[1]!.id), undefined, 'none given, none kept');
    const next = [here.id, made[0]!.id, made[1]!.id].map((id) => again.nextCounter(id));
    equal(await Promise.all(next), [10, 42, 1], 'the next counters');
    await vault.replace(made[0]!.id, eventToken('renamed'));
  });

  it('never moves a counter back', async (g) => {
    const vault = await g.vault();
    const { id } = await vault.add(eventToken('a'));
    for (const [atLeast, expected] of [
      [5, 5],
      [3, 5],
      [0, 5],
      [6, 6],
    ] as const) {
      await vault.merge({ add: [], counters: [{ id, atLeast }] });
      equal(await countersOf(vault), [[id, expected]], `at least ${atLeast}`);
    }
    await vault.merge({
      add: [],
      counters: [
        { id, atLeast: 30 },
        { id, atLeast: 20 },
      ],
    });
    equal(await vault.nextCounter(id), 31, 'named twice, the greater counts');
  });

  for (const how of ['quota', 'abort'] as const) {
    it(`takes in a backup whole or not at all, whichever write fails (${how})`, async (g) => {
      const vault = await g.vault();
      const { id } = await vault.add(eventToken('here'));
      await vault.nextCounter(id);
      const before = shape(await dump(g.factory));
      const changes = {
        add: [1, 2, 3].map((given) => ({ token: eventToken(`new ${given}`), given })),
        counters: [{ id, atLeast: 7 }],
      };
      for (let nth = 1; ; nth++) {
        const fault = failPut(nth, how);
        const error = await vault.merge(changes).then(
          () => null,
          (reason: unknown) => reason,
        );
        fault.undo();
        if (!fault.reached()) {
          equal(error, null, 'with no fault left it goes through');
          // Three records, four counters, the head.
          equal(nth, 9, 'every write was made to fail once');
          break;
        }
        holds(error !== null, `write ${nth} failed the whole`);
        if (how === 'quota') equal((error as { code: unknown }).code, 'full', 'no space');
        equal(shape(await dump(g.factory)), before, `write ${nth} left everything as it was`);
        equal(await namesOf(vault), ['here'], 'and the vault works on');
      }
      equal(await namesOf(vault), ['here', 'new 1', 'new 2', 'new 3'], 'once, in the end');
      equal(await vault.nextCounter(id), 8, 'with its counter');
    });
  }

  it('takes in nothing where another tab removed a token that a counter is for', async (g) => {
    const vault = await g.vault();
    const kept = await vault.add(eventToken('kept'));
    const { id } = await vault.add(eventToken('removed'));
    await vault.list();
    await (await (await g.door()).openWithDevice()).remove(id);
    const before = shape(await dump(g.factory));
    const merging = vault.merge({
      add: [{ token: eventToken('new'), given: 3 }],
      counters: [
        { id: kept.id, atLeast: 5 },
        { id, atLeast: 5 },
      ],
    });
    await fails(merging, 'conflict', 'merging');
    equal(shape(await dump(g.factory)), before, 'nothing was written');
  });

  it('loses nothing when two tabs restore and add at once', async (g) => {
    const one = await g.vault();
    const two = await (await g.door()).openWithDevice();
    const { id } = await one.add(eventToken('shared'));
    const backup = (name: string, atLeast: number) => ({
      add: [1, 2, 3].map((given) => ({ token: eventToken(name), given })),
      counters: [{ id, atLeast }],
    });
    await Promise.all([
      one.merge(backup('one', 20)),
      two.merge(backup('two', 30)),
      one.add(eventToken('by hand')),
      two.nextCounter(id),
    ]);
    const { records } = await one.list();
    equal(
      [...(await namesOf(two))].sort(),
      ['by hand', 'one', 'one', 'one', 'shared', 'two', 'two', 'two'],
      'all',
    );
    equal(new Set(records.map(({ order }) => order)).size, 8, 'each in a place of its own');
    holds((await one.nextCounter(id)) > 30, 'the counter went forward');
  });

  it('refuses what is no counter, no token or too much, and writes nothing', async (g) => {
    const vault = await g.vault();
    const { id } = await vault.add(eventToken('here'));
    const before = shape(await dump(g.factory));
    const token = eventToken('new');
    const good = { token, given: 1 };
    for (const count of [
      -1,
      0.5,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.MAX_SAFE_INTEGER,
      '3' as never,
    ]) {
      for (const changes of [
        { add: [good, { token, given: count }], counters: [] },
        { add: [good], counters: [{ id, atLeast: count }] },
      ]) {
        const error = await vault.merge(changes).catch((reason: unknown) => reason);
        holds(error instanceof RangeError, `${count} is refused`);
      }
    }
    const tooMuch = await vault
      .merge({ add: Array.from({ length: 10_001 }, () => good), counters: [] })
      .catch((reason: unknown) => reason);
    holds(tooMuch instanceof RangeError, 'too much is refused');
    const unreadable = { add: [good, { token: { ...token, seed: '' }, given: 0 }], counters: [] };
    const error = await vault.merge(unreadable).catch((reason: unknown) => reason);
    holds(error instanceof TypeError, 'what could not be read back is refused');
    equal(await vault.merge({ add: [], counters: [] }), [], 'nothing to take in');
    equal(shape(await dump(g.factory)), before, 'nothing was written');
  });

  it('keeps and finds as many tokens as there are', async (g) => {
    const vault = await g.vault();
    const names: string[] = [];
    for (const count of [63, 1, 1, 127, 8]) {
      const more = Array.from({ length: count }, (_, i) => `${names.length + i}`);
      names.push(...more);
      await vault.merge({ add: more.map((name) => ({ token: eventToken(name), given: 0 })), counters: [] });
      equal(await namesOf(vault), names, `${names.length} tokens`);
    }
    equal((await vault.add(eventToken('last'))).order, 200, 'the end of the order');
    const { records } = await vault.list();
    await vault.reorder([records[200]!.id, records[150]!.id]);
    const ordered = ['last', '150', ...names.filter((name) => name !== '150')];
    equal(await namesOf(vault), ordered, 'put in order by hand');
    await vault.turnLockOn('1');
    equal(await namesOf(await (await g.door()).openWithCode('1')), ordered, 'under a new key');
  });

  it('names the counters that were given out, and overlooks what is none', async (g) => {
    const vault = await g.vault();
    const a = await vault.add(eventToken('a'));
    await vault.add(eventToken('b'));
    equal(await countersOf(vault), [], 'none yet');
    await vault.nextCounter(a.id);
    await vault.nextCounter(a.id);
    equal(await countersOf(vault), [[a.id, 2]], 'two codes of one');
    for (const [i, broken] of [-3, 0, 1.5, 'x', null].entries()) {
      await rawPut(g.factory, 'counters', broken, `broken ${i}`);
    }
    equal(await countersOf(vault), [[a.id, 2]], 'broken ones are none');
    await vault.remove(a.id);
    equal(await countersOf(vault), [], 'gone with its record');
  });

  it('gives out the last counter there is, and then no other', async (g) => {
    const vault = await g.vault();
    const { id } = await vault.add(eventToken('a'));
    await vault.merge({ add: [], counters: [{ id, atLeast: Number.MAX_SAFE_INTEGER - 1 }] });
    equal(await vault.nextCounter(id), Number.MAX_SAFE_INTEGER, 'the last');
    await fails(vault.nextCounter(id), 'damaged', 'beyond');
    equal(await countersOf(vault), [[id, Number.MAX_SAFE_INTEGER]], 'it does not begin anew');
  });
}
