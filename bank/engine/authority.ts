import * as v from 'valibot';
import { AppError } from '../../core/error.ts';
import { problemSchema } from '../../core/protocol/common.ts';
import {
  type DeskAct,
  type EventList,
  eventListSchema,
  type Hardware,
  type HardwareList,
  hardwareListSchema,
  hardwareSchema,
  IDEMPOTENCY_HEADER,
  type IssueRequest,
  type IssueResponse,
  issueResponseSchema,
  type Registration,
  type RegistrationList,
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
  /** All the customer ever had, newest first. */
  registrationsOf(customer: string): Promise<Registration[]>;
  /** `key`: the same key repeats the first answer. */
  issue(request: Omit<IssueRequest, 'v'>, key: string): Promise<IssueResponse>;
  start(registration: string, code: string, key: string): Promise<VerifyResponse>;
  verify(registration: string, code: string, key: string): Promise<VerifyResponse>;
  resync(registration: string, codes: [string, string], key: string): Promise<VerifyResponse>;
  /** By the customer, or by the desk when `desk` says who and why. */
  cancel(registration: string, key: string, desk?: DeskAct): Promise<Registration>;
  revoke(registration: string, desk: DeskAct, key: string): Promise<Registration>;
  lift(registration: string, desk: DeskAct, key: string): Promise<Registration>;
  /** `until`: epoch ms. */
  pause(registration: string, desk: DeskAct, until: number, key: string): Promise<Registration>;
  resume(registration: string, desk: DeskAct, key: string): Promise<Registration>;
  /** A registration's history, newest first; `cursor` as the page before named it. */
  eventsOf(registration: string, cursor?: string): Promise<EventList>;
  /** Hardware tokens of the stock, by state or serial number. */
  hardware(query: { state?: string; serial?: string; cursor?: string }): Promise<HardwareList>;
  assign(
    serial: string,
    request: { serviceId: string; customer: string; desk?: DeskAct },
    key: string,
  ): Promise<Registration>;
  restock(serial: string, desk: DeskAct, key: string): Promise<Hardware>;
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
      const found: Registration[] = [];
      let cursor: string | null = null;
      do {
        const query = new URLSearchParams({ customer, limit: '100', ...(cursor ? { cursor } : {}) });
        const page: RegistrationList = await call(registrationListSchema, 'GET', `registrations?${query}`);
        found.push(...page.registrations);
        cursor = page.next;
      } while (cursor !== null);
      return found;
    },
    issue: (request, key) => post(issueResponseSchema, 'registrations', { v: 1, ...request }, key),
    start: (id, code, key) => post(verifyResponseSchema, `registrations/${id}/start`, { v: 1, code }, key),
    verify: (id, code, key) => post(verifyResponseSchema, `registrations/${id}/verify`, { v: 1, code }, key),
    resync: (id, codes, key) =>
      post(verifyResponseSchema, `registrations/${id}/resync`, { v: 1, codes }, key),
    cancel: (id, key, desk) =>
      post(
        registrationSchema,
        `registrations/${id}/cancel`,
        desk ? { v: 1, by: 'desk', desk } : { v: 1, by: 'customer' },
        key,
      ),
    revoke: (id, desk, key) => post(registrationSchema, `registrations/${id}/revoke`, { v: 1, desk }, key),
    lift: (id, desk, key) => post(registrationSchema, `registrations/${id}/lift`, { v: 1, desk }, key),
    pause: (id, desk, until, key) =>
      post(registrationSchema, `registrations/${id}/pause`, { v: 1, desk, until }, key),
    resume: (id, desk, key) => post(registrationSchema, `registrations/${id}/resume`, { v: 1, desk }, key),
    eventsOf: (id, cursor) =>
      call(eventListSchema, 'GET', `registrations/${id}/events${cursor ? `?cursor=${cursor}` : ''}`),
    hardware: (query) =>
      call(hardwareListSchema, 'GET', `hardware?${new URLSearchParams({ ...query }).toString()}`),
    assign: (serial, request, key) =>
      post(registrationSchema, `hardware/${encodeURIComponent(serial)}/assign`, { v: 1, ...request }, key),
    restock: (serial, desk, key) =>
      post(hardwareSchema, `hardware/${encodeURIComponent(serial)}/restock`, { v: 1, desk }, key),
  };
}
