import { Hono } from 'hono';
import {
  resyncRequestSchema,
  verifyRequestSchema,
  verifyResponseSchema,
} from '../../../core/protocol/relying-party/messages.ts';
import type { AuthorityContext } from '../../context.ts';
import { resync } from '../../registrations/resync.ts';
import { start } from '../../registrations/start.ts';
import { verify } from '../../registrations/verify.ts';
import { offerActs } from './act.ts';
import type { RelyingPartyParts } from './call.ts';

/** The calls that take codes. Each tries something that could be guessed, so all share one throttle. */
export function codeRoutes(ctx: AuthorityContext, parts: RelyingPartyParts): Hono {
  const app = new Hono();

  const offer = offerActs(app, ctx, {
    description: 'Judged.',
    answer: verifyResponseSchema,
    problems: [],
    before: ({ institutionId, id }) => parts.perRegistration(institutionId, id),
  });

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
