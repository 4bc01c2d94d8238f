import type { Context } from 'hono';
import * as v from 'valibot';
import { canonicalBytes } from '../../../core/protocol/canonical.ts';
import { uuidSchema } from '../../../core/protocol/common.ts';
import { IDEMPOTENCY_HEADER, pageSchema } from '../../../core/protocol/relying-party/messages.ts';
import type { AuthorityContext } from '../../context.ts';
import { institutionOfCredential } from '../../institutions/credentials.ts';
import { parameter } from '../../openapi/describe.ts';
import type { Idempotency, PageInput } from '../../registrations/types.ts';
import { decodeJson, parseInput, readBytes } from '../body.ts';
import { Refusal } from '../problem.ts';
import type { createTenantThrottle } from '../throttle.ts';

/** What each group of the relying party's routes is given besides the authority itself. */
export interface RelyingPartyParts {
  /** Counts the codes tried on one registration of an institution, over every call that takes one. */
  perRegistration: ReturnType<typeof createTenantThrottle>;
  /** A mail waits in the outbox. */
  mailQueued: () => void;
}

/** What every operation says of itself in the document. */
export const OPERATION = { tags: ['relying party'], security: [{ credential: [] }] };
/** Problems any of these calls may answer with. */
export const USUAL = ['unauthorized', 'too-many-requests', 'unavailable'] as const;

export const ID = parameter('path', 'id', 'The registration.', { format: 'uuid' });
export const IDEMPOTENCY = parameter(
  'header',
  IDEMPOTENCY_HEADER,
  'Makes a repeated call answer as the first one did; kept 24 hours.',
  { pattern: '^[\\x21-\\x7e]+$', maxLength: 64 },
  false,
);
/** The two parameters of a list. */
export const PAGE = [
  parameter(
    'query',
    'limit',
    'Rows of a page, 1 to 100; 50 unless told.',
    { pattern: '^([1-9][0-9]?|100)$' },
    false,
  ),
  parameter(
    'query',
    'cursor',
    'The `next` of the page before; its inside means nothing to anyone else.',
    { pattern: '^[A-Za-z0-9_-]+$', maxLength: 200 },
    false,
  ),
];

const idempotencyKeySchema = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,64}$/));

/** Whose credential the call carries. Errors: `unauthorized`. */
export async function institutionOf(ctx: AuthorityContext, c: Context): Promise<string> {
  const bearer = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(c.req.header('Authorization') ?? '')?.[1];
  if (bearer === undefined) throw new Refusal('unauthorized');
  const found = await institutionOfCredential(ctx, bearer);
  if (found === null) throw new Refusal('unauthorized');
  return found.institutionId;
}

/** The path's registration. Errors: `not-found`, since an ID that is not even well formed names nothing. */
export function idOf(c: Context): string {
  const id = v.safeParse(uuidSchema, c.req.param('id'));
  if (!id.success) throw new Refusal('not-found');
  return id.output;
}

/** The body as its schema has it, and the idempotency key over method, path and bytes. Errors: `malformed`. */
export async function inputOf<Schema extends v.GenericSchema>(
  c: Context,
  schema: Schema,
): Promise<{ request: v.InferOutput<Schema>; idempotency?: Idempotency }> {
  const bytes = await readBytes(c);
  const request = parseInput(schema, decodeJson(bytes));
  const header = c.req.header(IDEMPOTENCY_HEADER);
  if (header === undefined) return { request };
  const key = parseInput(idempotencyKeySchema, header);
  const asked = canonicalBytes(c.req.method, c.req.path, bytes);
  return {
    request,
    idempotency: { key, digest: new Uint8Array(await crypto.subtle.digest('SHA-256', asked)) },
  };
}

/** Which page of a list is asked for. Errors: `malformed`. */
export function pageOf(c: Context): PageInput {
  const { limit, cursor } = parseInput(pageSchema, {
    limit: c.req.query('limit'),
    cursor: c.req.query('cursor'),
  });
  return { limit: Number(limit), cursor };
}
