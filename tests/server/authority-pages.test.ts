import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addCredential } from '../../authority/institutions/credentials.ts';
import { loadPolicy } from '../../authority/institutions/policy.ts';
import { cancel } from '../../authority/registrations/cancel.ts';
import { listEvents } from '../../authority/registrations/events.ts';
import { issue } from '../../authority/registrations/issue.ts';
import { listRegistrations } from '../../authority/registrations/read.ts';
import { start } from '../../authority/registrations/start.ts';
import type { EventList, RegistrationList } from '../../core/protocol/relying-party/messages.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { composeMail, issueRequest, policyOf } from '../support/authority-store.ts';
import { rpCall } from '../support/device.ts';

const BANK = 'test-bank';
const SERVICE = '10112235';
const MANY = 37;

let house: RunningAuthority;
/** Newest first. */
const expected: string[] = [];
let withHistory: string;

const issueTo = (customer: string, institutionId = BANK, serviceId = SERVICE) =>
  issue(house.ctx, {
    institutionId,
    request: issueRequest(customer, serviceId),
    compose: composeMail,
    enqueue: async () => undefined,
  });

beforeAll(async () => {
  house = await startAuthority({
    policy: policyOf(BANK, SERVICE, { reissue: 'at-once', failureLimit: 100 }),
  });
  await loadPolicy(house.ctx, policyOf('other-bank', '20000002'));
  const made: { id: string; at: number }[] = [];
  for (let n = 0; n < MANY; n += 1) {
    // Several at one moment: then their IDs decide.
    if (n % 4 !== 0) house.clock.advance(n % 3);
    const { id } = await issueTo(`customer-${n % 5}-${n}`);
    made.push({ id, at: house.clock() });
  }
  await issueTo('customer-1', 'other-bank', '20000002');
  made.sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
  expected.push(...made.map(({ id }) => id));
  withHistory = expected[0]!;
  await house.ctx.db
    .updateTable('registrations')
    .set({ state: 'activated' })
    .where('id', '=', withHistory)
    .execute();
  for (let n = 0; n < 25; n += 1) {
    await start(house.ctx, { institutionId: BANK, id: withHistory, code: String(n).padStart(8, '0') });
    await start(house.ctx, { institutionId: BANK, id: expected[1]!, code: '00000000' });
  }
});
afterAll(() => house.close());

/** Every row's name by walking the pages; `between` runs after each of them. */
async function walk<Page extends { next: string | null }>(
  page: (cursor: string | undefined) => Promise<Page>,
  between: () => Promise<unknown> = async () => undefined,
): Promise<Page[]> {
  const pages: Page[] = [];
  let cursor: string | undefined;
  do {
    const found: Page = await page(cursor);
    pages.push(found);
    await between();
    cursor = found.next ?? undefined;
  } while (cursor !== undefined);
  return pages;
}

test('pages of any size yield every registration once, newest first, and none too long', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 100 }), async (limit) => {
      const pages = await walk((cursor) =>
        listRegistrations(house.ctx, { institutionId: BANK, limit, cursor }),
      );
      expect(pages.flatMap(({ registrations }) => registrations.map(({ id }) => id))).toEqual(expected);
      expect(pages.every(({ registrations }) => registrations.length <= limit)).toBe(true);
      expect(pages).toHaveLength(Math.ceil(MANY / limit));
    }),
    { numRuns: 25, examples: [[1], [MANY - 1], [MANY], [MANY + 1], [100]] },
  );
});

test('pages of any size yield every event once, newest first, as the whole list has them', async () => {
  const of = { institutionId: BANK, id: withHistory };
  const whole = (await listEvents(house.ctx, { ...of, limit: 100 })).events;
  expect(whole).toHaveLength(26);
  expect(whole.at(-1)).toMatchObject({ action: 'issued', actor: 'institution' });
  const sequences = whole.map(({ sequence }) => sequence);
  expect(sequences).toEqual([...sequences].sort((a, b) => b - a));
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 30 }), async (limit) => {
      const pages = await walk((cursor) => listEvents(house.ctx, { ...of, limit, cursor }));
      expect(pages.flatMap(({ events }) => events)).toEqual(whole);
    }),
    { numRuns: 15, examples: [[1], [25], [26]] },
  );
});

test('a customer has pages of their own', async () => {
  const customer = 'customer-of-many';
  const ids: string[] = [];
  for (let n = 0; n < 7; n += 1) {
    house.clock.advance(1000);
    const { id } = await issueTo(customer);
    ids.unshift(id);
    await cancel(house.ctx, { institutionId: BANK, id, request: { v: 1, by: 'customer' } });
  }
  const page = async (cursor?: string) => {
    const query = new URLSearchParams({ customer, limit: '3', ...(cursor && { cursor }) });
    return (await (await rpCall(house, 'GET', `/registrations?${query}`)).json()) as RegistrationList;
  };
  const pages = await walk(page);
  expect(pages.map(({ registrations }) => registrations.map(({ id }) => id))).toEqual([
    ids.slice(0, 3),
    ids.slice(3, 6),
    ids.slice(6),
  ]);
  await house.ctx.db.deleteFrom('outbox').execute();
  await house.ctx.db.deleteFrom('registrations').where('customer', '=', customer).execute();
});

test('registrations made while pages are walked neither repeat nor hide one', async () => {
  let n = 0;
  const made: string[] = [];
  const pages = await walk(
    (cursor) => listRegistrations(house.ctx, { institutionId: BANK, limit: 5, cursor }),
    async () => {
      house.clock.advance(1);
      n += 1;
      made.push((await issueTo(`late-${n}`)).id);
    },
  );
  expect(pages.flatMap(({ registrations }) => registrations.map(({ id }) => id))).toEqual(expected);
  await house.ctx.db.deleteFrom('registrations').where('id', 'in', made).execute();
});

test('without a limit a page holds fifty; a limit outside 1 to 100 is malformed', async () => {
  const page = async (query: string) => rpCall(house, 'GET', `/registrations/${withHistory}/events${query}`);
  expect(((await (await page('')).json()) as EventList).events).toHaveLength(26);
  expect(((await (await page('?limit=100')).json()) as EventList).next).toBeNull();
  for (const limit of ['0', '101', '-1', '1.5', '01', '', 'many']) {
    expect((await page(`?limit=${limit}`)).status).toBe(400);
  }
});

test('a cursor of another list, another tenant or nobody leads nowhere', async () => {
  const list = async (query: string, credential = house.credential) =>
    rpCall(house, 'GET', `/registrations?${query}`, undefined, { credential });
  const mine = (await (await list('limit=1')).json()) as RegistrationList;
  const events = await listEvents(house.ctx, { institutionId: BANK, id: withHistory, limit: 1 });
  const other = await addCredential(house.ctx, 'other-bank');

  const theirs = await list(`cursor=${mine.next}`, other);
  const { registrations } = (await theirs.json()) as RegistrationList;
  expect(registrations.every(({ serviceId }) => serviceId === '20000002')).toBe(true);

  const malformed = [
    events.next!,
    'x',
    '!',
    '',
    'A'.repeat(201),
    `${mine.next}A`,
    ...[
      '[]',
      '{}',
      'null',
      '["registrations",[1]]',
      '["registrations",["1","2"]]',
      '["registrations",1]',
    ].map((text) => Buffer.from(text).toString('base64url')),
  ];
  for (const cursor of malformed) {
    const answer = await list(`cursor=${encodeURIComponent(cursor)}`);
    expect(answer.status, cursor).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'malformed' });
  }
});

test('whatever stands in a cursor, the answer is a page of the list or a problem', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.base64String(), fc.json()), async (text) => {
      const cursor = encodeURIComponent(Buffer.from(text).toString('base64url'));
      const answer = await rpCall(house, 'GET', `/registrations?cursor=${cursor}`);
      expect([200, 400]).toContain(answer.status);
    }),
    { numRuns: 50 },
  );
});
