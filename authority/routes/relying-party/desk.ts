import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type * as v from 'valibot';
import {
  cancelRequestSchema,
  deskRequestSchema,
  pauseRequestSchema,
  type Registration,
  RP_BASE,
  registrationSchema,
} from '../../../core/protocol/relying-party/messages.ts';
import type { AuthorityContext } from '../../context.ts';
import { answers, jsonBody } from '../../openapi/describe.ts';
import { cancel } from '../../registrations/cancel.ts';
import { lift } from '../../registrations/lift.ts';
import { pause } from '../../registrations/pause.ts';
import { resume } from '../../registrations/resume.ts';
import { revoke } from '../../registrations/revoke.ts';
import type { Idempotency } from '../../registrations/types.ts';
import { ID, IDEMPOTENCY, idOf, inputOf, institutionOf, OPERATION, USUAL } from './call.ts';

/** What the customer or the bank's desk decides about a registration. */
export function deskRoutes(ctx: AuthorityContext): Hono {
  const app = new Hono();

  const offer = <Schema extends v.GenericSchema>(
    operation: { name: string; summary: string; description: string; schema: Schema },
    change: (
      of: { institutionId: string; id: string; idempotency?: Idempotency },
      request: v.InferOutput<Schema>,
    ) => Promise<Registration>,
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
        responses: answers({ status: 200, description: 'Done.', schema: registrationSchema }, [
          'malformed',
          'not-found',
          'wrong-state',
          'idempotency-mismatch',
          ...USUAL,
        ]),
      }),
      async (c) => {
        const institutionId = await institutionOf(ctx, c);
        const id = idOf(c);
        const { request, ...more } = await inputOf(c, schema);
        return c.json(await change({ institutionId, id, ...more }, request));
      },
    );
  };

  offer(
    {
      name: 'cancel',
      summary: 'The customer ends the token',
      description: 'At the bank’s pages, or the desk on the customer’s word; from any live state.',
      schema: cancelRequestSchema,
    },
    (of, request) => cancel(ctx, { ...of, request }),
  );
  offer(
    {
      name: 'revoke',
      summary: 'An administrator ends the token',
      description: 'From any live state.',
      schema: deskRequestSchema,
    },
    (of, { desk }) => revoke(ctx, { ...of, desk }),
  );
  offer(
    {
      name: 'lift',
      summary: 'End a suspension',
      description: 'The token is where it was before, and its count of wrong codes starts anew.',
      schema: deskRequestSchema,
    },
    (of, { desk }) => lift(ctx, { ...of, desk }),
  );
  offer(
    {
      name: 'pause',
      summary: 'Set a token aside',
      description:
        'Nothing is verified until it is resumed. `until` lies ahead, at most 366 days; the pause does not end there by itself.',
      schema: pauseRequestSchema,
    },
    (of, { desk, until }) => pause(ctx, { ...of, desk, until }),
  );
  offer(
    {
      name: 'resume',
      summary: 'End a pause',
      description: 'Before its time or after; the token is where it was before.',
      schema: deskRequestSchema,
    },
    (of, { desk }) => resume(ctx, { ...of, desk }),
  );
  return app;
}
