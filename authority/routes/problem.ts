import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { DeviceProblemCode } from '../../core/protocol/device/messages.ts';
import type { RpProblemCode } from '../../core/protocol/relying-party/messages.ts';

/** Every word a problem may carry: what the messages name, and what any HTTP server meets. */
export type ProblemCode = DeviceProblemCode | RpProblemCode | 'method-not-allowed';

/** Status and fixed title of each problem. Titles are constants: nothing of a request is ever put in. */
export const PROBLEMS: Record<ProblemCode, { status: ContentfulStatusCode; title: string }> = {
  malformed: { status: 400, title: 'The request is not well formed.' },
  'proof-needed': { status: 401, title: 'A proof of the device key with a current nonce is needed.' },
  'proof-bad': { status: 401, title: 'The proof of the device key does not hold.' },
  unauthorized: { status: 401, title: 'A valid credential is needed.' },
  refused: { status: 403, title: 'The set-up was refused.' },
  'not-found': { status: 404, title: 'There is nothing here.' },
  'method-not-allowed': { status: 405, title: 'This method is not offered here.' },
  'setup-used': { status: 409, title: 'This set-up has been used.' },
  'device-limit': { status: 409, title: 'The customer already uses a token on another device.' },
  'already-registered': { status: 409, title: 'The customer already has a live registration.' },
  'issue-limit': {
    status: 409,
    title: 'The customer was issued as many tokens as the rule allows; the desk can issue.',
  },
  'renewal-refused': { status: 409, title: 'The token cannot be renewed now.' },
  'reissue-too-early': { status: 409, title: 'A new issue is not possible yet.' },
  'wrong-state': { status: 409, title: 'The registration is in a state that does not allow this.' },
  'setup-expired': { status: 410, title: 'The time for this set-up is over.' },
  'idempotency-mismatch': { status: 422, title: 'This key was used for a different request.' },
  'too-many-requests': { status: 429, title: 'Too many requests; try again later.' },
  unavailable: { status: 503, title: 'The service cannot answer now; try again later.' },
};

/** A refusal on its way to the client, thrown by any route and turned into a problem in one place. */
export class Refusal extends Error {
  readonly problem: ProblemCode;
  readonly status: ContentfulStatusCode;
  readonly headers: Record<string, string>;
  readonly field: string | undefined;

  constructor(
    problem: ProblemCode,
    more: { status?: ContentfulStatusCode; headers?: Record<string, string>; field?: string } = {},
  ) {
    super(problem);
    this.name = 'Refusal';
    this.problem = problem;
    this.status = more.status ?? PROBLEMS[problem].status;
    this.headers = more.headers ?? {};
    this.field = more.field;
  }
}

/** True for a word that is in the table, whichever room it came from. */
export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code);
}

/** What a 401 must name (RFC 9110 §15.5.2; for proofs RFC 9449 §7.1 and §9). */
const CHALLENGES: Partial<Record<ProblemCode, string>> = {
  'proof-needed': 'DPoP error="use_dpop_nonce", algs="ES256"',
  'proof-bad': 'DPoP error="invalid_dpop_proof", algs="ES256"',
  unauthorized: 'Bearer',
};

/** Problem details (RFC 9457 §3). `field` names where a body is malformed, by the schema's own names only. */
export function problemResponse(c: Context, refusal: Refusal): Response {
  const { problem, status, headers, field } = refusal;
  const scheme = CHALLENGES[problem];
  return c.body(
    JSON.stringify({
      type: `urn:fuda:problem:${problem}`,
      title: PROBLEMS[problem].title,
      status,
      code: problem,
      ...(field === undefined ? {} : { field }),
    }),
    status,
    {
      ...(scheme ? { 'WWW-Authenticate': scheme } : {}),
      ...headers,
      'Content-Type': 'application/problem+json',
    },
  );
}
