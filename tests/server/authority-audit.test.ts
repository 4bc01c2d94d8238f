import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appendAudit, exportHead } from '../../authority/audit/audit.ts';
import { verifyAudit } from '../../authority/audit/verify.ts';
import { atomically } from '../../authority/context.ts';
import { pause } from '../../authority/registrations/pause.ts';
import { resume } from '../../authority/registrations/resume.ts';
import { revoke } from '../../authority/registrations/revoke.ts';
import { BANK, DAY, openStore, type Store, tokenInUse } from '../support/authority-store.ts';

let store: Store;
beforeEach(async () => {
  store = await openStore();
  await tokenInUse(store);
});
afterEach(() => store.close());

const rows = async () => (await store.ctx.db.selectFrom('audit').select('sequence').execute()).length;
const tamper = (statement: string) => sql.raw(statement).execute(store.ctx.db);

test('an untouched log is sound, also against an earlier head, and grows on', async () => {
  const head = await exportHead(store.ctx);
  expect(await rows()).toBe(4);
  expect(await verifyAudit(store.ctx, head)).toEqual({ sound: true, rows: 4 });
  await tokenInUse(store, 'customer-2');
  expect(await verifyAudit(store.ctx, head)).toEqual({ sound: true, rows: 7 });
});

test.each([
  ['at = at + 1'],
  ["institution_id = 'other-bank'"],
  ['registration_id = null'],
  ["actor = 'operator'"],
  ["action = 'cancelled'"],
  [`details = '{"device":"pc"}'`],
  ['mac = zeroblob(32)'],
  ["mac = x'00'"],
])('an edit (%s) is found at its row', async (change) => {
  await tamper(`update audit set ${change} where sequence = 3`);
  expect(await verifyAudit(store.ctx)).toEqual({ sound: false, sequence: 3, reason: 'altered' });
});

test('a deleted row is found', async () => {
  await tamper('delete from audit where sequence = 2');
  expect(await verifyAudit(store.ctx)).toEqual({ sound: false, sequence: 2, reason: 'missing' });
  await tamper('update audit set sequence = sequence - 1 where sequence = 3');
  await tamper('update audit set sequence = sequence - 1 where sequence = 4');
  expect(await verifyAudit(store.ctx)).toEqual({ sound: false, sequence: 2, reason: 'altered' });
});

test('swapped rows are found', async () => {
  await tamper('update audit set sequence = 99 where sequence = 2');
  await tamper('update audit set sequence = 2 where sequence = 3');
  await tamper('update audit set sequence = 3 where sequence = 99');
  expect(await verifyAudit(store.ctx)).toEqual({ sound: false, sequence: 2, reason: 'altered' });
});

test('a log cut short is found against the exported head, and only so', async () => {
  const head = await exportHead(store.ctx);
  await tamper('delete from audit where sequence >= 3');
  expect(await verifyAudit(store.ctx)).toEqual({ sound: true, rows: 2 });
  expect(await verifyAudit(store.ctx, head)).toEqual({ sound: false, sequence: 3, reason: 'truncated' });
});

test('a log cut short and written on is found against the exported head', async () => {
  const head = await exportHead(store.ctx);
  await tamper('delete from audit where sequence = 4');
  await atomically(store.ctx, (trx) =>
    appendAudit(store.ctx, trx, {
      at: store.clock(),
      institutionId: BANK,
      registrationId: null,
      actor: 'operator',
      action: 'policy-loaded',
    }),
  );
  expect(await verifyAudit(store.ctx)).toEqual({ sound: true, rows: 4 });
  expect(await verifyAudit(store.ctx, head)).toEqual({ sound: false, sequence: 4, reason: 'altered' });
});

test('a head that another authority signed is not believed', async () => {
  const other = await openStore();
  const head = await exportHead(other.ctx);
  await other.close();
  expect(await verifyAudit(store.ctx, head)).toEqual({ sound: false, sequence: 0, reason: 'head-forged' });
});

test('a clerk’s name or reason changed afterwards is found at its row, as is an act that never was', async () => {
  const { issued } = await tokenInUse(store, 'customer-3');
  const desk = { operator: 'desk-07', reason: 'identified by passport' };
  const of = { institutionId: BANK, id: issued.id, desk };
  await pause(store.ctx, { ...of, until: store.clock() + DAY });
  await resume(store.ctx, of);
  await revoke(store.ctx, of);
  const head = await exportHead(store.ctx);
  expect(await verifyAudit(store.ctx, head)).toEqual({ sound: true, rows: 10 });
  await tamper("update audit set details = replace(details, 'desk-07', 'desk-08') where sequence = 8");
  expect(await verifyAudit(store.ctx)).toEqual({ sound: false, sequence: 8, reason: 'altered' });
  await tamper("update audit set details = replace(details, 'desk-08', 'desk-07') where sequence = 8");
  await tamper(
    "insert into audit select 11, at, institution_id, registration_id, actor, 'lifted', details, mac from audit where sequence = 9",
  );
  expect(await verifyAudit(store.ctx, head)).toEqual({ sound: false, sequence: 11, reason: 'altered' });
});
