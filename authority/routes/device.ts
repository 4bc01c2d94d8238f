import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { NONCE_HEADER, PROOF_HEADER } from '../../core/protocol/device/proof.ts';
import type { AuthorityContext } from '../context.ts';
import type { createProofCheck } from '../devices/proof.ts';
import type { ClientAddress } from './client-address.ts';
import { activateRoutes } from './device/activate.ts';
import { stateRoutes } from './device/state.ts';
import { timeRoutes } from './device/time.ts';
import { createThrottle, type Limits } from './throttle.ts';

/** What devices call: any origin may, nothing rides on cookies, and all but `time` carry a proof. */
export function deviceRoutes(
  ctx: AuthorityContext,
  given: {
    checkProof: ReturnType<typeof createProofCheck>;
    clientAddress: ClientAddress;
    limits: Limits;
  },
): Hono {
  const parts = { ...given, perDevice: createThrottle(given.limits.devicePerAddress, ctx.clock) };
  const app = new Hono();
  app.use(
    '/v1/device/*',
    cors({
      origin: '*',
      allowMethods: ['GET', 'POST'],
      allowHeaders: [PROOF_HEADER, 'Content-Type'],
      exposeHeaders: [NONCE_HEADER, 'Retry-After'],
      maxAge: 600,
    }),
  );
  return app
    .route('/', timeRoutes(ctx, parts))
    .route('/', activateRoutes(ctx, parts))
    .route('/', stateRoutes(ctx, parts));
}
