import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCredential } from '../../authority/institutions/credentials.ts';
import { loadPolicy } from '../../authority/institutions/policy.ts';
import { stockTokens } from '../../authority/registrations/hardware/stock.ts';
import { RP_BASE } from '../../core/protocol/relying-party/messages.ts';
import { type RunningAuthority, SERVICE_ID, startAuthority } from '../support/authority.ts';
import { DAY, policyOf } from '../support/authority-store.ts';
import { activatedToken, codeAt, issueBody, rpCall } from '../support/device.ts';

/**
 * One institution with a token in every state, another that tries every endpoint of the document on them. An
 * endpoint that is added later is tried as well, or this fails for want of a body to try it with.
 */
const OTHER_SERVICE = '20000002';
const DESK = { operator: 'stranger', reason: 'curious' };
const NOBODYS_ID = '01890000-0000-7000-8000-000000000000';
const NOBODYS_SERIAL = 'NOBODYS-1';
const CODE = '12345678';

/** A well-formed body for each operation that takes one; `service` is the caller's own or the other's. */
const BODIES: Record<string, (service: string) => unknown> = {
  issue: (service) => ({ ...issueBody('customer-x'), serviceId: service }),
  start: () => ({ v: 1, code: CODE }),
  verify: () => ({ v: 1, code: CODE }),
  resync: () => ({ v: 1, codes: [CODE, CODE] }),
  cancel: () => ({ v: 1, by: 'desk', desk: DESK }),
  revoke: () => ({ v: 1, desk: DESK }),
  lift: () => ({ v: 1, desk: DESK }),
  pause: () => ({ v: 1, desk: DESK, until: house.clock() + DAY }),
  resume: () => ({ v: 1, desk: DESK }),
  assign: (service) => ({ v: 1, serviceId: service, customer: 'customer-x', desk: DESK }),
  restock: () => ({ v: 1, desk: DESK }),
};

interface Operation {
  method: 'GET' | 'POST';
  /** Below `/v1/rp`, with `{id}` or `{serial}`. */
  path: string;
  operationId: string;
  takesBody: boolean;
}

let house: RunningAuthority;
let stranger: string;
let operations: Operation[];
/** What belongs to the first institution. */
const ids: string[] = [];
const serials = ['ALPHA-1', 'ALPHA-2', 'ALPHA-3', 'ALPHA-4'];
const customers: string[] = [];

/** The key that the first institution used for a call, and the stranger uses again. */
const keyOf = (path: string) => path.slice(-64);

const post = async (path: string, body: unknown): Promise<{ id: string; state: string }> => {
  const answer = await rpCall(house, 'POST', path, body, {
    idempotencyKey: keyOf(path),
  });
  expect(answer.status).toBeLessThan(300);
  return (await answer.json()) as { id: string; state: string };
};

async function fillFirst(): Promise<void> {
  const desk = { operator: 'desk-07', reason: 'a test' };
  const token = async (customer: string, use?: (id: string, code: () => string) => Promise<unknown>) => {
    customers.push(customer);
    const { id, activation } = await activatedToken(house, customer);
    ids.push(id);
    await use?.(id, () => codeAt(activation, house.clock()));
  };
  const started = (id: string, code: () => string) =>
    post(`/registrations/${id}/start`, { v: 1, code: code() });
  customers.push('their-issued');
  ids.push((await post('/registrations', issueBody('their-issued'))).id);
  await token('their-activated');
  await token('their-in-use', started);
  await token('their-suspended', async (id, code) => {
    await started(id, code);
    const wrong = code() === '00000000' ? '11111111' : '00000000';
    for (let n = 0; n < 3; n += 1)
      await rpCall(house, 'POST', `/registrations/${id}/verify`, { v: 1, code: wrong });
  });
  await token('their-paused', async (id, code) => {
    await started(id, code);
    await post(`/registrations/${id}/pause`, { v: 1, desk, until: house.clock() + DAY });
  });
  await token('their-cancelled', async (id, code) => {
    await started(id, code);
    await post(`/registrations/${id}/cancel`, { v: 1, by: 'customer' });
  });
  const assign = async (serial: string) => {
    const body = { v: 1, serviceId: SERVICE_ID, customer: `with-${serial}` };
    const { id } = await post(`/hardware/${serial}/assign`, body);
    ids.push(id);
    customers.push(body.customer);
    return id;
  };
  await assign('ALPHA-1');
  await post(`/registrations/${await assign('ALPHA-2')}/cancel`, { v: 1, by: 'customer' });
  await post(`/registrations/${await assign('ALPHA-3')}/cancel`, { v: 1, by: 'customer' });
  await post('/hardware/ALPHA-3/restock', { v: 1, desk });
}

const hardware = (institutionId: string, serviceId: string, names: readonly string[]) =>
  stockTokens(house.ctx, {
    institutionId,
    serviceId,
    tokens: names.map((serial) => ({
      serial,
      manufacturer: 'Maker',
      model: null,
      otp: { kind: 'time', algorithm: 'SHA-1', digits: 6, period: 60 },
      seed: new TextEncoder().encode(`seed-of-${institutionId}-${serial}`),
      counter: 0,
      startsAt: null,
      expiresAt: null,
    })),
  });

beforeAll(async () => {
  const first = policyOf('first', SERVICE_ID, { hardware: true, failureLimit: 3 });
  house = await startAuthority({ policy: first });
  await loadPolicy(house.ctx, policyOf('other', OTHER_SERVICE, { hardware: true }));
  stranger = await addCredential(house.ctx, 'other');
  await hardware('first', SERVICE_ID, serials);
  await hardware('other', OTHER_SERVICE, ['B-1']);
  await fillFirst();
  const own = await rpCall(
    house,
    'POST',
    '/registrations',
    { ...issueBody('customer-o'), serviceId: OTHER_SERVICE },
    { credential: stranger },
  );
  expect(own.status).toBe(201);
  await house.authority.deliverMail();
  operations = await documented();
});
afterAll(() => house.close());

/** Every operation below `/v1/rp` that the document lists. */
async function documented(): Promise<Operation[]> {
  const document = (await (await fetch(`${house.url}/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { operationId?: string; requestBody?: unknown }>>;
  };
  return Object.entries(document.paths)
    .filter(([path]) => path.startsWith(RP_BASE))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId, requestBody }]) => ({
        method: method.toUpperCase() as 'GET' | 'POST',
        path: path.slice(RP_BASE.length),
        operationId: operationId ?? `${method} ${path}`,
        takesBody: requestBody !== undefined,
      })),
    );
}

/** Every row of every table, as it is stored. */
async function dump(): Promise<string> {
  const tables = [
    'institutions',
    'services',
    'credentials',
    'registrations',
    'wrapped_keys',
    'outbox',
    'idempotency',
    'audit',
    'decoy',
  ] as const;
  const rows = await Promise.all(tables.map((table) => house.ctx.db.selectFrom(table).selectAll().execute()));
  return JSON.stringify(rows, (_key, value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
  );
}

const bodyOf = ({ operationId, takesBody }: Operation, service: string): unknown => {
  if (!takesBody) return undefined;
  const body = BODIES[operationId];
  if (body === undefined) throw new Error(`no body to try ${operationId} with`);
  return body(service);
};

const call = async (
  operation: Operation,
  path: string,
  more: { service?: string; credential?: string | null; idempotencyKey?: string } = {},
) => {
  const { service = OTHER_SERVICE, credential = stranger, idempotencyKey } = more;
  const answer = await rpCall(house, operation.method, path, bodyOf(operation, service), {
    credential,
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  });
  return { status: answer.status, text: await answer.text() };
};

describe('every endpoint of the document, with another institution’s credential', () => {
  it('is found: the ones that name a registration, a serial number, and the lists', () => {
    const names = operations.map(({ operationId }) => operationId);
    expect(names).toEqual(
      expect.arrayContaining([...Object.keys(BODIES), 'readRegistration', 'listHardware']),
    );
    for (const { path } of operations) {
      expect(path.match(/\{(\w+)\}/g) ?? []).toEqual(
        path.includes('{') ? [expect.stringMatching(/^\{(id|serial)\}$/)] : [],
      );
    }
  });

  it('answers for what belongs to the first as for what does not exist, and changes nothing', async () => {
    const before = await dump();
    let tried = 0;
    for (const operation of operations.filter(({ path }) => path.includes('{'))) {
      const [theirs, nobodys] = operation.path.includes('{id}')
        ? [ids, NOBODYS_ID]
        : [serials, NOBODYS_SERIAL];
      const fill = (value: string) => operation.path.replace(/\{\w+\}/, value);
      for (const service of [OTHER_SERVICE, SERVICE_ID]) {
        const nothing = await call(operation, fill(nobodys), { service });
        expect(nothing.status, operation.operationId).toBe(404);
        expect(JSON.parse(nothing.text)).toMatchObject({ code: 'not-found' });
        for (const value of theirs) {
          expect(await call(operation, fill(value), { service }), operation.operationId).toEqual(nothing);
          const idempotencyKey = keyOf(fill(value));
          expect(await call(operation, fill(value), { service, idempotencyKey })).toEqual(nothing);
          tried += 2;
        }
      }
    }
    expect(tried).toBeGreaterThan(150);
    expect(await dump()).toBe(before);
  });

  it('reaches nothing of the first’s through bodies, queries and cursors', async () => {
    const before = await dump();
    const pages = await Promise.all(
      ['/registrations?limit=1', `/registrations/${ids[2]}/events?limit=1`, '/hardware?limit=1'].map(
        async (path) => ((await (await rpCall(house, 'GET', path)).json()) as { next: string }).next,
      ),
    );
    expect(pages.every((cursor) => typeof cursor === 'string')).toBe(true);
    const queries = [
      '',
      ...customers.map((customer) => `customer=${customer}`),
      ...serials.map((serial) => `serial=${serial}`),
      ...pages.flatMap((cursor) => [`cursor=${cursor}`, `cursor=${cursor}&limit=100`]),
      ...['stocked', 'assigned', 'cancelled'].map((state) => `state=${state}`),
    ];
    const foreign = [...ids, ...serials, ...customers.map((customer) => `"${customer}"`), SERVICE_ID];
    for (const operation of operations.filter(({ path }) => !path.includes('{'))) {
      if (operation.method === 'GET') {
        for (const query of queries) {
          const { status, text } = await call(operation, `${operation.path}?${query}`);
          expect([200, 400], operation.operationId).toContain(status);
          for (const each of foreign) expect(text).not.toContain(each);
        }
      } else {
        const { status, text } = await call(operation, operation.path, { service: SERVICE_ID });
        expect(status, operation.operationId).toBe(404);
        expect(JSON.parse(text)).toMatchObject({ code: 'not-found' });
      }
    }
    const own = operations.find(({ operationId }) => operationId === 'assign')!;
    expect((await call(own, '/hardware/B-1/assign', { service: SERVICE_ID })).status).toBe(404);
    expect(await dump()).toBe(before);
  });

  it('wants a credential before it looks at anything', async () => {
    const before = await dump();
    for (const operation of operations) {
      const path = operation.path.replace('{id}', ids[0]!).replace('{serial}', serials[0]!);
      for (const credential of [null, 'nonsense']) {
        const { status, text } = await call(operation, path, { credential });
        expect(status, operation.operationId).toBe(401);
        expect(JSON.parse(text)).toMatchObject({ code: 'unauthorized' });
      }
    }
    expect(await dump()).toBe(before);
  });

  it('finds all of it with the right one, so that the above says something', async () => {
    for (const id of ids) expect((await rpCall(house, 'GET', `/registrations/${id}`)).status).toBe(200);
    const { registrations } = (await (await rpCall(house, 'GET', '/registrations?limit=100')).json()) as {
      registrations: { id: string; state: string }[];
    };
    expect(new Set(registrations.map(({ id }) => id))).toEqual(new Set(ids));
    expect(new Set(registrations.map(({ state }) => state))).toEqual(
      new Set(['issued', 'activated', 'in-use', 'suspended', 'paused', 'cancelled', 'assigned']),
    );
    const listed = (await (await rpCall(house, 'GET', '/hardware')).json()) as {
      hardware: { serial: string }[];
    };
    expect(listed.hardware.map(({ serial }) => serial)).toEqual(serials);
  });
});
