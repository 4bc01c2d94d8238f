import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import {
  activateRequestSchema,
  activateResponseSchema,
  DEVICE_PATHS,
} from '../../../core/protocol/device/messages.ts';
import { sealToDevice } from '../../../core/protocol/device/sealing.ts';
import type { AuthorityContext } from '../../context.ts';
import { isUsableSealKey } from '../../devices/seal-key.ts';
import { answers, jsonBody } from '../../openapi/describe.ts';
import { activate } from '../../registrations/activate.ts';
import { Refusal } from '../problem.ts';
import { createThrottle } from '../throttle.ts';
import { type DeviceParts, PROOF, provedCall, TAGS } from './call.ts';

/** How a device comes by its token. */
export function activateRoutes(ctx: AuthorityContext, parts: DeviceParts): Hono {
  const app = new Hono();
  const perAddress = createThrottle(parts.limits.activatePerAddress, ctx.clock);
  const perUser = createThrottle(parts.limits.activatePerUser, ctx.clock);

  app.post(
    DEVICE_PATHS.activate,
    describeRoute({
      tags: TAGS,
      operationId: 'deviceActivate',
      summary: 'Activate a token',
      description:
        'Turns service ID, user ID and activation password into a token, sealed to the device. Asked again by the same keys, it answers again.',
      parameters: [PROOF],
      requestBody: jsonBody(activateRequestSchema),
      responses: answers({ status: 200, description: 'The sealed token.', schema: activateResponseSchema }, [
        'malformed',
        'proof-needed',
        'proof-bad',
        'refused',
        'setup-used',
        'device-limit',
        'setup-expired',
        'too-many-requests',
        'unavailable',
      ]),
    }),
    async (c) => {
      const { body, key } = await provedCall(ctx, parts, c, activateRequestSchema);
      perAddress(parts.clientAddress(c));
      perUser(`${body.serviceId}/${body.userId}`);
      // Looked at before anything is spent: an answer that cannot be sealed would be lost.
      if (!(await isUsableSealKey(body.sealKey, key.jwk)))
        throw new Refusal('malformed', { field: 'sealKey' });
      const activation = await activate(ctx, { request: body, proofKey: key });
      return c.json(
        await sealToDevice(new TextEncoder().encode(JSON.stringify(activation)), {
          authority: ctx.settings.address,
          serviceId: body.serviceId,
          userId: body.userId,
          proofKeyThumbprint: key.thumbprint,
          sealKey: body.sealKey,
        }),
      );
    },
  );
  return app;
}
