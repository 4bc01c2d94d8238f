import { type Context, Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { canonicalBytes } from '../../core/protocol/canonical.ts';
import { uuidSchema } from '../../core/protocol/common.ts';
import {
  cancelRequestSchema,
  customerRefSchema,
  IDEMPOTENCY_HEADER,
  issueRequestSchema,
  issueResponseSchema,
  RP_BASE,
  registrationListSchema,
  registrationSchema,
  verifyRequestSchema,
  verifyResponseSchema,
} from '../../core/protocol/relying-party/messages.ts';
import type { AuthorityContext } from '../context.ts';
import { institutionOfCredential } from '../institutions/credentials.ts';
import { answers, jsonBody, parameter } from '../openapi/describe.ts';
import { composeSetupMail } from '../outbox/setup-mail.ts';
import { cancel } from '../registrations/cancel.ts';
import { issue } from '../registrations/issue.ts';
import { listRegistrations, readRegistration } from '../registrations/read.ts';
import { start } from '../registrations/start.ts';
import type { Idempotency } from '../registrations/types.ts';
import { verify } from '../registrations/verify.ts';
import { decodeJson, parseInput, readBytes } from './body.ts';
import { Refusal } from './problem.ts';
import { createThrottle, type Limits } from './throttle.ts';

const tags = ['relying party'];
const security = [{ credential: [] }];
const IDEMPOTENCY = parameter(
  'header',
  IDEMPOTENCY_HEADER,
  'Makes a repeated call answer as the first one did; kept 24 hours.',
  { pattern: '^[\\x21-\\x7e]+$', maxLength: 64 },
  false,
);
const ID = parameter('path', 'id', 'The registration.', { format: 'uuid' });
const idempotencyKeySchema = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,64}$/));
const USUAL = ['unauthorized', 'too-many-requests', 'unavailable'] as const;

/** What a bank's server calls; every answer is scoped to the credential's institution. */
export function relyingPartyRoutes(
  ctx: AuthorityContext,
  parts: { limits: Limits; mailQueued: () => void },
): Hono {
  const app = new Hono();
  const perRegistration = createThrottle(parts.limits.verifyPerRegistration, ctx.clock);

  const institution = async (c: Context): Promise<string> => {
    const bearer = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(c.req.header('Authorization') ?? '')?.[1];
    if (bearer === undefined) throw new Refusal('unauthorized');
    const found = await institutionOfCredential(ctx, bearer);
    if (found === null) throw new Refusal('unauthorized');
    return found.institutionId;
  };
  /** An ID that is not even well formed names nothing. */
  const idOf = (c: Context): string => {
    const id = v.safeParse(uuidSchema, c.req.param('id'));
    if (!id.success) throw new Refusal('not-found');
    return id.output;
  };
  const input = async <Schema extends v.GenericSchema>(
    c: Context,
    schema: Schema,
  ): Promise<{ request: v.InferOutput<Schema>; idempotency?: Idempotency }> => {
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
  };

  app.post(
    `${RP_BASE}/registrations`,
    describeRoute({
      tags,
      security,
      operationId: 'issue',
      summary: 'Issue a token to a customer',
      description: 'Makes a registration and queues the set-up mail in one step.',
      parameters: [IDEMPOTENCY],
      requestBody: jsonBody(issueRequestSchema),
      responses: answers({ status: 201, description: 'Issued.', schema: issueResponseSchema }, [
        'malformed',
        'not-found',
        'already-registered',
        'reissue-too-early',
        'wrong-state',
        'idempotency-mismatch',
        ...USUAL,
      ]),
    }),
    async (c) => {
      const institutionId = await institution(c);
      const answer = await issue(ctx, {
        institutionId,
        ...(await input(c, issueRequestSchema)),
        compose: composeSetupMail,
      });
      parts.mailQueued();
      return c.json(answer, 201);
    },
  );

  app.get(
    `${RP_BASE}/registrations`,
    describeRoute({
      tags,
      security,
      operationId: 'listRegistrations',
      summary: "A customer's registrations, newest first",
      parameters: [
        parameter('query', 'customer', 'The bank’s reference.', { pattern: '^[A-Za-z0-9_-]{1,64}$' }),
      ],
      responses: answers({ status: 200, description: 'Found.', schema: registrationListSchema }, [
        'malformed',
        ...USUAL,
      ]),
    }),
    async (c) => {
      const institutionId = await institution(c);
      const customer = parseInput(customerRefSchema, c.req.query('customer'));
      return c.json(await listRegistrations(ctx, { institutionId, customer }));
    },
  );

  app.get(
    `${RP_BASE}/registrations/:id`,
    describeRoute({
      tags,
      security,
      operationId: 'readRegistration',
      summary: 'One registration',
      parameters: [ID],
      responses: answers({ status: 200, description: 'Found.', schema: registrationSchema }, [
        'not-found',
        ...USUAL,
      ]),
    }),
    async (c) => {
      const institutionId = await institution(c);
      return c.json(await readRegistration(ctx, { institutionId, id: idOf(c) }));
    },
  );

  for (const [name, check, summary, description] of [
    [
      'start',
      start,
      'Start of use',
      'Accepts the first code of an activated token; from then on it is in use.',
    ],
    [
      'verify',
      verify,
      'Verify a code',
      'The attempt is charged before the code is looked at; a code is accepted once.',
    ],
  ] as const) {
    app.post(
      `${RP_BASE}/registrations/:id/${name}`,
      describeRoute({
        tags,
        security,
        operationId: name,
        summary,
        description,
        parameters: [ID, IDEMPOTENCY],
        requestBody: jsonBody(verifyRequestSchema),
        responses: answers({ status: 200, description: 'Judged.', schema: verifyResponseSchema }, [
          'malformed',
          'not-found',
          'wrong-state',
          'idempotency-mismatch',
          ...USUAL,
        ]),
      }),
      async (c) => {
        const institutionId = await institution(c);
        const id = idOf(c);
        const { request, ...more } = await input(c, verifyRequestSchema);
        perRegistration(`${institutionId}/${id}`);
        return c.json(await check(ctx, { institutionId, id, code: request.code, ...more }));
      },
    );
  }

  app.post(
    `${RP_BASE}/registrations/:id/cancel`,
    describeRoute({
      tags,
      security,
      operationId: 'cancel',
      summary: 'The customer ends the token',
      parameters: [ID, IDEMPOTENCY],
      requestBody: jsonBody(cancelRequestSchema),
      responses: answers({ status: 200, description: 'Ended.', schema: registrationSchema }, [
        'malformed',
        'not-found',
        'wrong-state',
        'idempotency-mismatch',
        ...USUAL,
      ]),
    }),
    async (c) => {
      const institutionId = await institution(c);
      const id = idOf(c);
      const { request, ...more } = await input(c, cancelRequestSchema);
      return c.json(await cancel(ctx, { institutionId, id, request, ...more }));
    },
  );
  return app;
}
