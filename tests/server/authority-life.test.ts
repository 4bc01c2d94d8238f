import { compactVerify, importJWK } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadPolicy, type Policy } from '../../authority/institutions/policy.ts';
import type { SignedState } from '../../core/protocol/device/messages.ts';
import type { EventList, Registration } from '../../core/protocol/relying-party/messages.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { DAY, policyOf } from '../support/authority-store.ts';
import { activatedToken, codeAt, devicePost, issueBody, makeDevice, rpCall } from '../support/device.ts';

const MINUTE = 60_000;
const DESK = { operator: 'clerk-1', reason: 'asked at the counter' };

type ServicePolicy = Policy['services'][number];
type Token = Awaited<ReturnType<typeof activatedToken>>;

/** Two years of life, notice half a year before the end, two years more by each renewal. */
const policy = (change: Partial<ServicePolicy> = {}) =>
  policyOf('test-bank', '10112235', {
    otp: { kind: 'time', algorithm: 'SHA-256', digits: 8, period: 60 },
    validityDays: 731,
    renewalNoticeDays: 180,
    renewalDays: 731,
    failureLimit: 3,
    ...change,
  });

let house: RunningAuthority;
beforeEach(async () => {
  house = await startAuthority({ policy: policy() });
});
afterEach(() => house.close());

const post = (token: Token, act: string, body: object = { desk: DESK }) =>
  rpCall(house, 'POST', `/registrations/${token.id}/${act}`, { v: 1, ...body });
const read = async (token: Token) =>
  (await (await rpCall(house, 'GET', `/registrations/${token.id}`)).json()) as Registration;
const code = (token: Token) => codeAt(token.activation, house.clock());
const verify = async (token: Token) => (await post(token, 'verify', { code: code(token) })).json();

/** Asks as the device; the nonce and the authority's signature are checked. */
async function ask(token: Token, what: 'state' | 'renew', device = token.device): Promise<SignedState> {
  const nonce = `nonce-of-this-call-${what}`;
  const { tokenId, authority } = token.activation;
  const answer = await devicePost(house, device, `/v1/device/${what}`, { v: 1, tokenId, nonce });
  const body = (await answer.json()) as { jws: string; code?: string };
  if (answer.status !== 200) throw new Error(`${answer.status} ${body.code}`);
  const { payload, protectedHeader } = await compactVerify(
    body.jws,
    await importJWK({ ...authority.key }, 'ES256'),
  );
  expect(protectedHeader.typ).toBe('fuda-state+jwt');
  const state = JSON.parse(new TextDecoder().decode(payload)) as SignedState;
  expect(state).toMatchObject({ v: 1, tokenId, nonce, time: house.clock() });
  return state;
}

async function startedToken(customer: string): Promise<Token> {
  const token = await activatedToken(house, customer);
  await post(token, 'start', { code: code(token) });
  house.clock.advance(MINUTE);
  return token;
}

const lastEvents = async (token: Token) =>
  (await (await rpCall(house, 'GET', `/registrations/${token.id}/events`)).json()) as EventList;

test('a token lives: issue, start, two years, notice, renewal, two more, notice again, expiry, a new one', async () => {
  const token = await startedToken('customer-life');
  const born = (await read(token)).issuedAt;
  const end = born + 731 * DAY;
  expect(await ask(token, 'state')).toMatchObject({ state: 'in-use', expiresAt: end, pausedUntil: null });

  // One millisecond before the notice nothing is renewed, and nothing is refused.
  house.clock.set(end - 180 * DAY - 1);
  expect(await ask(token, 'renew')).toMatchObject({ state: 'in-use', expiresAt: end });
  expect(await verify(token)).toMatchObject({ outcome: 'accepted' });

  house.clock.advance(1);
  const renewed = end + 731 * DAY;
  expect(await ask(token, 'renew')).toMatchObject({ state: 'in-use', expiresAt: renewed });
  // The answer was lost: asked again, and once more a year later, it is told and does not grow.
  expect(await ask(token, 'renew')).toMatchObject({ expiresAt: renewed });
  house.clock.advance(365 * DAY);
  expect(await ask(token, 'renew')).toMatchObject({ expiresAt: renewed });
  expect(await ask(token, 'state')).toMatchObject({ state: 'in-use', expiresAt: renewed });
  expect((await read(token)).expiresAt).toBe(renewed);
  const { events } = await lastEvents(token);
  expect(events.filter(({ action }) => action === 'renewed')).toEqual([
    expect.objectContaining({ actor: 'device', details: { before: end, expiresAt: renewed } }),
  ]);

  // The same seed shows codes beyond the first end.
  house.clock.set(end + 300 * DAY);
  expect(await verify(token)).toMatchObject({ outcome: 'accepted', state: 'in-use' });

  house.clock.set(renewed - 1);
  expect(await verify(token)).toMatchObject({ outcome: 'accepted' });
  house.clock.set(renewed);
  expect(await verify(token)).toMatchObject({ outcome: 'not-usable', state: 'expired' });
  expect(await ask(token, 'state')).toMatchObject({ state: 'expired', expiresAt: renewed });
  await expect(ask(token, 'renew')).rejects.toThrow('409 renewal-refused');
  expect(await read(token)).toMatchObject({ state: 'expired', endedAt: renewed, reissueFrom: null });

  const again = await rpCall(house, 'POST', '/registrations', issueBody('customer-life'));
  expect(again.status).toBe(201);
  expect(await read(token)).toMatchObject({ state: 'expired', endedAt: renewed });
});

describe('renewal', () => {
  const due = async (token: Token) => house.clock.set((await read(token)).expiresAt! - DAY);

  test('is made on the last day, and twenty requests at once are one', async () => {
    const token = await startedToken('customer-last-day');
    const end = (await read(token)).expiresAt!;
    house.clock.set(end - 1);
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(token, 'renew')));
    expect(new Set(answers.map(({ expiresAt }) => expiresAt))).toEqual(new Set([end + 731 * DAY]));
  });

  test('is open to a token that was activated and not started', async () => {
    const token = await activatedToken(house, 'customer-unstarted');
    await due(token);
    expect(await ask(token, 'renew')).toMatchObject({ state: 'activated' });
    expect((await read(token)).expiresAt).toBeGreaterThan(house.clock() + 700 * DAY);
  });

  test.each([
    [
      'suspended',
      async (token: Token) => {
        for (let n = 0; n < 3; n += 1)
          await post(token, 'verify', {
            code: code(token).replace(/^./, (d) => String((Number(d) + 5) % 10)),
          });
      },
    ],
    ['paused', (token: Token) => post(token, 'pause', { desk: DESK, until: house.clock() + 5 * DAY })],
    ['cancelled', (token: Token) => post(token, 'cancel', { by: 'customer' })],
    ['revoked', (token: Token) => post(token, 'revoke')],
  ] as const)('is refused when %s, and the validity stays', async (state, bring) => {
    const token = await startedToken(`customer-${state}`);
    await due(token);
    const { expiresAt } = await read(token);
    await bring(token);
    await expect(ask(token, 'renew')).rejects.toThrow('409 renewal-refused');
    expect(await ask(token, 'state')).toMatchObject({ state, expiresAt });
  });

  test('is refused where the policy knows none', async () => {
    await loadPolicy(house.ctx, policy({ renewalDays: null }));
    const token = await startedToken('customer-none');
    await due(token);
    await expect(ask(token, 'renew')).rejects.toThrow('409 renewal-refused');
  });

  test('is refused to any other device, as an unknown token is', async () => {
    const token = await startedToken('customer-other');
    await due(token);
    const other = await makeDevice();
    await expect(ask(token, 'renew', other)).rejects.toThrow('403 refused');
    const unknown = { ...token, activation: { ...token.activation, tokenId: 'FUDA-0000-0000' } };
    await expect(ask(unknown, 'renew')).rejects.toThrow('403 refused');
  });

  test('shorter than its notice cannot be loaded as a policy', async () => {
    const short = policy({ renewalDays: 180, renewalNoticeDays: 180 });
    await expect(loadPolicy(house.ctx, short)).rejects.toMatchObject({ code: 'malformed' });
    await loadPolicy(house.ctx, policy({ renewalDays: 181, renewalNoticeDays: 180 }));
  });
});

test('a policy whose set-ups stay open as long as the tokens they would give live is not loaded', async () => {
  const open = (setupValidDays: number) =>
    loadPolicy(house.ctx, policy({ validityDays: 30, setupValidDays, renewalDays: null }));
  await expect(open(30)).rejects.toMatchObject({ code: 'malformed' });
  await open(29);
});

test('the device learns of suspension, lifting, pause and resumption from its signed state', async () => {
  const token = await startedToken('customer-told');
  const wrong = code(token).replace(/^./, (digit) => String((Number(digit) + 5) % 10));
  for (let n = 0; n < 3; n += 1) await post(token, 'verify', { code: wrong });
  expect(await ask(token, 'state')).toMatchObject({ state: 'suspended' });
  expect(await (await post(token, 'lift')).json()).toMatchObject({ state: 'in-use', failures: 0 });
  expect(await ask(token, 'state')).toMatchObject({ state: 'in-use' });
  const until = house.clock() + 3 * DAY;
  expect((await post(token, 'pause', { desk: DESK, until })).status).toBe(200);
  expect(await ask(token, 'state')).toMatchObject({ state: 'paused', pausedUntil: until });
  house.clock.set(until + 1);
  expect(await ask(token, 'state')).toMatchObject({ state: 'paused', pausedUntil: until });
  expect((await post(token, 'resume')).status).toBe(200);
  expect(await ask(token, 'state')).toMatchObject({ state: 'in-use', pausedUntil: null });
});

test('two codes in a row find a drifted token over HTTP, once, and the answer repeats under its key', async () => {
  const token = await startedToken('customer-drifted');
  house.clock.advance(DAY);
  const body = {
    v: 1,
    codes: [400, 401].map((steps) => codeAt(token.activation, house.clock() + steps * MINUTE)),
  };
  const path = `/registrations/${token.id}/resync`;
  const first = await rpCall(house, 'POST', path, body, { idempotencyKey: 'resync-1' });
  expect(await first.json()).toMatchObject({ outcome: 'accepted', state: 'in-use', attemptsLeft: 3 });
  const again = await rpCall(house, 'POST', path, body, { idempotencyKey: 'resync-1' });
  expect(await again.json()).toMatchObject({ outcome: 'accepted', attemptsLeft: 3 });
  const replay = await rpCall(house, 'POST', path, body);
  expect(await replay.json()).toMatchObject({ outcome: 'used', attemptsLeft: 2 });
  for (const codes of [['1234567'], ['12345678', '1234'], ['12345678', '12345678', '12345678']]) {
    expect((await rpCall(house, 'POST', path, { v: 1, codes })).status).toBe(400);
  }
});

test('desk acts want an operator and a reason, and say problems in the usual form', async () => {
  const token = await startedToken('customer-desk');
  for (const desk of [
    undefined,
    {},
    { operator: 'a' },
    { operator: 'a b', reason: 'x' },
    { operator: 'a', reason: ' ' },
    { operator: 'a', reason: 'one line\nand one that seems to be another entry' },
    { operator: 'a', reason: 'an escape \u001b[2J of a terminal' },
    { operator: 'a', reason: 'turned \u202e round' },
  ]) {
    const answer = await post(token, 'revoke', { desk });
    expect(answer.status).toBe(400);
  }
  const past = await post(token, 'pause', { desk: DESK, until: house.clock() });
  expect(past.headers.get('Content-Type')).toBe('application/problem+json');
  expect(await past.json()).toMatchObject({ code: 'malformed' });
  expect(await (await post(token, 'lift')).json()).toMatchObject({ code: 'wrong-state', status: 409 });
  const cancelled = await post(token, 'cancel', { by: 'desk', desk: DESK });
  expect(await cancelled.json()).toMatchObject({ state: 'cancelled' });
  expect((await lastEvents(token)).events[0]).toMatchObject({
    action: 'cancelled',
    details: { by: 'desk', ...DESK, from: 'in-use' },
  });
});

test('every act repeats its answer under its idempotency key and refuses another body', async () => {
  const token = await startedToken('customer-keys');
  const keyed = async (act: string, body: object, idempotencyKey = act) => {
    const answer = await rpCall(
      house,
      'POST',
      `/registrations/${token.id}/${act}`,
      { v: 1, ...body },
      { idempotencyKey },
    );
    return { status: answer.status, body: await answer.json() };
  };
  const until = house.clock() + DAY;
  for (const [act, body] of [
    ['pause', { desk: DESK, until }],
    ['resume', { desk: DESK }],
    ['revoke', { desk: DESK }],
  ] as const) {
    const first = await keyed(act, body);
    expect(first.status).toBe(200);
    house.clock.advance(1000);
    expect(await keyed(act, body)).toEqual(first);
    const other = { ...body, desk: { ...DESK, reason: 'something else' } };
    expect((await keyed(act, other)).status).toBe(422);
  }
  expect((await keyed('lift', { desk: DESK }, 'revoke')).status).toBe(422);
});

test('a device is told at activation whether its token may be moved, and by default it may not', async () => {
  expect((await activatedToken(house, 'customer-stays')).activation.mayMove).toBe(false);
  await loadPolicy(house.ctx, policy({ mayMove: true }));
  expect((await activatedToken(house, 'customer-moves')).activation.mayMove).toBe(true);
});
