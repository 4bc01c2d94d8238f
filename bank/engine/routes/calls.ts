import type { Context, Hono } from 'hono';
import * as v from 'valibot';
import { incomingCallSchema, takeCall } from '../phone/incoming-call.ts';
import { isSignedCall, SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../phone/signature.ts';
import { phoneState } from '../phone/step.ts';
import { type BankEnv, type BankWeb, customersOnly } from '../web.ts';

export const CALL_PATH = '/hooks/incoming-call';
/** Largest event taken, in bytes. */
const LARGEST = 1024;

const TITLES = {
  'not-found': [404, 'No calls are taken here'],
  unauthorized: [401, 'The signature or its timestamp is not good'],
  malformed: [400, 'The event is not what was agreed'],
} as const;

/** Problem details (RFC 9457); nothing of the request is repeated. */
const problem = (c: Context, code: keyof typeof TITLES): Response => {
  const [status, title] = TITLES[code];
  return c.body(JSON.stringify({ type: 'about:blank', title, status, code }), status, {
    'content-type': 'application/problem+json',
  });
};

/**
 * The exchange's end of the phone verification, one signed event a call: no cookie, no page, to be registered
 * before the pages' own guards. And what the waiting page's script asks.
 */
export function callRoutes(app: Hono<BankEnv>, web: BankWeb): void {
  const { store, institution, callKey } = web;
  app.get('/phone/state', customersOnly(web, ['in', 'apply', 'recover']), (c) => phoneState(web, c));
  app.post(CALL_PATH, async (c) => {
    const line = institution.phoneVerification?.number;
    if (callKey === null || line === undefined) return problem(c, 'not-found');
    const body = new Uint8Array(await c.req.arrayBuffer());
    if (body.length > LARGEST) return problem(c, 'malformed');
    const signed = {
      timestamp: c.req.header(TIMESTAMP_HEADER) ?? '',
      signature: c.req.header(SIGNATURE_HEADER) ?? '',
      body,
    };
    if (!isSignedCall(callKey, signed, store.clock())) return problem(c, 'unauthorized');
    const parsed = v.safeParse(incomingCallSchema, readJson(body));
    if (!parsed.success) return problem(c, 'malformed');
    return c.json({ v: 1, ...(await takeCall(store, line, parsed.output)) });
  });
}

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return null;
  }
}
