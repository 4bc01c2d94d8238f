import { compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActivateResponse, Activation } from '../../core/protocol/device/messages.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import {
  activatedToken,
  codeAt,
  devicePost,
  issueBody,
  makeDevice,
  openActivation,
  postActivate,
  rpCall,
} from '../support/device.ts';

let house: RunningAuthority;
beforeAll(async () => {
  house = await startAuthority();
});
afterAll(() => house.close());

async function pinned(activation: Activation, jws: string, typ: string): Promise<Record<string, unknown>> {
  expect(decodeProtectedHeader(jws)).toMatchObject({ alg: 'ES256', typ });
  const key = await importJWK({ ...activation.authority.key }, 'ES256');
  return JSON.parse(new TextDecoder().decode((await compactVerify(jws, key)).payload));
}

describe('the whole story over sockets', () => {
  it('issues, mails, activates, starts, verifies, refuses a used code, and cancels', async () => {
    const issued = await rpCall(house, 'POST', '/registrations', issueBody('customer-1', '135790'));
    expect(issued.status).toBe(201);
    const registration = (await issued.json()) as { id: string; userId: string; setupLink: string };
    expect(registration).toMatchObject({ state: 'issued', customer: 'customer-1', failureLimit: 5 });
    expect(registration.setupLink).toBe(
      `http://app.localhost:8601/#setup?s=10112235&u=${registration.userId}`,
    );

    await house.authority.deliverMail();
    const mail = house.mailbox.messages().find(({ to }) => to.includes('customer-1@mail.example'));
    expect(mail?.text).toContain(registration.setupLink);

    const device = await makeDevice();
    const ids = { serviceId: '10112235', userId: registration.userId };
    const activated = await postActivate(house, device, ids, '135790');
    expect(activated.status).toBe(200);
    const activation = await openActivation(house, device, ids, (await activated.json()) as ActivateResponse);
    expect(activation).toMatchObject({
      issuePath: 'bank-first',
      institution: { id: 'midori', name: { ja: 'みどり農協ネットバンク' } },
      otp: { kind: 'time', algorithm: 'SHA-256', digits: 8, period: 60 },
      loginOrigins: ['http://midori.localhost:8610'],
      authority: { address: house.address },
      renewalNoticeDays: 180,
    });

    const first = codeAt(activation, house.clock());
    const started = await rpCall(house, 'POST', `/registrations/${registration.id}/start`, {
      v: 1,
      code: first,
    });
    expect(await started.json()).toMatchObject({ outcome: 'accepted', state: 'in-use' });

    const verify = async (code: string) =>
      (await rpCall(house, 'POST', `/registrations/${registration.id}/verify`, { v: 1, code })).json();
    expect(await verify(first)).toMatchObject({ outcome: 'used', attemptsLeft: 4 });
    house.clock.advance(60_000);
    const second = codeAt(activation, house.clock());
    expect(await verify(second)).toMatchObject({ outcome: 'accepted', attemptsLeft: 5 });

    const cancelled = await rpCall(house, 'POST', `/registrations/${registration.id}/cancel`, {
      v: 1,
      by: 'customer',
    });
    expect(cancelled.status).toBe(200);
    house.clock.advance(60_000);
    expect(await verify(codeAt(activation, house.clock()))).toMatchObject({
      outcome: 'not-usable',
      state: 'cancelled',
    });
    const list = await (await rpCall(house, 'GET', '/registrations?customer=customer-1')).json();
    expect(list).toMatchObject({ registrations: [{ id: registration.id, state: 'cancelled' }] });
  });

  it('suspends after the policy’s limit of wrong codes in a row', async () => {
    const { id, activation } = await activatedToken(house, 'customer-suspended');
    await rpCall(house, 'POST', `/registrations/${id}/start`, {
      v: 1,
      code: codeAt(activation, house.clock()),
    });
    house.clock.advance(60_000);
    const right = codeAt(activation, house.clock());
    const wrong = right.replace(/^./, (digit) => String((Number(digit) + 5) % 10));
    const outcomes: unknown[] = [];
    for (let i = 0; i < 5; i += 1) {
      const answer = await rpCall(house, 'POST', `/registrations/${id}/verify`, { v: 1, code: wrong });
      outcomes.push(((await answer.json()) as { attemptsLeft: number }).attemptsLeft);
    }
    expect(outcomes).toEqual([4, 3, 2, 1, 0]);
    const after = await rpCall(house, 'POST', `/registrations/${id}/verify`, { v: 1, code: right });
    expect(await after.json()).toMatchObject({ outcome: 'suspended', state: 'suspended' });
  });

  it('answers activation again to the same device when the answer was lost, and to no other', async () => {
    const { device, ids, activation } = await activatedToken(house, 'customer-lost');
    const again = await postActivate(house, device, ids, '246810');
    expect(again.status).toBe(200);
    const repeated = await openActivation(house, device, ids, (await again.json()) as ActivateResponse);
    expect(repeated.seed).toBe(activation.seed);
    expect(repeated.tokenId).toBe(activation.tokenId);
    const other = await postActivate(house, await makeDevice(), ids, '246810');
    expect(other.status).toBe(409);
    expect(await other.json()).toMatchObject({ code: 'setup-used' });
  });

  it('repeats the answer to a verification under the same idempotency key', async () => {
    const { id, activation } = await activatedToken(house, 'customer-repeat');
    const body = { v: 1, code: codeAt(activation, house.clock()) };
    const idempotencyKey = 'start-1';
    const path = `/registrations/${id}/start`;
    const first = await (await rpCall(house, 'POST', path, body, { idempotencyKey })).json();
    const second = await (await rpCall(house, 'POST', path, body, { idempotencyKey })).json();
    expect(first).toMatchObject({ outcome: 'accepted' });
    expect(second).toEqual(first);
    const other = await rpCall(house, 'POST', path, { v: 1, code: '00000000' }, { idempotencyKey });
    expect(other.status).toBe(422);
    expect(await other.json()).toMatchObject({ code: 'idempotency-mismatch' });
  });

  it('signs time and state under the key the device pinned, with the nonce it was given', async () => {
    const { device, activation } = await activatedToken(house, 'customer-state');
    const nonce = 'abcdefghijklmnop';
    const time = (await (await fetch(`${house.url}/v1/device/time?nonce=${nonce}`)).json()) as {
      time: number;
      jws: string;
    };
    expect(time.time).toBe(house.clock());
    expect(await pinned(activation, time.jws, 'fuda-time+jwt')).toEqual({ v: 1, time: house.clock(), nonce });

    const { tokenId } = activation;
    const answer = await devicePost(house, device, '/v1/device/state', { v: 1, tokenId, nonce });
    expect(answer.status).toBe(200);
    const { jws } = (await answer.json()) as { jws: string };
    expect(await pinned(activation, jws, 'fuda-state+jwt')).toEqual({
      v: 1,
      tokenId,
      state: 'activated',
      loginOrigins: ['http://midori.localhost:8610'],
      expiresAt: activation.expiresAt,
      pausedUntil: null,
      time: house.clock(),
      nonce,
    });
    const stranger = await devicePost(house, await makeDevice(), '/v1/device/state', {
      v: 1,
      tokenId,
      nonce,
    });
    expect(stranger.status).toBe(403);
  });
});

describe('set-up refusals', () => {
  it('answers an unknown user ID and a wrong password with the very same bytes', async () => {
    const issued = await rpCall(house, 'POST', '/registrations', issueBody('customer-wrong'));
    const { userId } = (await issued.json()) as { userId: string };
    const device = await makeDevice();
    const wrong = await postActivate(house, device, { serviceId: '10112235', userId }, '111111');
    const unknown = await postActivate(
      house,
      device,
      { serviceId: '10112235', userId: '000000000000' },
      '246810',
    );
    const noService = await postActivate(house, device, { serviceId: '99999999', userId }, '246810');
    const headers = (answer: Response) =>
      [...answer.headers].filter(([name]) => name !== 'date').map(([name, value]) => `${name}: ${value}`);
    expect(wrong.status).toBe(403);
    expect(headers(unknown)).toEqual(headers(wrong));
    expect(headers(noService)).toEqual(headers(wrong));
    const bytes = await wrong.text();
    expect(await unknown.text()).toBe(bytes);
    expect(await noService.text()).toBe(bytes);
    expect(JSON.parse(bytes)).toMatchObject({ code: 'refused' });
  });

  it('voids an issue at the fifth wrong password, after which the right one is refused alike', async () => {
    const issued = await rpCall(house, 'POST', '/registrations', issueBody('customer-void'));
    const { id, userId } = (await issued.json()) as { id: string; userId: string };
    const device = await makeDevice();
    const ids = { serviceId: '10112235', userId };
    for (let i = 0; i < 5; i += 1) {
      expect((await postActivate(house, device, ids, `00000${i}`)).status).toBe(403);
    }
    const right = await postActivate(house, device, ids, '246810');
    expect(await right.json()).toMatchObject({ code: 'refused' });
    expect(await (await rpCall(house, 'GET', `/registrations/${id}`)).json()).toMatchObject({
      state: 'void',
    });
  });

  it('tells that the time is over only after the right password', async () => {
    const issued = await rpCall(house, 'POST', '/registrations', issueBody('customer-late'));
    const { userId } = (await issued.json()) as { userId: string };
    const before = house.clock();
    house.clock.advance(15 * 86_400_000);
    const ids = { serviceId: '10112235', userId };
    const device = await makeDevice();
    expect(await (await postActivate(house, device, ids, '111111')).json()).toMatchObject({
      code: 'refused',
    });
    const late = await postActivate(house, device, ids, '246810');
    expect(late.status).toBe(410);
    expect(await late.json()).toMatchObject({ code: 'setup-expired' });
    house.clock.set(before);
  });
});
