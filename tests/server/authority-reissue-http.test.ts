import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadPolicy, type Policy } from '../../authority/institutions/policy.ts';
import type { Registration } from '../../core/protocol/relying-party/messages.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { policyOf } from '../support/authority-store.ts';
import { manualClock } from '../support/clock.ts';
import { activatedToken, issueBody, rpCall } from '../support/device.ts';

const DESK = { operator: 'clerk-1', reason: 'paper form received' };
const SERVICE = '10112235';

const japan = (time: string) => Date.parse(`${time}:00+09:00`);

let house: RunningAuthority;
beforeAll(async () => {
  house = await startAuthority({
    clock: manualClock(japan('2026-12-01T12:00')),
    policy: policyOf('test-bank', SERVICE),
  });
});
afterAll(() => house.close());

const rule = (change: Partial<Policy['services'][number]>) =>
  loadPolicy(house.ctx, policyOf('test-bank', SERVICE, change));
const issue = (customer: string, more: object = {}) =>
  rpCall(house, 'POST', '/registrations', { ...issueBody(customer), ...more });
const end = async (id: string, how: 'cancel' | 'revoke') => {
  const body = how === 'cancel' ? { v: 1, by: 'customer' } : { v: 1, desk: DESK };
  return (await (await rpCall(house, 'POST', `/registrations/${id}/${how}`, body)).json()) as Registration;
};
const refusal = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];

let customers = 0;
const newCustomer = () => {
  customers += 1;
  return `customer-${customers}`;
};

describe.each(['cancel', 'revoke'] as const)('after a %s', (how) => {
  test.each([
    // Japan's midnight is 15:00 UTC of the day before.
    ['next-day', '2027-01-15T00:00', '2027-01-16T00:00'],
    ['next-day', '2027-01-15T08:59', '2027-01-16T00:00'],
    ['next-day', '2027-01-15T23:59', '2027-01-16T00:00'],
    ['next-day', '2027-01-31T12:00', '2027-02-01T00:00'],
    ['next-day', '2027-02-28T23:59', '2027-03-01T00:00'],
    ['next-day', '2028-02-28T10:00', '2028-02-29T00:00'],
    ['next-day', '2028-02-29T10:00', '2028-03-01T00:00'],
    ['next-day', '2028-12-31T23:59', '2029-01-01T00:00'],
    ['30-minutes', '2029-03-01T08:09', '2029-03-01T08:10'],
    ['30-minutes', '2029-03-01T08:10', '2029-03-01T08:40'],
    ['30-minutes', '2029-03-01T20:40', '2029-03-01T21:10'],
    ['30-minutes', '2029-03-01T20:49', '2029-03-01T21:19'],
    ['30-minutes', '2029-03-01T20:50', '2029-03-02T08:10'],
    ['30-minutes', '2029-03-01T20:55', '2029-03-02T08:10'],
    ['30-minutes', '2029-04-30T23:59', '2029-05-01T08:10'],
    ['30-minutes', '2029-05-01T00:00', '2029-05-01T08:10'],
    ['30-minutes', '2029-05-01T08:05', '2029-05-01T08:10'],
    ['30-minutes', '2029-12-31T21:30', '2030-01-01T08:10'],
  ] as const)('%s: ended at %s, a new one from %s', async (reissue, ended, from) => {
    await rule({ reissue });
    const customer = newCustomer();
    house.clock.set(japan(ended));
    const { id } = (await (await issue(customer)).json()) as Registration;
    expect(await end(id, how)).toMatchObject({ endedAt: japan(ended), reissueFrom: japan(from) });

    house.clock.set(japan(from) - 1);
    const early = (await (await rpCall(house, 'GET', `/registrations/${id}`)).json()) as Registration;
    expect(early.reissueFrom).toBe(japan(from));
    expect(await refusal(await issue(customer))).toEqual([409, 'reissue-too-early']);

    house.clock.set(japan(from));
    const due = (await (await rpCall(house, 'GET', `/registrations?customer=${customer}`)).json()) as {
      registrations: Registration[];
    };
    expect(due.registrations.map(({ reissueFrom }) => reissueFrom)).toEqual([null]);
    expect((await issue(customer)).status).toBe(201);
  });

  test('at-once: nothing waits', async () => {
    await rule({ reissue: 'at-once' });
    const customer = newCustomer();
    const { id } = (await (await issue(customer)).json()) as Registration;
    expect(await end(id, how)).toMatchObject({ reissueFrom: null });
    expect((await issue(customer)).status).toBe(201);
  });
});

test('the rule in force counts, not the one at the time of the issue', async () => {
  await rule({ reissue: 'next-day' });
  const customer = newCustomer();
  const { id } = (await (await issue(customer)).json()) as Registration;
  await end(id, 'cancel');
  await rule({ reissue: 'at-once' });
  expect((await issue(customer)).status).toBe(201);
});

test('the desk need not wait, but one live registration is one for the desk, too', async () => {
  await rule({ reissue: 'next-day' });
  const customer = newCustomer();
  const { id } = (await (await issue(customer)).json()) as Registration;
  await end(id, 'cancel');
  expect(await refusal(await issue(customer))).toEqual([409, 'reissue-too-early']);
  const again = await issue(customer, { desk: DESK });
  expect(again.status).toBe(201);
  const made = (await again.json()) as Registration;
  const history = await rpCall(house, 'GET', `/registrations/${made.id}/events`);
  expect(await history.json()).toMatchObject({ events: [{ action: 'issued', details: DESK }] });
  expect(await refusal(await issue(customer, { desk: DESK }))).toEqual([409, 'already-registered']);
  expect((await issue(newCustomer(), { desk: { operator: 'clerk-1' } })).status).toBe(400);
});

test('set-ups beyond the limit are the desk’s; what was never activated does not count', async () => {
  await rule({ reissue: 'at-once', issueLimit: 2 });
  const customer = newCustomer();
  for (let n = 0; n < 3; n += 1) {
    const { id } = (await (await issue(customer)).json()) as Registration;
    await end(id, 'cancel');
  }
  for (let n = 0; n < 2; n += 1) await end((await activatedToken(house, customer)).id, 'cancel');
  await rule({ reissue: 'next-day', issueLimit: 2 });
  // Waiting would not help, so that is not what is told.
  expect(await refusal(await issue(customer))).toEqual([409, 'issue-limit']);
  house.clock.advance(3 * 365 * 24 * 60 * 60_000);
  expect(await refusal(await issue(customer))).toEqual([409, 'issue-limit']);
  expect((await issue(newCustomer())).status).toBe(201);
  expect((await issue(customer, { desk: DESK })).status).toBe(201);
});
