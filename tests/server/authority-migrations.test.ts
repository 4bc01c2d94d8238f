import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '../../authority/store/migrations.ts';
import type { AuthoritySchema } from '../../authority/store/schema.ts';
import { migrate, openSqlite } from '../../server/sqlite.ts';

const ID = '01890000-0000-7000-8000-000000000001';

/** Columns of the first schema, each with a value of its own. */
const KEPT = {
  id: ID,
  institution_id: 'test-bank',
  service_id: '10000001',
  format: 1,
  issue_path: 'bank-first',
  customer: 'customer-1',
  user_id: '123456789012',
  token_id: 'FUDA-1234-5678',
  device_kind: 'phone',
  state: 'in-use',
  otp_kind: 'time',
  otp_algorithm: 'SHA-256',
  otp_digits: 8,
  otp_period: 60,
  token_key: new Uint8Array([1, 2, 3]),
  seed: new Uint8Array([4, 5, 6]),
  activation_mac: new Uint8Array([7]),
  activation_attempts: 2,
  activation_limit: 5,
  device_thumbprint: 'thumbprint',
  device_jwk: '{"kty":"EC"}',
  seal_key_hash: new Uint8Array([8]),
  attempts: 3,
  failure_limit: 10,
  last_step: 777,
  drift: -2,
  issued_at: 11,
  setup_expires_at: 12,
  activated_at: 13,
  started_at: 14,
  ended_at: null,
  expires_at: 15,
};

test('tokens issued under the first schema keep every column, their mails and their one live place', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'fuda-migrations-'));
  const db = openSqlite<AuthoritySchema>(join(directory, 'authority.sqlite'));
  await migrate(db, MIGRATIONS.slice(0, 1));
  const common = { format: 1, policy: '{}', updated_at: 1 };
  await db
    .insertInto('institutions')
    .values({ id: 'test-bank', ...common })
    .execute();
  await db
    .insertInto('services')
    .values({ id: '10000001', institution_id: 'test-bank', ...common })
    .execute();
  await db
    .insertInto('registrations')
    .values(KEPT as never)
    .execute();
  const mail = {
    id: '01890000-0000-7000-8000-000000000002',
    institution_id: 'test-bank',
    registration_id: ID,
    envelope: new Uint8Array([9]),
    state: 'queued' as const,
    tries: 1,
    next_try_at: 21,
    created_at: 22,
    sent_at: null,
  };
  await db.insertInto('outbox').values(mail).execute();

  await migrate(db, MIGRATIONS);
  await migrate(db, MIGRATIONS);

  const rows = await db.selectFrom('registrations').selectAll().execute();
  const added = { serial: null, manufacturer: null, model: null, paused_until: null, found_drift: 0 };
  expect(rows).toEqual([{ ...KEPT, ...added }]);
  expect(await db.selectFrom('outbox').selectAll().execute()).toEqual([mail]);
  expect((await sql`pragma foreign_key_check`.execute(db)).rows).toEqual([]);
  const second = { ...KEPT, id: ID.replace(/1$/, '9'), user_id: null, token_id: null };
  await expect(
    db
      .insertInto('registrations')
      .values(second as never)
      .execute(),
  ).rejects.toThrow(/unique/i);
  const orphan = { ...mail, id: 'another', registration_id: 'nobody' };
  await expect(db.insertInto('outbox').values(orphan).execute()).rejects.toThrow(/foreign key/i);
  await db.destroy();
  rmSync(directory, { recursive: true, force: true });
});

test.each([
  ['an institution’s', '', 'registrations_by_age'],
  ['a customer’s', "and customer = 'c'", 'registrations_of_customer'],
])('a page of %s registrations is read by its index, without sorting', async (_whose, where, index) => {
  const db = openSqlite<AuthoritySchema>(':memory:');
  await migrate(db, MIGRATIONS);
  for (const after of ['', "and (issued_at, id) < (1, 'b')"]) {
    const plan = await sql
      .raw<{ detail: string }>(
        `explain query plan select * from registrations where institution_id = 'a' and state != 'stocked'
          ${where} ${after} order by issued_at desc, id desc limit 51`,
      )
      .execute(db);
    const details = plan.rows.map(({ detail }) => detail).join('; ');
    expect(details).toContain(index);
    expect(details).not.toContain('TEMP B-TREE');
  }
  await db.destroy();
});
