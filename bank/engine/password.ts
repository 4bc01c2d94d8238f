import { type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import type { PasswordPurpose } from './store/schema.ts';
import type { BankStore } from './store/store.ts';

/**
 * RFC 7914 parameters. The usual `cost` of 15 (N = 2^15, r = 8, p = 3) takes 32 MiB and some tenths of a
 * second a try; it is kept beside each hash, so that it can be raised.
 */
const parameters = (cost: number): ScryptOptions => ({ N: 2 ** cost, r: 8, p: 3, maxmem: 2 ** (cost + 11) });
const HASH_BYTES = 32;
const SALT_BYTES = 16;
/** Longer input is cut before hashing, so that a huge form field costs no more than a short one. */
const MAX_LENGTH = 128;

const derive = (password: string, salt: Uint8Array, cost: number): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    scrypt(password.slice(0, MAX_LENGTH), salt, HASH_BYTES, parameters(cost), (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });

/** What is kept of a secret: a scrypt hash under a fresh salt, and its cost. */
export interface KeptSecret {
  cost: number;
  salt: Uint8Array;
  hash: Uint8Array;
}

export async function hashSecret(store: BankStore, secret: string): Promise<KeptSecret> {
  const salt = store.random(SALT_BYTES);
  const cost = store.passwordCost;
  return { cost, salt, hash: await derive(secret, salt, cost) };
}

/** True when `secret` is the one kept; the same work, and never true, for `null`. */
export async function isSecret(store: BankStore, kept: KeptSecret | null, secret: string): Promise<boolean> {
  const salt = kept?.salt ?? new Uint8Array(SALT_BYTES);
  const expected = kept?.hash ?? new Uint8Array(HASH_BYTES);
  const same = timingSafeEqual(await derive(secret, salt, kept?.cost ?? store.passwordCost), expected);
  return kept !== null && same;
}

/** Sets a customer's password for `purpose` under a fresh salt; replaces an earlier one. */
export async function setPassword(
  store: BankStore,
  customerRef: string,
  purpose: PasswordPurpose,
  password: string,
): Promise<void> {
  const row = await hashSecret(store, password);
  await store.db
    .insertInto('passwords')
    .values({ customer_ref: customerRef, purpose, ...row })
    .onConflict((conflict) => conflict.columns(['customer_ref', 'purpose']).doUpdateSet(row))
    .execute();
}

/**
 * True when `password` is the customer's. `customerRef` is `null` for an unknown customer: the same work is
 * done against a salt nobody has, so that the answer takes as long.
 */
export async function checkPassword(
  store: BankStore,
  customerRef: string | null,
  purpose: PasswordPurpose,
  password: string,
): Promise<boolean> {
  const row = await store.db
    .selectFrom('passwords')
    .select(['cost', 'salt', 'hash'])
    .where('customer_ref', '=', customerRef ?? '')
    .where('purpose', '=', purpose)
    .executeTakeFirst();
  return isSecret(store, row ?? null, password);
}
