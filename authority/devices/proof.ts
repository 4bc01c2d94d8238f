import { base64urlnopad } from '@scure/base';
import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import * as v from 'valibot';
import type { Clock } from '../../core/clock/clock.ts';
import { AppError } from '../../core/error.ts';
import type { Es256Jwk } from '../../core/protocol/device/messages.ts';
import { BODY_DIGEST_CLAIM, PROOF_TYPE } from '../../core/protocol/device/proof.ts';
import { NONCE_WINDOW, type Nonces } from './nonce.ts';

export type ProofError =
  /** No proof, or one without a current nonce: the answer carries the nonce to use. */
  | 'proof-needed'
  /** Anything else that does not hold. */
  | 'proof-bad'
  /** Too many proofs to remember at once: better to refuse than to forget one. */
  | 'too-many-requests';

/** The device key that made a proof. */
export interface ProofKey {
  /** RFC 7638 SHA-256 thumbprint. */
  thumbprint: string;
  jwk: Es256Jwk;
}

/** The request that a proof must belong to. `address` is the authority's origin as devices know it. */
export interface ProvedRequest {
  proof: string | undefined;
  method: string;
  address: string;
  path: string;
  body: Uint8Array<ArrayBuffer>;
}

const coordinate = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
/** RFC 9449 §4.2; strict on the key, so that a private one (`d`) is refused (§4.3, check 7). */
const headerSchema = v.object({
  typ: v.literal(PROOF_TYPE),
  alg: v.literal('ES256'),
  jwk: v.object({
    kty: v.literal('EC'),
    crv: v.literal('P-256'),
    x: coordinate,
    y: coordinate,
    d: v.optional(v.never()),
  }),
  crit: v.optional(v.never()),
});
const claimsSchema = v.object({
  jti: v.pipe(v.string(), v.minLength(8), v.maxLength(128)),
  htm: v.string(),
  htu: v.string(),
  nonce: v.optional(v.string()),
  [BODY_DIGEST_CLAIM]: v.string(),
});

/** Longest proof read, in characters: ours are about 500. */
const LONGEST = 4096;
const CAPACITY = 100_000;

/**
 * Checks proofs as RFC 9449 §4.3 lists it, with the server's nonce in place of the clock: `iat` is not
 * judged. Each proof works once. Throws `AppError<ProofError>`; its message never quotes the proof.
 */
export function createProofCheck(
  nonces: Nonces,
  clock: Clock,
  capacity = CAPACITY,
): (request: ProvedRequest) => Promise<ProofKey> {
  const used = new Map<string, number>();

  /** Remembers a proof for as long as its nonce could be accepted; false when it was seen before. */
  const firstUse = (key: string): boolean => {
    if (used.has(key)) return false;
    const now = clock();
    if (used.size >= capacity) {
      for (const [old, until] of used) if (until <= now) used.delete(old);
      if (used.size >= capacity) throw new AppError<ProofError>('too-many-requests', 'too many live proofs');
    }
    used.set(key, now + 2 * NONCE_WINDOW);
    return true;
  };

  return async ({ proof, method, address, path, body }) => {
    if (proof === undefined) throw new AppError<ProofError>('proof-needed', 'no proof was sent');
    if (proof.length > LONGEST) throw bad('too long');
    const header = read(headerSchema, () => decodeProtectedHeader(proof), 'header');
    const { kty, crv, x, y } = header.jwk;
    const jwk: Es256Jwk = { kty, crv, x, y };
    const payload = await verifySignature(proof, jwk);
    const claims = read(claimsSchema, () => JSON.parse(new TextDecoder().decode(payload)), 'claims');
    if (claims.htm !== method) throw bad('made for another method');
    if (!sameTarget(claims.htu, address + path)) throw bad('made for another address');
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
    if (claims[BODY_DIGEST_CLAIM] !== base64urlnopad.encode(digest)) throw bad('made for another body');
    if (claims.nonce === undefined || !(await nonces.accepts(claims.nonce))) {
      throw new AppError<ProofError>('proof-needed', 'the nonce is missing or stale');
    }
    const thumbprint = await calculateJwkThumbprint(jwk, 'sha256');
    if (!firstUse(`${thumbprint}.${claims.jti}`)) throw bad('used before');
    return { thumbprint, jwk };
  };
}

const bad = (why: string) => new AppError<ProofError>('proof-bad', `proof: ${why}`);

function read<Schema extends v.GenericSchema>(
  schema: Schema,
  input: () => unknown,
  part: string,
): v.InferOutput<Schema> {
  let value: unknown;
  try {
    value = input();
  } catch {
    throw bad(`${part} cannot be read`);
  }
  const result = v.safeParse(schema, value);
  if (!result.success) throw bad(`${part} is not as it must be`);
  return result.output;
}

async function verifySignature(proof: string, jwk: Es256Jwk): Promise<Uint8Array> {
  try {
    const key = await importJWK({ ...jwk }, 'ES256');
    return (await compactVerify(proof, key, { algorithms: ['ES256'] })).payload;
  } catch {
    throw bad('signature does not hold');
  }
}

/** `htu` is compared without query and fragment, after URL normalisation (RFC 9449 §4.3, check 9). */
function sameTarget(htu: string, target: string): boolean {
  if (!URL.canParse(htu)) return false;
  const url = new URL(htu);
  url.search = '';
  url.hash = '';
  return url.href === new URL(target).href;
}
