import { base64urlnopad } from '@scure/base';
import { generateProof } from 'dpop';
import * as v from 'valibot';
import type { Clock } from '../clock/clock.ts';
import { AppError } from '../error.ts';
import { problemSchema } from '../protocol/common.ts';
import { BODY_DIGEST_CLAIM, NONCE_HEADER, PROOF_HEADER } from '../protocol/device/proof.ts';
import type { ClientErrorCode } from './types.ts';

/** What a client is made with; everything of the world comes in here. */
export interface ClientOptions {
  /** Origin of the authority, as `location.origin` would print it. */
  address: string;
  fetch: typeof globalThis.fetch;
  clock: Clock;
  /** Uniform random bytes, for nonces. */
  random: (length: number) => Uint8Array;
  /** How long one call may take, body included, in ms; 15,000 unless told. */
  timeoutMs?: number;
}

export interface Request {
  method: 'GET' | 'POST';
  path: string;
  query?: Record<string, string>;
  body?: unknown;
  /** The pair whose possession the call proves; none for open calls. */
  proofKey?: CryptoKeyPair;
}

/** One call and its answer's JSON. Errors: `AppError<ClientErrorCode>`. */
export type Call = (request: Request) => Promise<unknown>;

/** An honest answer is under 8 KiB; more than this is not worth parsing. */
const ANSWER_LIMIT = 65_536;

const TOLD: readonly ClientErrorCode[] = [
  'malformed',
  'refused',
  'setup-expired',
  'setup-used',
  'device-limit',
  'renewal-refused',
  'too-many-requests',
];

/** An expected failure of this room; `why` never holds what was sent or answered. */
export const fail = (code: ClientErrorCode, why: string, cause?: unknown): AppError<ClientErrorCode> =>
  new AppError(code, why, cause === undefined ? undefined : { cause });

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own error quotes its input, so it is not passed on as a cause.
    throw fail('answer-bad', 'the answer is not JSON');
  }
};

/**
 * A caller of the device endpoints. Keeps the newest nonce the authority gave (RFC 9449 §8.2) and asks once
 * more when a call was refused only for want of one (§8).
 */
export function createCall(options: ClientOptions): Call {
  // Taken apart because a browser's fetch refuses to be called as another object's method.
  const { address, fetch, timeoutMs = 15_000 } = options;
  let nonce: string | undefined;

  const prove = async (request: Request, url: string, bytes: Uint8Array<ArrayBuffer>, key: CryptoKeyPair) => {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return generateProof(key, url, request.method, nonce, undefined, {
      [BODY_DIGEST_CLAIM]: base64urlnopad.encode(digest),
    });
  };

  const send = async (request: Request): Promise<{ status: number; text: string; fresh: boolean }> => {
    const url = address + request.path;
    const bytes = new TextEncoder().encode(request.body === undefined ? '' : JSON.stringify(request.body));
    const headers: Record<string, string> = { accept: 'application/json' };
    if (request.body !== undefined) headers['content-type'] = 'application/json';
    if (request.proofKey) headers[PROOF_HEADER] = await prove(request, url, bytes, request.proofKey);
    try {
      const response = await fetch(
        request.query ? `${url}?${new URLSearchParams(request.query).toString()}` : url,
        {
          method: request.method,
          headers,
          ...(request.body === undefined ? {} : { body: bytes }),
          cache: 'no-store',
          credentials: 'omit',
          redirect: 'error',
          referrerPolicy: 'no-referrer',
          signal: AbortSignal.timeout(timeoutMs),
        },
      );
      const given = response.headers.get(NONCE_HEADER);
      if (given) nonce = given;
      return { status: response.status, text: await response.text(), fresh: given !== null };
    } catch (cause) {
      throw fail('unreachable', 'the authority did not answer', cause);
    }
  };

  const ask = async (request: Request, mayRepeat: boolean): Promise<unknown> => {
    const answer = await send(request);
    if (answer.status >= 500) throw fail('unreachable', `the authority answered ${answer.status}`);
    if (answer.text.length > ANSWER_LIMIT) throw fail('answer-bad', 'the answer is too long');
    const json = parseJson(answer.text);
    if (answer.status >= 200 && answer.status < 300) return json;
    const problem = v.safeParse(problemSchema, json);
    if (!problem.success) throw fail('answer-bad', `status ${answer.status} without a problem in it`);
    const { code } = problem.output;
    if (code === 'proof-needed' && answer.status === 401 && answer.fresh && mayRepeat)
      return ask(request, false);
    if (code === 'unavailable') throw fail('unreachable', 'the authority is not available');
    const told = TOLD.find((known) => known === code);
    throw fail(told ?? 'answer-bad', `the authority answered ${answer.status}`);
  };

  return (request) => ask(request, true);
}
