import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { TokenApp } from '../../../core/app/types.ts';
import { parseOtpauth } from '../../../core/formats/otpauth.ts';
import { type AppDevice, addOwnTo, eventInput, makeAppDevice, ownInput } from '../../support/app-device.ts';
import { exampleToken } from '../../support/vault-ports.ts';

/** RFC 4226 appendix D: the first ten HOTP values of the test secret. */
const HOTP = [
  '755224',
  '287082',
  '359152',
  '969429',
  '338314',
  '254676',
  '287922',
  '162583',
  '399871',
  '520489',
];

let device: AppDevice;
let app: TokenApp;
beforeEach(async () => {
  device = makeAppDevice();
  app = await device.tab();
});

describe('a token of the person’s own', () => {
  test('is kept from the first one on, and shows the codes of RFC 6238', async () => {
    device.clock.set(59_000);
    const id = await addOwnTo(
      app,
      ownInput({ otp: { kind: 'time', algorithm: 'SHA-1', digits: 8, period: 30 } }),
    );
    expect(app.code(id)).toMatchObject({ code: '94287082', secondsLeft: 1, period: 30 });
    expect(app.tokens.value[0]).toMatchObject({
      source: 'own',
      issuer: 'Sakura Mail',
      account: 'hanako@example.jp',
      standing: 'ready',
      leaving: 'free',
      renewalDue: false,
      otpEntry: null,
    });
    const again = await device.tab();
    expect(again.code(id)?.code).toBe('94287082');
    expect(device.persistence.asked).toBe(1);
  });

  test('that is here already is not kept twice, whatever it is called', async () => {
    const id = await addOwnTo(app, ownInput());
    expect(await app.addOwn(ownInput({ issuer: 'Another name', account: null }))).toEqual({
      ok: false,
      reason: 'here-already',
      id,
    });
    // The same secret with other digits gives other codes.
    await addOwnTo(app, ownInput({ otp: { kind: 'time', algorithm: 'SHA-1', digits: 8, period: 30 } }));
    expect(app.tokens.value).toHaveLength(2);
  });

  test('that two tabs add at once is kept once', async () => {
    await addOwnTo(app, eventInput());
    const other = await device.tab();
    const results = [await app.addOwn(ownInput()), await other.addOwn(ownInput())];
    expect(results.map(({ ok }) => ok)).toEqual([true, false]);
    expect(await device.kept(async (vault) => (await vault.list()).records.length)).toBe(2);
  });

  test('that no reader would have given is refused, and nothing is kept', async () => {
    const bad = ownInput({ otp: { kind: 'time', algorithm: 'SHA-1', digits: 6, period: 0 } });
    expect(await app.addOwn(bad)).toEqual({ ok: false, reason: 'storage' });
    expect(await device.kept(async (vault) => (await vault.list()).records)).toEqual([]);
  });

  test('goes with its counter, and without asking for device keys', async () => {
    const id = await addOwnTo(app, eventInput());
    await app.nextEventCode(id);
    await app.remove(id);
    expect(app.tokens.value).toEqual([]);
    expect(await device.kept((vault) => vault.counters())).toEqual(new Map());
  });

  test('is renamed and put in order like any other', async () => {
    const [bank = ''] = await device.keep(exampleToken());
    app = await device.tab();
    const first = await addOwnTo(app, ownInput());
    const second = await addOwnTo(app, eventInput());
    await app.rename(first, ' 家の\u{3000}');
    await app.reorder([second, 'gone-long-ago', bank]);
    expect(app.tokens.value.map(({ id }) => id)).toEqual([second, bank, first]);
    expect(app.tokens.value[2]?.displayName).toBe('家の');
    expect((await device.tab()).tokens.value.map(({ id }) => id)).toEqual([second, bank, first]);
  });
});

describe('event-based codes', () => {
  test('are those of RFC 4226 in order, and show none by themselves', async () => {
    const id = await addOwnTo(app, eventInput());
    expect(app.code(id)).toBeNull();
    for (const [counter, code] of HOTP.entries())
      expect(await app.nextEventCode(id)).toEqual({ ok: true, code, counter });
  });

  test('go on where the token began elsewhere', async () => {
    const id = await addOwnTo(app, eventInput(4));
    expect(await app.nextEventCode(id)).toEqual({ ok: true, code: HOTP[4], counter: 4 });
    expect(await app.nextEventCode(id)).toEqual({ ok: true, code: HOTP[5], counter: 5 });
  });

  test('of an institution count from 1', async () => {
    const event = { kind: 'event', algorithm: 'SHA-1', digits: 6, period: null } as const;
    const [id = ''] = await device.keep(exampleToken({ otp: event, seed: ownInput().seed }));
    app = await device.tab();
    expect(await app.nextEventCode(id)).toEqual({ ok: true, code: HOTP[1], counter: 1 });
  });

  test('are never the same in two tabs, however they are asked for', async () => {
    const id = await addOwnTo(app, eventInput());
    const other = await device.tab();
    const asked = Array.from({ length: 10 }, (_, n) => (n % 2 ? app : other).nextEventCode(id));
    const codes = (await Promise.all(asked)).map((result) => (result.ok ? result.code : 'none'));
    expect(codes.sort()).toEqual([...HOTP].sort());
  });

  test('are counted before they are shown: a code lost in between is not shown later', async () => {
    const id = await addOwnTo(app, eventInput());
    await device.kept((vault) => vault.nextCounter(id));
    expect(await app.nextEventCode(id)).toMatchObject({ code: HOTP[1], counter: 1 });
  });

  test('of a token that another tab removed are not given', async () => {
    const id = await addOwnTo(app, eventInput());
    const other = await device.tab({ tabs: undefined });
    await device.kept((vault) => vault.remove(id));
    expect(await other.nextEventCode(id)).toEqual({ ok: false, reason: 'not-ready' });
    expect(other.tokens.value).toEqual([]);
  });

  test('are not for tokens of the other kind, or that stand still', async () => {
    const event = { kind: 'event', algorithm: 'SHA-1', digits: 6, period: null } as const;
    const [suspended = ''] = await device.keep(
      exampleToken({ otp: event, lastState: { state: 'suspended', at: 1 } }),
    );
    app = await device.tab();
    const timed = await addOwnTo(app, ownInput());
    for (const id of [timed, suspended, 'nobody'])
      expect(await app.nextEventCode(id)).toEqual({ ok: false, reason: 'not-ready' });
    expect(await device.kept((vault) => vault.counters())).toEqual(new Map());
  });
});

describe('the way to another app', () => {
  test('is an address that reads back as the very token, counting on from the next code', async () => {
    const timed = await addOwnTo(app, ownInput());
    const event = await addOwnTo(app, eventInput(7));
    await app.nextEventCode(event);
    await app.nextEventCode(event);
    expect(parseOtpauth((await app.exportOwn(timed)) ?? '')).toEqual({ ok: true, token: ownInput() });
    expect(parseOtpauth((await app.exportOwn(event)) ?? '')).toEqual({ ok: true, token: eventInput(9) });
  });

  test('is closed to an institution’s token, also to one that may be moved', async () => {
    const ids = await device.keep(exampleToken(), exampleToken({ tokenId: 'FUDA-8765-4321', mayMove: true }));
    app = await device.tab();
    for (const id of [...ids, 'nobody']) expect(await app.exportOwn(id)).toBeNull();
    expect(app.tokens.value.map(({ leaving }) => leaving)).toEqual(['never', 'sealed']);
  });
});

test('whatever order is asked for, every token stays and the named ones lead', async () => {
  const ids = await device.keep(...[0, 1, 2, 3].map((n) => exampleToken({ tokenId: `FUDA-0000-000${n}` })));
  app = await device.tab();
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(ids), async (named) => {
      const before = app.tokens.value.map(({ id }) => id);
      await app.reorder(named);
      const rest = before.filter((id) => !named.includes(id));
      expect(app.tokens.value.map(({ id }) => id)).toEqual([...named, ...rest]);
    }),
    { numRuns: 20 },
  );
});

test('a change to one token leaves the views of the others as they are, for screens of a thousand', async () => {
  const ids = await device.keep(...[0, 1, 2].map((n) => exampleToken({ tokenId: `FUDA-0000-000${n}` })));
  app = await device.tab();
  const before = app.tokens.value;
  await app.rename(ids[1] ?? '', '家の');
  const after = app.tokens.value;
  expect(after.map((view, index) => view === before[index])).toEqual([true, false, true]);
  // Looking at codes tells the list nothing new while the time changes nothing.
  for (const id of ids) app.code(id);
  device.pass(60_000);
  for (const id of ids) app.code(id);
  await Promise.resolve();
  expect(app.tokens.value).toBe(after);
});
