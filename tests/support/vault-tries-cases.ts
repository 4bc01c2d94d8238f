import { equal, fails, type It } from './vault-case.ts';

/** Wrong lock codes: counted before anything is derived, and made to wait. */
export function triesCases(it: It): void {
  it('admits five wrong codes, then makes them wait before any key is derived', async (g) => {
    const { door, clock, derivations } = g;
    await (await g.vault()).turnLockOn('4711');
    derivations.count = 0;
    let locked = await door();
    for (let i = 1; i <= 5; i++) {
      await fails(locked.openWithCode('0000'), 'wrong-code', `try ${i}`);
      equal(
        (await locked.status()) as object,
        { at: 'locked', failures: i, waitUntil: i < 5 ? null : clock.now + 30_000, passkey: null },
        `after ${i}`,
      );
    }
    equal(derivations.count, 5, 'derivations');
    let seconds = 30;
    for (const expected of [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]) {
      locked.close();
      locked = await door();
      equal(seconds, expected, 'wait in seconds');
      const before = derivations.count;
      clock.now += seconds * 1000 - 1;
      const error = (await fails(locked.openWithCode('4711'), 'wait', 'even the right code waits')) as {
        until: number;
      };
      equal([error.until, derivations.count], [clock.now + 1, before], 'until when, and nothing was derived');
      clock.now += 1;
      await fails(locked.openWithCode('0000'), 'wrong-code', 'the next try');
      seconds = ((await locked.status()) as { waitUntil: number }).waitUntil / 1000 - clock.now / 1000;
    }
    clock.now += seconds * 1000;
    await locked.openWithCode('4711');
    equal(
      await locked.status(),
      { at: 'locked', failures: 0, waitUntil: null, passkey: null },
      'a success starts anew',
    );
  });

  it('counts a try before deriving, so that stopping it half way gains nothing', async (g) => {
    await (await g.vault()).turnLockOn('4711');
    let failures = -1;
    const door = await g.door({
      ...g.ports,
      derive: async () => {
        failures = ((await (await g.door()).status()) as { failures: number }).failures;
        throw new Error('stopped');
      },
    });
    await door.openWithCode('4711').catch(() => undefined);
    equal(failures, 1, 'already counted when the derivation starts');
    equal(((await (await g.door()).status()) as { failures: number }).failures, 1, 'and still counted');
  });

  it('admits five of thirty wrong codes tried at once from two tabs', async (g) => {
    await (await g.vault()).turnLockOn('4711');
    g.derivations.count = 0;
    const doors = [await g.door(), await g.door()];
    const tries = Array.from({ length: 30 }, (_, i) => doors[i % 2]!.openWithCode(String(1000 + i)));
    const codes = (await Promise.allSettled(tries)).map((each) =>
      each.status === 'rejected' ? (each.reason as { code: string }).code : 'open',
    );
    equal(
      [codes.filter((code) => code === 'wrong-code').length, codes.filter((code) => code === 'wait').length],
      [5, 25],
      'wrong and waiting',
    );
    equal(g.derivations.count, 5, 'derivations');
  });

  it('neither shortens a wait nor stretches it over years when the clock moves back', async (g) => {
    const { clock } = g;
    await (await g.vault()).turnLockOn('4711');
    const door = await g.door();
    for (let i = 0; i < 5; i++) await door.openWithCode('0').catch(() => undefined);
    clock.now -= 365 * 86_400_000;
    equal(
      await door.status(),
      { at: 'locked', failures: 5, waitUntil: clock.now + 30_000, passkey: null },
      'the whole wait, from now',
    );
    clock.now += 29_999;
    await fails(door.openWithCode('4711'), 'wait', 'a moment before');
    clock.now += 1;
    await door.openWithCode('4711');
  });
}
