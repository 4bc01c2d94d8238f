import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cancel } from '../../authority/registrations/cancel.ts';
import { listEvents } from '../../authority/registrations/events.ts';
import { lift } from '../../authority/registrations/lift.ts';
import { pause } from '../../authority/registrations/pause.ts';
import { readRegistration } from '../../authority/registrations/read.ts';
import { resume } from '../../authority/registrations/resume.ts';
import { resync } from '../../authority/registrations/resync.ts';
import { revoke } from '../../authority/registrations/revoke.ts';
import { start } from '../../authority/registrations/start.ts';
import { verify } from '../../authority/registrations/verify.ts';
import type { RegistrationState } from '../../core/protocol/common.ts';
import type { Activation } from '../../core/protocol/device/messages.ts';
import {
  activateWith,
  BANK,
  codeOf,
  DAY,
  issueTo,
  openStore,
  type Store,
  tokenInUse,
  wrongCode,
} from '../support/authority-store.ts';

const DESK = { operator: 'clerk.7', reason: '窓口で本人確認済み' };

let store: Store;
beforeEach(async () => {
  store = await openStore({ failureLimit: 3 });
});
afterEach(() => store.close());

const of = (id: string) => ({ institutionId: BANK, id });
const act = (id: string) => ({ ...of(id), desk: DESK });
const read = (id: string) => readRegistration(store.ctx, of(id));
const use = (id: string, code: string, how = verify) => how(store.ctx, { ...of(id), code });
const pauseFor = (id: string, ms: number) => pause(store.ctx, { ...act(id), until: store.clock() + ms });

async function suspend(id: string, activation: Activation, how = verify): Promise<void> {
  for (let n = 0; n < 3; n += 1) await use(id, wrongCode(activation, store.clock()), how);
  expect(await read(id)).toMatchObject({ state: 'suspended', failures: 3 });
}

/** A registration in each state that a bank-first token can be in. */
async function registrationIn(state: RegistrationState): Promise<string> {
  if (state === 'issued' || state === 'void') {
    const { id } = await issueTo(store);
    if (state === 'void') store.clock.advance(14 * DAY);
    return id;
  }
  if (state === 'activated') {
    const issued = await issueTo(store);
    await activateWith(store, issued);
    return issued.id;
  }
  const { issued, activation } = await tokenInUse(store);
  const { id } = issued;
  if (state === 'suspended') await suspend(id, activation);
  if (state === 'paused') await pauseFor(id, DAY);
  if (state === 'cancelled') await cancel(store.ctx, { ...of(id), request: { v: 1, by: 'customer' } });
  if (state === 'revoked') await revoke(store.ctx, act(id));
  if (state === 'expired') store.clock.set(issued.expiresAt!);
  return id;
}

const ACTS: Record<string, (id: string) => Promise<unknown>> = {
  cancel: (id) => cancel(store.ctx, { ...of(id), request: { v: 1, by: 'customer' } }),
  revoke: (id) => revoke(store.ctx, act(id)),
  lift: (id) => lift(store.ctx, act(id)),
  pause: (id) => pauseFor(id, DAY),
  resume: (id) => resume(store.ctx, act(id)),
};

describe('what may be done in which state', () => {
  const ALLOWED: Partial<Record<RegistrationState, string>> = {
    issued: 'cancel revoke',
    activated: 'cancel revoke pause',
    'in-use': 'cancel revoke pause',
    suspended: 'cancel revoke lift',
    paused: 'cancel revoke resume',
    void: '',
    cancelled: '',
    revoked: '',
    expired: '',
  };
  for (const [state, allowed] of Object.entries(ALLOWED)) {
    for (const [name, perform] of Object.entries(ACTS)) {
      const may = allowed.split(' ').includes(name);
      test(`${name}: ${may ? 'done' : 'refused'} when ${state}`, async () => {
        const id = await registrationIn(state as RegistrationState);
        expect((await read(id)).state).toBe(state);
        if (may) await perform(id);
        else await expect(perform(id)).rejects.toMatchObject({ code: 'wrong-state' });
        if (!may) expect((await read(id)).state).toBe(state);
      });
    }
  }
});

describe('a suspension', () => {
  test('is lifted to in use, with a whole set of tries', async () => {
    const { issued, activation } = await tokenInUse(store);
    await suspend(issued.id, activation);
    expect((await use(issued.id, codeOf(activation, store.clock()))).outcome).toBe('suspended');
    expect(await lift(store.ctx, act(issued.id))).toMatchObject({ state: 'in-use', failures: 0 });
    expect(await use(issued.id, wrongCode(activation, store.clock()))).toMatchObject({ attemptsLeft: 2 });
    expect(await use(issued.id, codeOf(activation, store.clock()))).toMatchObject({
      outcome: 'accepted',
      attemptsLeft: 3,
    });
  });

  test('before the start of use is lifted to activated: the start is still to come', async () => {
    const issued = await issueTo(store);
    const activation = await activateWith(store, issued);
    await suspend(issued.id, activation, start);
    expect(await lift(store.ctx, act(issued.id))).toMatchObject({ state: 'activated', startedAt: null });
    expect((await use(issued.id, codeOf(activation, store.clock()))).outcome).toBe('not-usable');
    expect((await use(issued.id, codeOf(activation, store.clock()), start)).outcome).toBe('accepted');
  });

  test('that no request came to write down is one all the same, and is lifted', async () => {
    const { issued } = await tokenInUse(store);
    await store.ctx.db.updateTable('registrations').set({ attempts: 3 }).execute();
    expect(await lift(store.ctx, act(issued.id))).toMatchObject({ state: 'in-use', failures: 0 });
  });

  test('is not lifted once the validity is over: then only a new token helps', async () => {
    const { issued, activation } = await tokenInUse(store);
    await suspend(issued.id, activation);
    store.clock.set(issued.expiresAt! - 1);
    expect((await read(issued.id)).state).toBe('suspended');
    store.clock.set(issued.expiresAt!);
    await expect(lift(store.ctx, act(issued.id))).rejects.toMatchObject({ code: 'wrong-state' });
    expect((await read(issued.id)).state).toBe('expired');
    expect(await issueTo(store)).toMatchObject({ state: 'issued' });
  });

  test('does not end because codes that were accepted before are tried', async () => {
    const { issued, activation } = await tokenInUse(store);
    const code = codeOf(activation, store.clock());
    expect((await use(issued.id, code)).outcome).toBe('accepted');
    await suspend(issued.id, activation);
    await lift(store.ctx, act(issued.id));
    expect((await use(issued.id, code)).outcome).toBe('used');
  });
});

describe('a pause', () => {
  test('refuses every code until it is resumed, and long after its time', async () => {
    const { issued, activation } = await tokenInUse(store);
    const until = store.clock() + 7 * DAY;
    expect(await pause(store.ctx, { ...act(issued.id), until })).toMatchObject({
      state: 'paused',
      pausedUntil: until,
    });
    for (const moment of [store.clock(), until - 1, until, until + 30 * DAY]) {
      store.clock.set(moment);
      expect(await use(issued.id, codeOf(activation, moment))).toMatchObject({
        outcome: 'not-usable',
        state: 'paused',
        attemptsLeft: 3,
      });
      expect(await read(issued.id)).toMatchObject({ state: 'paused', pausedUntil: until, failures: 0 });
    }
    expect(await resume(store.ctx, act(issued.id))).toMatchObject({ state: 'in-use', pausedUntil: null });
    expect((await use(issued.id, codeOf(activation, store.clock()))).outcome).toBe('accepted');
  });

  test('takes no start and no resynchronisation either, and charges nothing', async () => {
    const issued = await issueTo(store);
    const activation = await activateWith(store, issued);
    await pauseFor(issued.id, DAY);
    const codes = [0, 1].map((n) => codeOf(activation, store.clock() + n * 30_000)) as [string, string];
    const refused = { outcome: 'not-usable', state: 'paused', attemptsLeft: 3 };
    expect(await use(issued.id, codes[0], start)).toMatchObject(refused);
    expect(await resync(store.ctx, { ...of(issued.id), codes })).toMatchObject(refused);
    await resume(store.ctx, act(issued.id));
    expect((await use(issued.id, codes[0], start)).outcome).toBe('accepted');
  });

  test('keeps the count of wrong codes and the place before the start', async () => {
    const issued = await issueTo(store);
    const activation = await activateWith(store, issued);
    await use(issued.id, wrongCode(activation, store.clock()), start);
    await pauseFor(issued.id, DAY);
    expect(await resume(store.ctx, act(issued.id))).toMatchObject({ state: 'activated', failures: 1 });
  });

  test('must be for a time ahead, at most 366 days', async () => {
    const { issued } = await tokenInUse(store);
    for (const ms of [-DAY, -1, 0, 366 * DAY + 1]) {
      await expect(pauseFor(issued.id, ms)).rejects.toMatchObject({ code: 'malformed' });
    }
    expect((await read(issued.id)).state).toBe('in-use');
    expect(await pauseFor(issued.id, 366 * DAY)).toMatchObject({ state: 'paused' });
  });

  test('does not outlive the token', async () => {
    const { issued } = await tokenInUse(store);
    store.clock.set(issued.expiresAt! - DAY);
    await pauseFor(issued.id, 10 * DAY);
    store.clock.set(issued.expiresAt!);
    expect(await read(issued.id)).toMatchObject({ state: 'expired', pausedUntil: null });
    await expect(resume(store.ctx, act(issued.id))).rejects.toMatchObject({ code: 'wrong-state' });
  });
});

test('a repeated act under one key answers as the first time, whatever happened since', async () => {
  const { issued } = await tokenInUse(store);
  const key = (name: string) => ({ idempotency: { key: name, digest: new Uint8Array(32).fill(7) } });
  const until = store.clock() + 60_000;
  const paused = await pause(store.ctx, { ...act(issued.id), until, ...key('p') });
  const resumed = await resume(store.ctx, { ...act(issued.id), ...key('r') });
  store.clock.set(until + 1);
  expect(await pause(store.ctx, { ...act(issued.id), until, ...key('p') })).toEqual(paused);
  expect(await resume(store.ctx, { ...act(issued.id), ...key('r') })).toEqual(resumed);
  expect((await read(issued.id)).state).toBe('in-use');
  await expect(lift(store.ctx, { ...act(issued.id), ...key('r') })).rejects.toMatchObject({
    code: 'idempotency-mismatch',
  });
  const revoked = await revoke(store.ctx, { ...act(issued.id), ...key('v') });
  expect(await revoke(store.ctx, { ...act(issued.id), ...key('v') })).toEqual(revoked);
});

test('of twenty revocations at once under different keys, one is made', async () => {
  const { issued } = await tokenInUse(store);
  const all = await Promise.allSettled(Array.from({ length: 20 }, () => revoke(store.ctx, act(issued.id))));
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('the history names who, why and from which state, and nothing secret', async () => {
  const { issued, activation } = await tokenInUse(store);
  await suspend(issued.id, activation);
  await lift(store.ctx, act(issued.id));
  const until = store.clock() + DAY;
  await pause(store.ctx, { ...act(issued.id), until });
  await resume(store.ctx, act(issued.id));
  await cancel(store.ctx, { ...of(issued.id), request: { v: 1, by: 'desk', desk: DESK } });
  const { events } = await listEvents(store.ctx, of(issued.id));
  expect(events.map(({ action, details }) => [action, details.from])).toEqual([
    ['cancelled', 'in-use'],
    ['resumed', 'paused'],
    ['paused', 'in-use'],
    ['lifted', 'suspended'],
    ['code-refused', undefined],
    ['code-refused', undefined],
    ['code-refused', undefined],
    ['started', undefined],
    ['activated', undefined],
    ['issued', undefined],
  ]);
  for (const { action, details } of events.slice(0, 4)) {
    expect(details).toMatchObject(action === 'paused' ? { ...DESK, until } : DESK);
  }
  expect(events[0]?.details.by).toBe('desk');
  const text = JSON.stringify(events);
  expect(text).not.toContain(activation.seed);
  expect(text).not.toContain(codeOf(activation, store.clock()));
});
