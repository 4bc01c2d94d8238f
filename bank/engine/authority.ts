import * as v from 'valibot';
import { AppError } from '../../core/error.ts';
import { problemSchema } from '../../core/protocol/common.ts';
import {
  IDEMPOTENCY_HEADER,
  type IssueRequest,
  type IssueResponse,
  issueResponseSchema,
  type Registration,
  RP_BASE,
  RP_PROBLEMS,
  type RpProblemCode,
  registrationListSchema,
  registrationSchema,
  type VerifyResponse,
  verifyResponseSchema,
} from '../../core/protocol/relying-party/messages.ts';

/**
 * `unavailable` is everything that leaves the bank without a usable answer: no connection, no answer in
 * time, a server's failure, or an answer that is not what was agreed. The bank then refuses what needed it.
 */
export type AuthorityError = AppError<RpProblemCode>;

export interface Authority {
  registrationsOf(customer: string): Promise<Registration[]>;
  /** `key`: the same key repeats the first answer. */
  issue(request: Omit<IssueRequest, 'v'>, key: string): Promise<IssueResponse>;
  start(registration: string, code: string, key: string): Promise<VerifyResponse>;
  verify(registration: string, code: string, key: string): Promise<VerifyResponse>;
  cancel(registration: string, key: string): Promise<Registration>;
}

/** How long one call may take, in ms; then it is tried once more under the same key. */
const TIMEOUT = 4000;

/** The bank's end of the authority's relying-party API. `url` is its origin on the loopback or inside network. */
export function connectAuthority(options: { url: string; credential: string }): Authority {
  const attempt = async (method: string, path: string, body?: unknown, key?: string): Promise<Response> =>
    fetch(new URL(`${RP_BASE}/${path}`, options.url), {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT),
      headers: {
        authorization: `Bearer ${options.credential}`,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { [IDEMPOTENCY_HEADER]: key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  const call = async <Schema extends v.GenericSchema>(
    schema: Schema,
    method: string,
    path: string,
    body?: unknown,
    key?: string,
  ): Promise<v.InferOutput<Schema>> => {
    const reading = async (): Promise<{ ok: boolean; status: number; json: unknown }> => {
      const response = await attempt(method, path, body, key);
      return { ok: response.ok, status: response.status, json: await response.json() };
    };
    let answer: Awaited<ReturnType<typeof reading>>;
    try {
      // A lost answer is asked for again once: reads are harmless, the rest carries its key.
      answer = await reading().catch(reading);
    } catch (cause) {
      throw new AppError<RpProblemCode>('unavailable', 'the authority did not answer', { cause });
    }
    if (answer.ok) {
      const parsed = v.safeParse(schema, answer.json);
      if (parsed.success) return parsed.output;
      throw new AppError<RpProblemCode>('unavailable', 'the authority answered something else than agreed');
    }
    const problem = v.safeParse(problemSchema, answer.json);
    const code = RP_PROBLEMS.find((known) => problem.success && known === problem.output.code);
    throw new AppError<RpProblemCode>(
      code ?? 'unavailable',
      `the authority refused with status ${answer.status}`,
    );
  };

  const post = <Schema extends v.GenericSchema>(schema: Schema, path: string, body: unknown, key: string) =>
    call(schema, 'POST', path, body, key);

  return {
    async registrationsOf(customer) {
      const path = `registrations?customer=${encodeURIComponent(customer)}`;
      return (await call(registrationListSchema, 'GET', path)).registrations;
    },
    issue: (request, key) => post(issueResponseSchema, 'registrations', { v: 1, ...request }, key),
    start: (id, code, key) => post(verifyResponseSchema, `registrations/${id}/start`, { v: 1, code }, key),
    verify: (id, code, key) => post(verifyResponseSchema, `registrations/${id}/verify`, { v: 1, code }, key),
    cancel: (id, key) =>
      post(registrationSchema, `registrations/${id}/cancel`, { v: 1, by: 'customer' }, key),
  };
}
