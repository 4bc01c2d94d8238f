import { Hono } from 'hono';
import type { AuthorityContext } from '../context.ts';
import { Refusal } from './problem.ts';

/**
 * `GET /healthz`, for whoever spreads the load or starts a process anew: 200 when the store answers, else the
 * problem `unavailable` (503). It says no more, because anybody may ask.
 */
export function healthRoutes(ctx: Pick<AuthorityContext, 'db'>): Hono {
  return new Hono().get('/healthz', async (c) => {
    try {
      await ctx.db.selectFrom('institutions').select('id').limit(1).execute();
    } catch {
      throw new Refusal('unavailable');
    }
    return c.text('ok');
  });
}
