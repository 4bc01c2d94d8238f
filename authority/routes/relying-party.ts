import { Hono } from 'hono';
import type { AuthorityContext } from '../context.ts';
import { codeRoutes } from './relying-party/codes.ts';
import { deskRoutes } from './relying-party/desk.ts';
import { hardwareRoutes } from './relying-party/hardware.ts';
import { registrationRoutes } from './relying-party/registrations.ts';
import { createTenantThrottle, type Limits } from './throttle.ts';

/** What a bank's server calls; every answer is scoped to the credential's institution. */
export function relyingPartyRoutes(
  ctx: AuthorityContext,
  { limits, mailQueued }: { limits: Limits; mailQueued: () => void },
): Hono {
  const parts = {
    perRegistration: createTenantThrottle(limits.verifyPerRegistration, ctx.clock),
    mailQueued,
  };
  return new Hono()
    .route('/', registrationRoutes(ctx, parts))
    .route('/', codeRoutes(ctx, parts))
    .route('/', deskRoutes(ctx))
    .route('/', hardwareRoutes(ctx));
}
