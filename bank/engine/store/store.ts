import type { Kysely } from 'kysely';
import type { Clock } from '../../../core/clock/clock.ts';
import { migrate, openSqlite } from '../../../server/sqlite.ts';
import { MIGRATIONS } from './migrations.ts';
import type { BankDatabase } from './schema.ts';

/** What every room of the bank works with: its database, the time, randomness and the form keys. */
export interface BankStore {
  db: Kysely<BankDatabase>;
  clock: Clock;
  random: (length: number) => Uint8Array;
  /** log2 of scrypt's N for new passwords (`password.ts`). */
  passwordCost: number;
  /** Keys of the bank's own, made at the first start: for form tokens, sealed form steps, throttle names, mailed passwords. */
  keys: { form: Uint8Array; seal: Uint8Array; throttle: Uint8Array; mail: Uint8Array };
}

/** Opens the bank's database at `path`, brings its schema up to date and finds or makes its keys. */
export async function openBankStore(
  path: string,
  clock: Clock,
  random: (length: number) => Uint8Array,
  passwordCost = 15,
): Promise<BankStore> {
  const db = openSqlite<BankDatabase>(path);
  await migrate(db, MIGRATIONS);
  const key = async (name: string): Promise<Uint8Array> => {
    await db
      .insertInto('secrets')
      .values({ name, value: random(32) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const row = await db
      .selectFrom('secrets')
      .select('value')
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    return row.value;
  };
  return {
    db,
    clock,
    random,
    passwordCost,
    keys: {
      form: await key('form'),
      seal: await key('seal'),
      throttle: await key('throttle'),
      mail: await key('mail'),
    },
  };
}
