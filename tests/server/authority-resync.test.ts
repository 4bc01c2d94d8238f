import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listEvents } from '../../authority/registrations/events.ts';
import { readRegistration } from '../../authority/registrations/read.ts';
import { resync } from '../../authority/registrations/resync.ts';
import { start } from '../../authority/registrations/start.ts';
import type { Idempotency } from '../../authority/registrations/types.ts';
import { verify } from '../../authority/registrations/verify.ts';
import type { Activation } from '../../core/protocol/device/messages.ts';
import {
  activateWith,
  BANK,
  codeOf,
  type InUse,
  issueTo,
  openStore,
  type Store,
  tokenInUse,
  wrongCode,
} from '../support/authority-store.ts';

const STEP = 30_000;

describe('a time-based token', () => {
  let store: Store;
  let token: InUse;
  beforeEach(async () => {
    store = await openStore();
    token = await tokenInUse(store);
    // Far from its start, so that a clock that is behind shows codes that were not spent.
    store.clock.advance(3000 * STEP);
  });
  afterEach(() => store.close());

  const codeAt = (steps: number) => codeOf(token.activation, store.clock() + steps * STEP);
  const input = (idempotency?: Idempotency) => ({ institutionId: BANK, id: token.issued.id, idempotency });
  const tryPair = (first: number, second = first + 1, idempotency?: Idempotency) =>
    resync(store.ctx, { ...input(idempotency), codes: [codeAt(first), codeAt(second)] });
  const tryCode = (steps: number) => verify(store.ctx, { ...input(), code: codeAt(steps) });
  const read = () => readRegistration(store.ctx, input());

  test.each([-1000, -700, 6, 300, 999])('%i steps away is found by two codes in a row', async (away) => {
    expect((await tryCode(away)).outcome).toBe('wrong');
    expect(await tryPair(away)).toMatchObject({ outcome: 'accepted', state: 'in-use', attemptsLeft: 10 });
    expect((await read()).failures).toBe(0);
    store.clock.advance(2 * STEP);
    expect((await tryCode(away + 1)).outcome).toBe('accepted');
    expect((await tryCode(1)).outcome).toBe('wrong');
  });

  test.each([-1001, 1000, 2500])('%i steps away is not', async (away) => {
    expect(await tryPair(away)).toMatchObject({ outcome: 'wrong', attemptsLeft: 9 });
  });

  test('what was found is followed from there by single codes, within the same bounds as real time', async () => {
    expect((await tryPair(100)).outcome).toBe('accepted');
    // The clock of the device is right by what was learned: drift 101.
    for (const away of [101, 102, 103, 104, 105, 106, 107]) {
      store.clock.advance(20 * STEP);
      expect((await tryCode(away)).outcome).toBe('accepted');
    }
    // Five steps learned from 101, and one of tolerance.
    store.clock.advance(20 * STEP);
    expect((await tryCode(108)).outcome).toBe('wrong');
    expect((await tryCode(0)).outcome).toBe('wrong');
    expect((await tryPair(108)).outcome).toBe('accepted');
  });

  test('a device whose clock was put right again is found by two codes', async () => {
    await tryPair(-500);
    store.clock.advance(10 * STEP);
    expect((await tryCode(0)).outcome).toBe('wrong');
    expect((await tryPair(0)).outcome).toBe('accepted');
    store.clock.advance(3 * STEP);
    expect((await tryCode(0)).outcome).toBe('accepted');
  });

  test('neither code nor the pair is accepted again, and no older pair', async () => {
    expect((await tryPair(50)).outcome).toBe('accepted');
    expect(await tryPair(50)).toMatchObject({ outcome: 'used', attemptsLeft: 9 });
    expect((await tryPair(51)).outcome).toBe('used');
    expect((await tryPair(20)).outcome).toBe('used');
    expect((await tryCode(50)).outcome).toBe('used');
    expect((await tryCode(51)).outcome).toBe('used');
    expect((await tryPair(52)).outcome).toBe('accepted');
  });

  test('a pair whose first code was accepted at a login is spent', async () => {
    expect((await tryCode(0)).outcome).toBe('accepted');
    expect((await tryPair(0)).outcome).toBe('used');
    expect((await tryPair(1)).outcome).toBe('accepted');
  });

  test('codes with a gap, the wrong way round or the same one twice are wrong, counted and suspend', async () => {
    const pairs = [
      [3, 5],
      [4, 3],
      [3, 3],
    ] as const;
    for (let n = 0; n < 10; n += 1) {
      const [first, second] = pairs[n % 3]!;
      expect(await tryPair(first, second)).toMatchObject({ outcome: 'wrong', attemptsLeft: 9 - n });
    }
    expect(await tryPair(3)).toMatchObject({ outcome: 'suspended', state: 'suspended', attemptsLeft: 0 });
    expect(await tryCode(0)).toMatchObject({ outcome: 'suspended' });
  });

  test('wrong pairs and wrong codes are counted together', async () => {
    for (let n = 0; n < 5; n += 1) await tryPair(3, 5);
    const wrong = { ...input(), code: wrongCode(token.activation, store.clock()) };
    expect(await verify(store.ctx, wrong)).toMatchObject({ outcome: 'wrong', attemptsLeft: 4 });
  });

  test('200 uses of one pair at once accept one', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => tryPair(80)));
    expect(answers.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(1);
  });

  test('a pair and its own second code at once are accepted once between them', async () => {
    await tryPair(40);
    store.clock.advance(10 * STEP);
    const answers = await Promise.all([tryPair(41), tryCode(42), tryPair(41), tryCode(42)]);
    expect(answers.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(1);
  });

  test('100 wrong pairs at once charge exactly the limit', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => tryPair(3, 5)));
    expect(answers.filter(({ outcome }) => outcome === 'wrong')).toHaveLength(10);
    expect(await read()).toMatchObject({ state: 'suspended', failures: 10 });
  });

  test('a lost answer is repeated under its key', async () => {
    const same = { key: 'resync-1', digest: new Uint8Array(32).fill(1) };
    const first = await tryPair(60, 61, same);
    expect(first.outcome).toBe('accepted');
    expect(await tryPair(60, 61, same)).toEqual(first);
    expect((await read()).failures).toBe(0);
  });

  test('is told in the history without its codes', async () => {
    const codes = [codeAt(60), codeAt(61)];
    await tryPair(60);
    const { events } = await listEvents(store.ctx, input());
    expect(events[0]).toMatchObject({ action: 'resynchronised', actor: 'institution' });
    for (const code of codes) expect(JSON.stringify(events)).not.toContain(code);
  });
});

test('before the start of use it finds the token and leaves the start to be made', async () => {
  const store = await openStore();
  const issued = await issueTo(store);
  const activation = await activateWith(store, issued);
  const codeAt = (steps: number) => codeOf(activation, store.clock() + steps * STEP);
  const of = { institutionId: BANK, id: issued.id };
  expect((await start(store.ctx, { ...of, code: codeAt(30) })).outcome).toBe('wrong');
  const found = await resync(store.ctx, { ...of, codes: [codeAt(30), codeAt(31)] });
  expect(found).toMatchObject({ outcome: 'accepted', state: 'activated' });
  expect(await readRegistration(store.ctx, of)).toMatchObject({ state: 'activated', startedAt: null });
  expect(await start(store.ctx, { ...of, code: codeAt(32) })).toMatchObject({
    outcome: 'accepted',
    state: 'in-use',
  });
  await store.close();
});

test('an event-based token is found up to a thousand counters ahead, and never behind', async () => {
  const store = await openStore({ otp: { kind: 'event', algorithm: 'SHA-1', digits: 6, period: null } });
  const issued = await issueTo(store);
  const activation: Activation = await activateWith(store, issued);
  const of = { institutionId: BANK, id: issued.id };
  const tryPair = (counter: number) =>
    resync(store.ctx, { ...of, codes: [codeOf(activation, counter), codeOf(activation, counter + 1)] });
  await start(store.ctx, { ...of, code: codeOf(activation, 0) });
  expect((await verify(store.ctx, { ...of, code: codeOf(activation, 500) })).outcome).toBe('wrong');
  expect((await tryPair(1000)).outcome).toBe('wrong');
  expect((await tryPair(999)).outcome).toBe('accepted');
  expect((await tryPair(999)).outcome).toBe('used');
  expect((await tryPair(500)).outcome).toBe('wrong');
  expect((await verify(store.ctx, { ...of, code: codeOf(activation, 1001) })).outcome).toBe('accepted');
  await store.close();
});
