import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import {
  customerRefSchema,
  eventListSchema,
  issueRequestSchema,
  issueResponseSchema,
  RP_BASE,
  registrationListSchema,
  registrationSchema,
} from '../../../core/protocol/relying-party/messages.ts';
import type { AuthorityContext } from '../../context.ts';
import { answers, jsonBody, parameter } from '../../openapi/describe.ts';
import { composeSetupMail } from '../../outbox/setup-mail.ts';
import { listEvents } from '../../registrations/events.ts';
import { issue } from '../../registrations/issue.ts';
import { listRegistrations, readRegistration } from '../../registrations/read.ts';
import { parseInput } from '../body.ts';
import {
  ID,
  IDEMPOTENCY,
  idOf,
  inputOf,
  institutionOf,
  OPERATION,
  PAGE,
  pageOf,
  type RelyingPartyParts,
  USUAL,
} from './call.ts';

/** Issuing registrations, and reading them and what happened to them. */
export function registrationRoutes(ctx: AuthorityContext, parts: RelyingPartyParts): Hono {
  const app = new Hono();

  app.post(
    `${RP_BASE}/registrations`,
    describeRoute({
      ...OPERATION,
      operationId: 'issue',
      summary: 'Issue a token to a customer',
      description:
        'Makes a registration and queues the set-up mail in one step. With `desk`, neither the re-issue rule nor the limit of set-ups applies.',
      parameters: [IDEMPOTENCY],
      requestBody: jsonBody(issueRequestSchema),
      responses: answers({ status: 201, description: 'Issued.', schema: issueResponseSchema }, [
        'malformed',
        'not-found',
        'already-registered',
        'issue-limit',
        'reissue-too-early',
        'wrong-state',
        'idempotency-mismatch',
        ...USUAL,
      ]),
    }),
    async (c) => {
      const institutionId = await institutionOf(ctx, c);
      const answer = await issue(ctx, {
        institutionId,
        ...(await inputOf(c, issueRequestSchema)),
        compose: composeSetupMail,
      });
      parts.mailQueued();
      return c.json(answer, 201);
    },
  );

  app.get(
    `${RP_BASE}/registrations`,
    describeRoute({
      ...OPERATION,
      operationId: 'listRegistrations',
      summary: 'Registrations, newest first',
      description: "One customer's, or everybody's; in pages.",
      parameters: [
        parameter(
          'query',
          'customer',
          'The bank’s reference; everybody’s registrations without it.',
          { pattern: '^[A-Za-z0-9_-]{1,64}$' },
          false,
        ),
        ...PAGE,
      ],
      responses: answers({ status: 200, description: 'A page.', schema: registrationListSchema }, [
        'malformed',
        ...USUAL,
      ]),
    }),
    async (c) => {
      const institutionId = await institutionOf(ctx, c);
      const customer = parseInput(v.optional(customerRefSchema), c.req.query('customer'));
      return c.json(await listRegistrations(ctx, { institutionId, customer, ...pageOf(c) }));
    },
  );

  app.get(
    `${RP_BASE}/registrations/:id`,
    describeRoute({
      ...OPERATION,
      operationId: 'readRegistration',
      summary: 'One registration',
      parameters: [ID],
      responses: answers({ status: 200, description: 'Found.', schema: registrationSchema }, [
        'not-found',
        ...USUAL,
      ]),
    }),
    async (c) => {
      const institutionId = await institutionOf(ctx, c);
      return c.json(await readRegistration(ctx, { institutionId, id: idOf(c) }));
    },
  );

  app.get(
    `${RP_BASE}/registrations/:id/events`,
    describeRoute({
      ...OPERATION,
      operationId: 'listEvents',
      summary: 'What happened to a registration, newest first',
      description: 'From the audit log, in pages. No detail is ever a secret.',
      parameters: [ID, ...PAGE],
      responses: answers({ status: 200, description: 'A page.', schema: eventListSchema }, [
        'malformed',
        'not-found',
        ...USUAL,
      ]),
    }),
    async (c) => {
      const institutionId = await institutionOf(ctx, c);
      return c.json(await listEvents(ctx, { institutionId, id: idOf(c), ...pageOf(c) }));
    },
  );
  return app;
}
