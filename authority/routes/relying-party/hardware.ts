import { type Context, Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { registrationStateSchema, serialSchema } from '../../../core/protocol/common.ts';
import {
  assignRequestSchema,
  deskRequestSchema,
  hardwareListSchema,
  RP_BASE,
  registrationSchema,
  restockResponseSchema,
} from '../../../core/protocol/relying-party/messages.ts';
import type { AuthorityContext } from '../../context.ts';
import { answers, jsonBody, parameter } from '../../openapi/describe.ts';
import { assign } from '../../registrations/hardware/assign.ts';
import { listHardware } from '../../registrations/hardware/list.ts';
import { restock } from '../../registrations/hardware/restock.ts';
import { parseInput } from '../body.ts';
import { Refusal } from '../problem.ts';
import { IDEMPOTENCY, inputOf, institutionOf, OPERATION, PAGE, pageOf, USUAL } from './call.ts';

const SERIAL_PATTERN = { pattern: '^[A-Za-z0-9-]{1,32}$' };
const SERIAL = parameter('path', 'serial', 'As printed on the hardware token.', SERIAL_PATTERN);
const querySchema = v.object({
  state: v.optional(registrationStateSchema),
  serial: v.optional(serialSchema),
});

/** A serial number that is not even well formed names nothing. */
function serialOf(c: Context): string {
  const serial = v.safeParse(serialSchema, c.req.param('serial'));
  if (!serial.success) throw new Refusal('not-found');
  return serial.output;
}

/** The institution's stock of hardware tokens: what is in it, handing one out, taking one back. */
export function hardwareRoutes(ctx: AuthorityContext): Hono {
  const app = new Hono();

  app.get(
    `${RP_BASE}/hardware`,
    describeRoute({
      ...OPERATION,
      operationId: 'listHardware',
      summary: 'Hardware tokens, by serial number',
      description: 'Each token once, as its live registration has it; else as the newest. In pages.',
      parameters: [
        parameter('query', 'state', 'Only tokens in this state.', { pattern: '^[a-z-]{1,16}$' }, false),
        parameter('query', 'serial', 'Only this token.', SERIAL_PATTERN, false),
        ...PAGE,
      ],
      responses: answers({ status: 200, description: 'Found.', schema: hardwareListSchema }, [
        'malformed',
        ...USUAL,
      ]),
    }),
    async (c) => {
      const institutionId = await institutionOf(ctx, c);
      const { state, serial } = parseInput(querySchema, c.req.query());
      return c.json(await listHardware(ctx, { institutionId, state, serial, ...pageOf(c) }));
    },
  );

  app.post(
    `${RP_BASE}/hardware/:serial/assign`,
    describeRoute({
      ...OPERATION,
      operationId: 'assign',
      summary: 'Hand a hardware token to a customer',
      description:
        'From the stock of the service; the first code starts its use. With `desk`, the re-issue rule does not apply.',
      parameters: [SERIAL, IDEMPOTENCY],
      requestBody: jsonBody(assignRequestSchema),
      responses: answers({ status: 201, description: 'Assigned.', schema: registrationSchema }, [
        'malformed',
        'not-found',
        'wrong-state',
        'already-registered',
        'reissue-too-early',
        'idempotency-mismatch',
        ...USUAL,
      ]),
    }),
    async (c) => {
      const institutionId = await institutionOf(ctx, c);
      const serial = serialOf(c);
      return c.json(
        await assign(ctx, { institutionId, serial, ...(await inputOf(c, assignRequestSchema)) }),
        201,
      );
    },
  );

  app.post(
    `${RP_BASE}/hardware/:serial/restock`,
    describeRoute({
      ...OPERATION,
      operationId: 'restock',
      summary: 'Take an ended hardware token back into the stock',
      description:
        'As a new registration that knows which codes were used before; the ended one keeps its history.',
      parameters: [SERIAL, IDEMPOTENCY],
      requestBody: jsonBody(deskRequestSchema),
      responses: answers({ status: 200, description: 'In stock again.', schema: restockResponseSchema }, [
        'malformed',
        'not-found',
        'wrong-state',
        'idempotency-mismatch',
        ...USUAL,
      ]),
    }),
    async (c) => {
      const institutionId = await institutionOf(ctx, c);
      const serial = serialOf(c);
      return c.json({
        v: 1,
        ...(await restock(ctx, { institutionId, serial, ...(await inputOf(c, deskRequestSchema)) })),
      });
    },
  );
  return app;
}
