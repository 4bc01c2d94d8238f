import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  addCredential,
  institutionOfCredential,
  revokeCredential,
} from '../../authority/institutions/credentials.ts';
import { loadPolicy } from '../../authority/institutions/policy.ts';
import { cancel } from '../../authority/registrations/cancel.ts';
import { listRegistrations, readRegistration } from '../../authority/registrations/read.ts';
import { start } from '../../authority/registrations/start.ts';
import { verify } from '../../authority/registrations/verify.ts';
import { startAuthority } from '../support/authority.ts';
import {
  BANK,
  codeOf,
  issueTo,
  openStore,
  policyOf,
  SERVICE,
  type Store,
  tokenInUse,
} from '../support/authority-store.ts';
import { activatedToken, codeAt, issueBody, rpCall } from '../support/device.ts';

const OTHER = 'other-bank';
const OTHER_SERVICE = '20000002';

let store: Store;
beforeEach(async () => {
  store = await openStore();
  await loadPolicy(store.ctx, policyOf(OTHER, OTHER_SERVICE));
});
afterEach(() => store.close());

test('one institution reaches nothing of another: every use case answers as for what does not exist', async () => {
  const { issued, activation } = await tokenInUse(store);
  const { id } = issued;
  const code = codeOf(activation, store.clock());
  const notFound = { code: 'not-found' };
  await expect(readRegistration(store.ctx, { institutionId: OTHER, id })).rejects.toMatchObject(notFound);
  await expect(verify(store.ctx, { institutionId: OTHER, id, code })).rejects.toMatchObject(notFound);
  await expect(start(store.ctx, { institutionId: OTHER, id, code })).rejects.toMatchObject(notFound);
  const request = { v: 1 as const, by: 'customer' as const };
  await expect(cancel(store.ctx, { institutionId: OTHER, id, request })).rejects.toMatchObject(notFound);
  await expect(issueTo(store, 'customer-9', OTHER, SERVICE)).rejects.toMatchObject(notFound);
  const list = await listRegistrations(store.ctx, { institutionId: OTHER, customer: 'customer-1' });
  expect(list.registrations).toEqual([]);
  expect(await readRegistration(store.ctx, { institutionId: BANK, id })).toMatchObject({
    state: 'in-use',
    failures: 0,
  });
});

test('no route reaches another institution’s registration: all of the document’s are tried', async () => {
  const house = await startAuthority({ policy: policyOf(BANK, '10112235') });
  await loadPolicy(house.ctx, policyOf(OTHER, OTHER_SERVICE));
  const credential = await addCredential(house.ctx, OTHER);
  const { id, activation } = await activatedToken(house, 'customer-1');
  const codes = [0, 1].map((steps) => codeAt(activation, house.clock() + steps * 30_000)) as [string, string];
  const desk = { operator: 'clerk', reason: 'tried' };
  const bodies: Record<string, object> = {
    start: { code: codes[0] },
    verify: { code: codes[0] },
    resync: { codes },
    cancel: { by: 'customer' },
    revoke: { desk },
    lift: { desk },
    pause: { desk, until: house.clock() + 1000 },
    resume: { desk },
  };
  const before = await (await rpCall(house, 'GET', `/registrations/${id}`)).json();
  const events = await (await rpCall(house, 'GET', `/registrations/${id}/events`)).json();
  const document = (await (await fetch(`${house.url}/openapi.json`)).json()) as { paths: object };
  const paths = Object.entries(document.paths).filter(([path]) => path.includes('/registrations/{id}'));
  expect(paths).toHaveLength(2 + Object.keys(bodies).length);
  for (const [path, operations] of paths) {
    const act = /\/([a-z]+)$/.exec(path)?.[1] ?? '';
    for (const method of Object.keys(operations as object)) {
      const at = path.replace('/v1/rp', '').replace('{id}', id);
      const body = method === 'post' ? { v: 1, ...bodies[act] } : undefined;
      const call = method.toUpperCase() as 'GET' | 'POST';
      const theirs = await rpCall(house, call, at, body, { credential });
      expect([theirs.status, await theirs.json()], path).toEqual([
        404,
        expect.objectContaining({ code: 'not-found' }),
      ]);
      const nobodys = await rpCall(house, call, at, body, { credential: null });
      expect(nobodys.status, path).toBe(401);
    }
  }
  const list = await (await rpCall(house, 'GET', '/registrations', undefined, { credential })).json();
  expect(list).toMatchObject({ registrations: [], next: null });
  const issued = await rpCall(house, 'POST', '/registrations', issueBody('customer-2'), { credential });
  expect(issued.status).toBe(404);
  expect(await (await rpCall(house, 'GET', `/registrations/${id}`)).json()).toEqual(before);
  expect(await (await rpCall(house, 'GET', `/registrations/${id}/events`)).json()).toEqual(events);
  await house.close();
});

test('the same customer reference at two institutions is two customers', async () => {
  await issueTo(store, 'customer-1');
  const other = await issueTo(store, 'customer-1', OTHER, OTHER_SERVICE);
  const list = await listRegistrations(store.ctx, { institutionId: OTHER, customer: 'customer-1' });
  expect(list.registrations.map(({ id }) => id)).toEqual([other.id]);
});

test('the same idempotency key at two institutions is two keys', async () => {
  const { issued, activation } = await tokenInUse(store);
  const idempotency = { key: 'same', digest: new Uint8Array(32) };
  const code = codeOf(activation, store.clock());
  await verify(store.ctx, { institutionId: BANK, id: issued.id, code, idempotency });
  const elsewhere = verify(store.ctx, { institutionId: OTHER, id: issued.id, code, idempotency });
  await expect(elsewhere).rejects.toMatchObject({ code: 'not-found' });
});

test('credentials live side by side, name their institution, and end one by one', async () => {
  const first = await addCredential(store.ctx, BANK);
  const second = await addCredential(store.ctx, BANK);
  const other = await addCredential(store.ctx, OTHER);
  expect(await institutionOfCredential(store.ctx, first)).toEqual({ institutionId: BANK });
  expect(await institutionOfCredential(store.ctx, second)).toEqual({ institutionId: BANK });
  expect(await institutionOfCredential(store.ctx, other)).toEqual({ institutionId: OTHER });
  await expect(revokeCredential(store.ctx, OTHER, first)).rejects.toMatchObject({ code: 'not-found' });
  await revokeCredential(store.ctx, BANK, first);
  expect(await institutionOfCredential(store.ctx, first)).toBeNull();
  expect(await institutionOfCredential(store.ctx, second)).toEqual({ institutionId: BANK });
  await expect(revokeCredential(store.ctx, BANK, first)).rejects.toMatchObject({ code: 'not-found' });
});

test('a credential with another secret, or none, is nobody', async () => {
  const [one, two] = [await addCredential(store.ctx, BANK), await addCredential(store.ctx, OTHER)];
  const crossed = one.slice(0, 38) + two.slice(38);
  for (const bearer of ['', 'fuda_', crossed, `${one}x`, one.slice(0, -1), one.toUpperCase()]) {
    expect(await institutionOfCredential(store.ctx, bearer)).toBeNull();
  }
  const kept = await store.ctx.db.selectFrom('credentials').selectAll().execute();
  expect(JSON.stringify(kept)).not.toContain(one.slice(38));
  await expect(addCredential(store.ctx, 'nobody')).rejects.toMatchObject({ code: 'not-found' });
});

test('loading the same policy again changes nothing; a bad one is refused whole and not echoed', async () => {
  const rows = async () => (await store.ctx.db.selectFrom('audit').select('sequence').execute()).length;
  const before = await rows();
  await loadPolicy(store.ctx, policyOf(BANK, SERVICE));
  expect(await rows()).toBe(before);
  const bad = { ...policyOf(BANK, SERVICE, { failureLimit: 7 }), extra: 'secret-4711' };
  await expect(loadPolicy(store.ctx, bad)).rejects.toMatchObject({
    code: 'malformed',
    message: expect.not.stringContaining('4711'),
  });
  await expect(loadPolicy(store.ctx, policyOf(OTHER, SERVICE))).rejects.toMatchObject({ code: 'malformed' });
  const wrong = policyOf(BANK, SERVICE, {
    otp: { kind: 'time', algorithm: 'SHA-1', digits: 6, period: null },
  });
  await expect(loadPolicy(store.ctx, wrong)).rejects.toMatchObject({ code: 'malformed' });
  expect((await issueTo(store)).failureLimit).toBe(10);
});
