import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import {
  DEVICE_PATHS,
  type SignedTime,
  stateRequestSchema,
  TIME_JWS_TYPE,
  timeResponseSchema,
} from '../../../core/protocol/device/messages.ts';
import type { AuthorityContext } from '../../context.ts';
import { signJws } from '../../keys/signing.ts';
import { answers, parameter } from '../../openapi/describe.ts';
import { parseInput } from '../body.ts';
import { type DeviceParts, TAGS } from './call.ts';

const NONCE = { pattern: '^[A-Za-z0-9_-]+$', minLength: 16, maxLength: 64 };

/** The one call without a proof: the time. */
export function timeRoutes(ctx: AuthorityContext, { clientAddress, perDevice }: DeviceParts): Hono {
  const app = new Hono();
  app.get(
    DEVICE_PATHS.time,
    describeRoute({
      tags: TAGS,
      operationId: 'deviceTime',
      summary: 'The time',
      description:
        'The bare time is advisory. `jws` repeats it with the given nonce under the key the device pinned when it was activated.',
      parameters: [parameter('query', 'nonce', 'Chosen afresh by the device.', NONCE)],
      responses: answers({ status: 200, description: 'The time now.', schema: timeResponseSchema }, [
        'malformed',
        'too-many-requests',
        'unavailable',
      ]),
    }),
    async (c) => {
      perDevice(clientAddress(c));
      const nonce = parseInput(stateRequestSchema.entries.nonce, c.req.query('nonce'));
      const time = ctx.clock();
      const jws = await signJws(ctx, TIME_JWS_TYPE, { v: 1, time, nonce } satisfies SignedTime);
      return c.json({ v: 1, time, jws });
    },
  );
  return app;
}
