import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, it } from 'vitest';
import { seedDemo } from '../../bank/engine/seed.ts';
import { MIGRATIONS } from '../../bank/engine/store/migrations.ts';
import type { BankDatabase } from '../../bank/engine/store/schema.ts';
import { openBankStore } from '../../bank/engine/store/store.ts';
import { midori } from '../../bank/institutions/midori/index.ts';
import { migrate, openSqlite } from '../../server/sqlite.ts';
import { manualClock } from '../support/clock.ts';

const directory = mkdtempSync(join(tmpdir(), 'fuda-bank-'));
const path = join(directory, 'bank.sqlite');
const clock = manualClock();
const [hanako] = midori.demoCustomers;
afterAll(() => rmSync(directory, { recursive: true, force: true }));

it('a database of the first schema keeps its customers, logins, applications and audit', async () => {
  const old = openSqlite<BankDatabase>(path);
  await migrate(old, MIGRATIONS.slice(0, 1));
  for (const statement of [
    `insert into customers values ('c_1', '${hanako?.loginId}', 'デモ 花子', 'h@demo.example', 1, 2, 3)`,
    `insert into sessions values ('hash', 'c_1', 4, 5, null)`,
    `insert into applications values ('a', 'c_1', 'r', 'h@demo.example', 'phone', 'http://app.test/#x', 6)`,
    `insert into audit values (1, 7, 'c_1', 'login')`,
  ])
    await sql.raw(statement).execute(old);
  await old.destroy();

  const store = await openBankStore(path, clock, (length) => new Uint8Array(randomBytes(length)), 10);
  await seedDemo(store, midori);
  const first = <Table extends keyof BankDatabase>(table: Table) =>
    store.db
      .selectFrom(table as 'audit')
      .selectAll()
      .executeTakeFirst();
  const customer = await store.db
    .selectFrom('customers')
    .selectAll()
    .where('ref', '=', 'c_1')
    .executeTakeFirstOrThrow();
  expect(customer).toMatchObject({
    confirm_failures: 3,
    phone: hanako?.phone,
    representative_account: '101-1000001',
    registered_at: null,
    method: 'code',
  });
  expect(await first('sessions')).toMatchObject({ id_hash: 'hash', stage: 'in' });
  expect(await first('applications')).toMatchObject({
    registration_id: 'r',
    form: 'software',
    device: 'phone',
    closed_at: null,
  });
  expect(await first('audit')).toMatchObject({ event: 'login', actor: 'customer', detail: '{}' });
  await store.db.destroy();
});
