import type { Hono, MiddlewareHandler } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { problemResponse, Refusal } from './problem.ts';

/** 405 with `Allow` (RFC 9110 §15.5.6) where a path exists but the method does not. */
export const rejectOtherMethods = (app: Hono): MiddlewareHandler =>
  methodNotAllowed({
    app,
    onMethodNotAllowed: (c, methods) =>
      problemResponse(c, new Refusal('method-not-allowed', { headers: { Allow: methods.join(', ') } })),
  });
