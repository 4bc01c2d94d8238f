import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPolicyFile } from '../../authority/commands/policy-file.ts';
import { addCredential, revokeCredential } from '../../authority/institutions/credentials.ts';
import { loadPolicy, type Policy } from '../../authority/institutions/policy.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { activatedToken, codeAt, issueBody, rpCall } from '../support/device.ts';

let house: RunningAuthority;
let stranger: string;
beforeAll(async () => {
  house = await startAuthority();
  const policy = (await readPolicyFile(
    new URL('../../bank/institutions/midori/token-policy.json', import.meta.url).pathname,
    ['https://other.example'],
  )) as Policy;
  await loadPolicy(house.ctx, {
    institution: { ...policy.institution, id: 'other' },
    services: policy.services.map((service) => ({ ...service, id: '20223346' })),
  });
  stranger = await addCredential(house.ctx, 'other');
});
afterAll(() => house.close());

describe('one institution’s credential at another’s records', () => {
  it('finds nothing through any call, and changes nothing', async () => {
    const { id, activation } = await activatedToken(house, 'customer-a');
    const code = codeAt(activation, house.clock());
    const unknown = '01890000-0000-7000-8000-000000000000';
    const calls = [
      ['GET', '', undefined],
      ['POST', '/start', { v: 1, code }],
      ['POST', '/verify', { v: 1, code }],
      ['POST', '/cancel', { v: 1, by: 'customer' }],
    ] as const;
    const before = await (await rpCall(house, 'GET', `/registrations/${id}`)).json();
    for (const [method, path, body] of calls) {
      const theirs = await rpCall(house, method, `/registrations/${id}${path}`, body, {
        credential: stranger,
      });
      const nobodys = await rpCall(house, method, `/registrations/${unknown}${path}`, body, {
        credential: stranger,
      });
      expect(theirs.status).toBe(404);
      expect(await theirs.text()).toBe(await nobodys.text());
    }
    const list = await rpCall(house, 'GET', '/registrations?customer=customer-a', undefined, {
      credential: stranger,
    });
    expect(await list.json()).toEqual({ v: 1, registrations: [], next: null });
    expect(await (await rpCall(house, 'GET', `/registrations/${id}`)).json()).toEqual(before);
  });

  it('cannot issue for another’s service', async () => {
    const answer = await rpCall(house, 'POST', '/registrations', issueBody('customer-b'), {
      credential: stranger,
    });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'not-found' });
  });

  it('does not see what another remembered under the same idempotency key', async () => {
    const idempotencyKey = 'shared-key';
    const first = await rpCall(house, 'POST', '/registrations', issueBody('customer-c'), { idempotencyKey });
    expect(first.status).toBe(201);
    const body = { ...issueBody('customer-c'), serviceId: '20223346' };
    const second = await rpCall(house, 'POST', '/registrations', body, {
      credential: stranger,
      idempotencyKey,
    });
    expect(second.status).toBe(201);
    expect(await second.json()).toMatchObject({ serviceId: '20223346' });
  });
});

describe('credentials', () => {
  it('are needed, must be right, and end when they are revoked', async () => {
    const spare = await addCredential(house.ctx, 'midori');
    const call = (credential: string | null) =>
      rpCall(house, 'GET', '/registrations?customer=x', undefined, { credential });
    expect((await call(spare)).status).toBe(200);
    await revokeCredential(house.ctx, 'midori', spare);
    for (const wrong of [null, '', 'x', spare, `${house.credential}x`, house.credential.slice(0, -1)]) {
      const answer = await call(wrong);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer');
      expect(await answer.json()).toMatchObject({ code: 'unauthorized' });
    }
  });

  it('are asked for before anything else is looked at', async () => {
    const answer = await rpCall(house, 'POST', '/registrations', { nonsense: true }, { credential: 'x' });
    expect(answer.status).toBe(401);
  });
});
