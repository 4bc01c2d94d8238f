import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type QueryResult,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  sql,
  type Transaction,
} from 'kysely';
import { AppError } from '../core/error.ts';

/** How long a statement may wait for another process's write, in ms, before it fails with `database-busy`. */
const BUSY_TIMEOUT = 5000;
const CACHED_STATEMENTS = 300;
/** SQLite's result code for "another connection is writing" (https://sqlite.org/rescode.html#busy). */
const SQLITE_BUSY = 5;

type CachedStatement = ReturnType<SqliteDatabase['prepare']>;

/** The part of a `better-sqlite3` database that Kysely calls, over Node's own SQLite. */
function adapt(database: DatabaseSync): SqliteDatabase {
  const cache = new Map<string, CachedStatement>();
  const wrap = (statement: StatementSync): CachedStatement => ({
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
    run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
    iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
  });
  return {
    close: () => database.close(),
    prepare(text) {
      let statement = cache.get(text);
      if (statement === undefined) {
        statement = wrap(database.prepare(text));
        if (cache.size >= CACHED_STATEMENTS) cache.clear();
        cache.set(text, statement);
      }
      return statement;
    },
  };
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Waits for other processes without blocking the event loop: SQLite's own busy handler would sleep in the
 * only thread, and with it whatever holds the lock when both live in one process. Outside a transaction a
 * busy statement has done nothing, so it can simply run again.
 */
function patient(connection: DatabaseConnection, database: DatabaseSync): DatabaseConnection {
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      for (let waited = 0, delay = 1; ; waited += delay, delay = Math.min(delay * 2, 20)) {
        try {
          return await connection.executeQuery<R>(query);
        } catch (error) {
          if (!isBusy(error) || database.isTransaction) throw error;
          if (waited >= BUSY_TIMEOUT) {
            throw new AppError('database-busy', 'another process kept the database locked', { cause: error });
          }
          await pause(delay);
        }
      }
    },
    streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
  };
}

/**
 * Kysely's driver with two changes. Transactions begin IMMEDIATE, because a deferred one that reads first and
 * writes later fails as soon as another process wrote between. And waiting does not block. That nobody's query
 * slips into another's transaction on the one connection is Kysely's own doing (its SQLite adapter says
 * `supportsMultipleConnections: false`); a test holds it to that.
 */
class ImmediateDriver implements Driver {
  readonly #inner: SqliteDriver;
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#inner = new SqliteDriver({ database: adapt(database) });
  }

  init(): Promise<void> {
    return this.#inner.init();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return patient(await this.#inner.acquireConnection(), this.#database);
  }

  releaseConnection(): Promise<void> {
    return this.#inner.releaseConnection();
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // Some failures (disk full) make SQLite roll back by itself; a second rollback would hide the cause.
    if (this.#database.isTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  destroy(): Promise<void> {
    return this.#inner.destroy();
  }
}

/** Kysely's SQLite dialect with the driver above in place of its own. */
class ImmediateSqliteDialect extends SqliteDialect {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    super({ database: adapt(database) });
    this.#database = database;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#database) as Driver as SqliteDriver;
  }
}

/**
 * Opens (or makes) the database file at `path`: write-ahead log, every commit synced to disk, foreign keys
 * on. Close with `db.destroy()`. Inside a transaction use only its own handle: a query on the outer `db`
 * would wait for the transaction that waits for it. Throws what SQLite says when the file cannot be opened.
 */
export function openSqlite<Schema>(path: string): Kysely<Schema> {
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: true, timeout: BUSY_TIMEOUT });
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = FULL');
  // From here on `patient` waits instead, without stopping the event loop.
  database.exec('PRAGMA busy_timeout = 0');
  return new Kysely<Schema>({ dialect: new ImmediateSqliteDialect(database) });
}

/**
 * Runs `fn` in one `BEGIN IMMEDIATE` transaction: committed when it resolves, rolled back when it throws.
 * Do slow things (key work, network) before, not inside: every other user of the database waits.
 */
export function inTransaction<Schema, Result>(
  db: Kysely<Schema>,
  fn: (trx: Transaction<Schema>) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(fn);
}

/** One step of a schema's history; numbers count up from 1 without gaps and steps are never edited. */
export interface Migration<Schema> {
  number: number;
  name: string;
  up(db: Kysely<Schema>): Promise<void>;
}

/** Runs `work` while no other process can migrate; commits what it did, or nothing. */
export type MigrationLock = <Schema, Result>(
  db: Kysely<Schema>,
  work: (connection: Kysely<Schema>) => Promise<Result>,
) => Promise<Result>;

/** SQLite's cross-process lock: `BEGIN EXCLUSIVE`, so that a second process waits and then finds it done. */
export const sqliteMigrationLock: MigrationLock = (db, work) =>
  db.connection().execute(async (connection) => {
    await sql`begin exclusive`.execute(connection);
    try {
      const result = await work(connection);
      await sql`commit`.execute(connection);
      return result;
    } catch (error) {
      await sql`rollback`.execute(connection).catch(() => undefined);
      throw error;
    }
  });

/**
 * Brings the schema up to the last of `migrations`, under `lock` and in one transaction: all of them or
 * none. Errors: `database-newer` when the file was written by a later version of the program.
 */
export async function migrate<Schema>(
  db: Kysely<Schema>,
  migrations: readonly Migration<Schema>[],
  { lock = sqliteMigrationLock }: { lock?: MigrationLock } = {},
): Promise<void> {
  await lock(db, async (connection) => {
    await sql`create table if not exists migrations (number integer primary key, name text not null)`.execute(
      connection,
    );
    const done = await sql<{ last: number | null }>`select max(number) as last from migrations`.execute(
      connection,
    );
    const last = done.rows[0]?.last ?? 0;
    if (last > migrations.length) {
      throw new AppError(
        'database-newer',
        `the database has schema ${last}, this program knows ${migrations.length}`,
      );
    }
    for (const [index, migration] of migrations.entries()) {
      if (migration.number !== index + 1) throw new Error('migrations must be numbered 1, 2, 3, …');
      if (migration.number <= last) continue;
      await migration.up(connection);
      await sql`insert into migrations (number, name) values (${migration.number}, ${migration.name})`.execute(
        connection,
      );
    }
  });
}
