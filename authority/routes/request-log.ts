import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Clock } from '../../core/clock/clock.ts';

/**
 * One line a request: method, the route's pattern, status, milliseconds. Never the address that was really
 * asked for: IDs and references ride in it.
 */
export const requestLog =
  (clock: Clock, log: (entry: Record<string, unknown>) => void): MiddlewareHandler =>
  async (c, next) => {
    const began = clock();
    await next();
    const route = matchedRoutes(c).findLast(({ method }) => method !== 'ALL')?.path ?? '-';
    log({ method: c.req.method, route, status: c.res.status, ms: clock() - began });
  };
