import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inTransaction, type Migration, migrate, openSqlite } from '../../server/sqlite.ts';

interface Schema {
  counter: { id: number; n: number };
}

const MIGRATIONS: Migration<Schema>[] = [
  {
    number: 1,
    name: 'counter',
    async up(db) {
      await sql`create table counter (id integer primary key, n integer not null)`.execute(db);
      await sql`insert into counter values (1, 0)`.execute(db);
    },
  },
];

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'fuda-sqlite-'));
  path = join(directory, 'test.sqlite');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const read = (db: ReturnType<typeof openSqlite<Schema>>) =>
  db.selectFrom('counter').select('n').executeTakeFirstOrThrow();
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('the file is in write-ahead mode, fully synced, with foreign keys on', async () => {
  const db = openSqlite<Schema>(path);
  const pragma = async (name: string) =>
    Object.values((await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(db)).rows[0]!)[0];
  expect(await pragma('journal_mode')).toBe('wal');
  expect(await pragma('synchronous')).toBe(2);
  expect(await pragma('foreign_keys')).toBe(1);
  await db.destroy();
});

test('a query beside an open transaction waits for it and is not part of it', async () => {
  const db = openSqlite<Schema>(path);
  await migrate(db, MIGRATIONS);
  const order: string[] = [];
  const failing = inTransaction(db, async (trx) => {
    await trx.updateTable('counter').set({ n: 7 }).execute();
    await turn();
    order.push('transaction');
    throw new Error('no');
  });
  const beside = db
    .updateTable('counter')
    .set((eb) => ({ n: eb('n', '+', 1) }))
    .execute()
    .then(() => order.push('beside'));
  await expect(failing).rejects.toThrow('no');
  await beside;
  expect(order).toEqual(['transaction', 'beside']);
  expect(await read(db)).toMatchObject({ n: 1 });
  await db.destroy();
});

test('read-then-write transactions on two connections lose nothing and do not stall the thread', async () => {
  const [one, two] = [openSqlite<Schema>(path), openSqlite<Schema>(path)];
  await migrate(one, MIGRATIONS);
  const add = (db: typeof one) =>
    inTransaction(db, async (trx) => {
      const { n } = await read(trx);
      await turn();
      await trx
        .updateTable('counter')
        .set({ n: n + 1 })
        .execute();
    });
  await Promise.all(Array.from({ length: 100 }, (_, index) => add(index % 2 === 0 ? one : two)));
  expect(await read(one)).toMatchObject({ n: 100 });
  await Promise.all([one.destroy(), two.destroy()]);
});

test('migrations run once, in order, and a failing one leaves the schema as it was', async () => {
  const db = openSqlite<Schema>(path);
  await migrate(db, MIGRATIONS);
  await migrate(db, MIGRATIONS);
  const half: Migration<Schema> = {
    number: 2,
    name: 'half',
    async up(connection) {
      await sql`create table extra (id integer)`.execute(connection);
      throw new Error('half done');
    },
  };
  await expect(migrate(db, [...MIGRATIONS, half])).rejects.toThrow('half done');
  const tables = await sql<{ name: string }>`select name from sqlite_master where name = 'extra'`.execute(db);
  expect(tables.rows).toEqual([]);
  await migrate(db, MIGRATIONS);
  await db.destroy();
});

test('a database of a later version is refused', async () => {
  const db = openSqlite<Schema>(path);
  await migrate(db, [...MIGRATIONS, { number: 2, name: 'later', up: async () => undefined }]);
  await expect(migrate(db, MIGRATIONS)).rejects.toMatchObject({ code: 'database-newer' });
  await db.destroy();
});

test('processes that open a new authority database at the same moment all find it whole', async () => {
  const children = Array.from({ length: 3 }, () =>
    spawn(process.execPath, ['tests/support/open-authority.ts'], {
      env: { ...process.env, DATABASE: path, KEK: '11'.repeat(32) },
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
  const keys = await Promise.all(
    children.map(async (child) => {
      let text = '';
      child.stdout.on('data', (part) => {
        text += part;
      });
      const [exit] = await once(child, 'close');
      expect(exit).toBe(0);
      return text;
    }),
  );
  expect(new Set(keys).size).toBe(1);
  expect(keys[0]).not.toBe('');
});
