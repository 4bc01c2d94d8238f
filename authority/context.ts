import { closeSync, openSync } from 'node:fs';
import type { Kysely, Transaction } from 'kysely';
import type { Clock } from '../core/clock/clock.ts';
import { AppError } from '../core/error.ts';
import type { DeviceProblemCode } from '../core/protocol/device/messages.ts';
import type { RpProblemCode } from '../core/protocol/relying-party/messages.ts';
import { inTransaction, migrate, openSqlite } from '../server/sqlite.ts';
import { type KeyRing, openKeyRing } from './keys/keyring.ts';
import { MIGRATIONS } from './store/migrations.ts';
import type { AuthoritySchema } from './store/schema.ts';

/** What a use case of the authority refuses with: the words of the wire, so that routes only translate. */
export type AuthorityErrorCode = RpProblemCode | DeviceProblemCode;
export type AuthorityError = AppError<AuthorityErrorCode>;

/** The one way the authority's rooms make an expected failure. */
export function authorityError(code: AuthorityErrorCode, message: string, cause?: unknown): AuthorityError {
  return new AppError(code, message, cause === undefined ? undefined : { cause });
}

/** Why the authority would not start. */
export type OpenErrorCode = 'kek-malformed' | 'kek-wrong' | 'database-newer' | 'database-busy';

export interface AuthoritySettings {
  /** The authority's own public origin, as devices know it. */
  address: string;
  /** Origin of the token app, where set-up links lead. */
  appAddress: string;
}

export type AuthorityDatabase = Kysely<AuthoritySchema>;
export type AuthorityTransaction = Transaction<AuthoritySchema>;

/** Everything a use case needs from outside, passed in. */
export interface AuthorityContext {
  readonly db: AuthorityDatabase;
  /** Epoch ms. */
  readonly clock: Clock;
  /** `n` uniform random bytes. */
  readonly random: (n: number) => Uint8Array;
  readonly keys: KeyRing;
  readonly settings: AuthoritySettings;
}

export interface OpenAuthorityOptions {
  databasePath: string;
  /** Key-encryption key: 32 bytes from outside the database. */
  kek: Uint8Array;
  clock: Clock;
  random: (n: number) => Uint8Array;
  settings: AuthoritySettings;
}

/**
 * Makes the database's file for its owner's eyes only; one that is there stays as it is. SQLite gives its
 * write-ahead log the same rights. What is wrong with the path, SQLite itself says afterwards.
 */
function makePrivately(path: string): void {
  if (path === ':memory:') return;
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch {
    // There already, or not possible here.
  }
}

/**
 * Opens the authority's database, brings its schema up to date and checks that the key-encryption key is
 * the one its envelopes were made with. Errors: `OpenErrorCode`.
 */
export async function openAuthority(
  options: OpenAuthorityOptions,
): Promise<AuthorityContext & { close(): Promise<void> }> {
  makePrivately(options.databasePath);
  const db = openSqlite<AuthoritySchema>(options.databasePath);
  try {
    await migrate(db, MIGRATIONS);
    const { clock, random, settings } = options;
    const keys = await openKeyRing({ db, kek: options.kek, clock, random });
    return { db, clock, random, keys, settings, close: () => db.destroy() };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** One immediate transaction over the authority's database; see `inTransaction`. */
export function atomically<Result>(
  ctx: AuthorityContext,
  fn: (trx: AuthorityTransaction) => Promise<Result>,
): Promise<Result> {
  return inTransaction(ctx.db, fn);
}
