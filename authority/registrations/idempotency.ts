import { timingSafeEqual } from 'node:crypto';
import type { Kysely } from 'kysely';
import { type AuthorityContext, type AuthorityTransaction, authorityError } from '../context.ts';
import type { AuthoritySchema } from '../store/schema.ts';
import type { Idempotency } from './types.ts';

/** How long an answer can be asked for again, in ms. */
const KEPT_FOR = 24 * 60 * 60_000;

/** A request as its idempotency key knows it: whose, what, and on which registration. */
export interface Asked {
  institutionId: string;
  action:
    | 'issue'
    | 'start'
    | 'verify'
    | 'resync'
    | 'cancel'
    | 'revoke'
    | 'lift'
    | 'pause'
    | 'resume'
    | 'assign'
    | 'restock';
  /** Registration; serial number for hardware; empty for an issue. */
  id: string;
  idempotency?: Idempotency | undefined;
}

/** Under an HMAC, because a plain hash of a request with a short code or password in it could be tried out. */
const digestOf = (ctx: AuthorityContext, asked: Asked, { key, digest }: Idempotency): Uint8Array =>
  ctx.keys.mac('idempotency', asked.institutionId, key, asked.action, asked.id, digest);

const underWay = new WeakMap<AuthorityContext, Map<string, Promise<unknown>>>();

/**
 * Does `work` once for a request that comes again while its first coming is still being judged in this
 * process: both get the one answer. Across processes `recall` within the transaction sees to it.
 */
export function once<Answer>(
  ctx: AuthorityContext,
  asked: Asked,
  work: () => Promise<Answer>,
): Promise<Answer> {
  if (asked.idempotency === undefined) return work();
  const going = underWay.get(ctx) ?? new Map<string, Promise<unknown>>();
  underWay.set(ctx, going);
  const name = Buffer.from(digestOf(ctx, asked, asked.idempotency)).toString('base64');
  const first = going.get(name) as Promise<Answer> | undefined;
  if (first !== undefined) return first;
  const begun = work().finally(() => going.delete(name));
  going.set(name, begun);
  return begun;
}

/** The answer given to this very request before, or `null`. Errors: `idempotency-mismatch`. */
export async function recall<Answer>(
  ctx: AuthorityContext,
  db: Kysely<AuthoritySchema>,
  asked: Asked,
): Promise<Answer | null> {
  if (asked.idempotency === undefined) return null;
  const row = await db
    .selectFrom('idempotency')
    .select(['digest', 'response'])
    .where('institution_id', '=', asked.institutionId)
    .where('key', '=', asked.idempotency.key)
    .where('created_at', '>', ctx.clock() - KEPT_FOR)
    .executeTakeFirst();
  if (row === undefined) return null;
  const digest = digestOf(ctx, asked, asked.idempotency);
  if (row.digest.length !== digest.length || !timingSafeEqual(row.digest, digest)) {
    throw authorityError('idempotency-mismatch', 'this key was used for a different request');
  }
  return JSON.parse(row.response) as Answer;
}

/** Keeps the answer for a day, in the transaction that makes it true. Call `recall` in it first. */
export async function remember(
  ctx: AuthorityContext,
  trx: AuthorityTransaction,
  asked: Asked,
  answer: unknown,
): Promise<void> {
  if (asked.idempotency === undefined) return;
  const now = ctx.clock();
  await trx
    .deleteFrom('idempotency')
    .where('created_at', '<=', now - KEPT_FOR)
    .execute();
  await trx
    .insertInto('idempotency')
    .values({
      institution_id: asked.institutionId,
      key: asked.idempotency.key,
      digest: digestOf(ctx, asked, asked.idempotency),
      response: JSON.stringify(answer),
      created_at: now,
    })
    .execute();
}
