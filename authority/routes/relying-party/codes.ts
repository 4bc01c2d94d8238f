import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type * as v from 'valibot';
import type { VerifyResponse } from '../../../core/protocol/relying-party/messages.ts';
import {
  RP_BASE,
  resyncRequestSchema,
  verifyRequestSchema,
  verifyResponseSchema,
} from '../../../core/protocol/relying-party/messages.ts';
import type { AuthorityContext } from '../../context.ts';
import { answers, jsonBody } from '../../openapi/describe.ts';
import { resync } from '../../registrations/resync.ts';
import { start } from '../../registrations/start.ts';
import type { Idempotency } from '../../registrations/types.ts';
import { verify } from '../../registrations/verify.ts';
import {
  ID,
  IDEMPOTENCY,
  idOf,
  inputOf,
  institutionOf,
  OPERATION,
  type RelyingPartyParts,
  USUAL,
} from './call.ts';

/** The calls that take codes. Each tries something that could be guessed, so all share one throttle. */
export function codeRoutes(ctx: AuthorityContext, parts: RelyingPartyParts): Hono {
  const app = new Hono();

  const offer = <Schema extends v.GenericSchema>(
    operation: { name: string; summary: string; description: string; schema: Schema },
    judge: (
      of: { institutionId: string; id: string; idempotency?: Idempotency },
      request: v.InferOutput<Schema>,
    ) => Promise<VerifyResponse>,
  ) => {
    const { name, summary, description, schema } = operation;
    app.post(
      `${RP_BASE}/registrations/:id/${name}`,
      describeRoute({
        ...OPERATION,
        operationId: name,
        summary,
        description,
        parameters: [ID, IDEMPOTENCY],
        requestBody: jsonBody(schema),
        responses: answers({ status: 200, description: 'Judged.', schema: verifyResponseSchema }, [
          'malformed',
          'not-found',
          'idempotency-mismatch',
          ...USUAL,
        ]),
      }),
      async (c) => {
        const institutionId = await institutionOf(ctx, c);
        const id = idOf(c);
        const { request, ...more } = await inputOf(c, schema);
        parts.perRegistration(institutionId, id);
        return c.json(await judge({ institutionId, id, ...more }, request));
      },
    );
  };

  offer(
    {
      name: 'start',
      summary: 'Start of use',
      description:
        'Accepts the first code of an activated token, or of an assigned hardware token; from then on it is in use.',
      schema: verifyRequestSchema,
    },
    (of, { code }) => start(ctx, { ...of, code }),
  );
  offer(
    {
      name: 'verify',
      summary: 'Verify a code',
      description: 'The attempt is charged before the code is looked at; a code is accepted once.',
      schema: verifyRequestSchema,
    },
    (of, { code }) => verify(ctx, { ...of, code }),
  );
  offer(
    {
      name: 'resync',
      summary: 'Find a token that drifted away',
      description:
        'Takes two codes shown one after the other, up to 1,000 steps or counters away; charged like a code, and neither is accepted again.',
      schema: resyncRequestSchema,
    },
    (of, { codes }) => resync(ctx, { ...of, codes }),
  );
  return app;
}
