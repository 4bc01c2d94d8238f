import { compactVerify } from 'jose';
import * as v from 'valibot';
import type { Es256Jwk } from '../protocol/device/messages.ts';
import { fail } from './call.ts';

/**
 * Opens a compact JWS (RFC 7515 §7.1) made under the pinned key: ES256 only, the expected `typ`, and the
 * nonce this very call sent. Errors: 'answer-bad', whatever of it is wrong.
 */
export async function openSigned<Schema extends v.GenericSchema<unknown, { nonce: string }>>(
  jws: string,
  expected: { key: Es256Jwk; type: string; nonce: string; schema: Schema },
): Promise<v.InferOutput<Schema>> {
  let payload: unknown;
  try {
    // RFC 8725 §3.1, §3.11: algorithm and type are ours to say, not the message's.
    const verified = await compactVerify(jws, expected.key, { algorithms: ['ES256'] });
    if (verified.protectedHeader.typ !== expected.type) throw fail('answer-bad', 'signed for another use');
    payload = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(verified.payload));
  } catch {
    throw fail('answer-bad', 'the signed answer does not verify');
  }
  const parsed = v.safeParse(expected.schema, payload);
  if (!parsed.success) throw fail('answer-bad', 'the signed answer is not as agreed');
  if (parsed.output.nonce !== expected.nonce)
    throw fail('answer-bad', 'the signed answer is to another call');
  return parsed.output;
}
