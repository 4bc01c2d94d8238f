import { randomUUID } from 'node:crypto';
import { SIGNATURE_HEADER, signCall, TIMESTAMP_HEADER } from '../../bank/engine/phone/signature.ts';
import { CALL_PATH } from '../../bank/engine/routes/calls.ts';
import { CALL_KEY } from './bank.ts';

/** One call as the tests' exchange reports it; what is left out is an ordinary call, well signed. */
export interface TestCall {
  /** E.164, or `null` for a withheld number. */
  from: string | null;
  to: string;
  at: number;
  id?: string;
  /** When the exchange signs, epoch ms; `at` unless told. */
  sent?: number;
  key?: Uint8Array;
}

/** The signed request of a call, for tests that break it first. */
export function signedCall({ from, to, at, id = randomUUID(), sent = at, key = CALL_KEY }: TestCall) {
  const body = new TextEncoder().encode(JSON.stringify({ v: 1, id, from, to, at }));
  const timestamp = String(sent);
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    [TIMESTAMP_HEADER]: timestamp,
    [SIGNATURE_HEADER]: signCall(key, timestamp, body),
  };
  return { body, headers };
}

/** Reports a call to the bank at `url` and returns its answer. */
export async function callBank(
  url: string,
  call: TestCall,
): Promise<{ status: number; outcome?: string; reason?: string; code?: string }> {
  const answer = await fetch(url + CALL_PATH, { method: 'POST', ...signedCall(call) });
  return { status: answer.status, ...((await answer.json()) as object) };
}
