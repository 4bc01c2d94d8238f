import { base64urlnopad } from '@scure/base';
import { CompactSign, calculateJwkThumbprint, decodeProtectedHeader, EmbeddedJWK, jwtVerify } from 'jose';
import type { Activation, Es256Jwk } from '../../../core/protocol/device/messages.ts';
import { sealToDevice } from '../../../core/protocol/device/sealing.ts';
import type { DeviceKeys } from '../../../core/vault/types.ts';

/**
 * The little of an authority that is needed to show a client what a true one never does: answers bent in
 * one place by `bend`. Proofs are opened with jose, which shares no code with what makes them.
 */
export const ADDRESS = 'https://authority.example';
export const USER_ID = '000000000000';
/** Until when a renewal says the token is good. */
export const RENEWED = 1_900_000_000_000;

export interface Bend {
  /** Edits what is signed for the time or the state. */
  signed?: (payload: Record<string, unknown>) => unknown;
  /** Edits what is sealed. */
  sealed?: (activation: Record<string, unknown>) => unknown;
  type?: string;
  /** Signs under another key than the pinned one. */
  strangerSigns?: boolean;
  /** Takes the place of the whole answer. */
  answer?: (request: { path: string; call: number }) => Response | Promise<Response> | undefined;
  /** Edits the compact JWS itself. */
  jws?: (jws: string) => string;
  /** Edits the sealed answer. */
  envelope?: (envelope: { v: number; enc: string; ct: string }) => unknown;
}

export interface Scripted {
  fetch: typeof globalThis.fetch;
  key: Es256Jwk;
  /** Claims of the proofs that came, in order, each verified under the key in its header. */
  proofs: Record<string, unknown>[];
  /** What was asked, in order. */
  calls: { url: URL; method: string; body: string }[];
  bend: Bend;
  /** The authority's clock, epoch ms. */
  time: number;
  nonce: string;
}

const pair = () =>
  crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);

export async function makeDeviceKeys(): Promise<DeviceKeys> {
  return {
    proof: await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']),
    seal: await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']),
  };
}

export const problem = (status: number, code: string, headers: Record<string, string> = {}): Response =>
  Response.json(
    { type: 'about:blank', title: 'scripted', status, code },
    { status, headers: { 'content-type': 'application/problem+json', ...headers } },
  );

export const activationOf = (key: Es256Jwk, time: number): Activation => ({
  v: 1,
  tokenId: 'FUDA-1234-5678',
  issuePath: 'bank-first',
  institution: { id: 'midori', name: { ja: 'みどり', en: 'Midori' } },
  service: { id: '12345678', name: { ja: '個人', en: 'Personal' } },
  userId: USER_ID,
  otp: { kind: 'time', algorithm: 'SHA-1', digits: 8, period: 30 },
  seed: base64urlnopad.encode(new Uint8Array(20).fill(7)),
  issuedAt: time,
  expiresAt: time + 86_400_000 * 365,
  renewalNoticeDays: 180,
  loginOrigins: ['https://bank.example'],
  mayMove: false,
  authority: { address: ADDRESS, key },
  time,
});

export async function scriptAuthority(): Promise<Scripted> {
  const own = await pair();
  const stranger = await pair();
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', own.publicKey);
  const key = { kty, crv, x, y } as Es256Jwk;

  const sign = async (payload: Record<string, unknown>, type: string) => {
    const { bend } = scripted;
    const bent = bend.signed ? bend.signed(payload) : payload;
    const jws = await new CompactSign(new TextEncoder().encode(JSON.stringify(bent)))
      .setProtectedHeader({ alg: 'ES256', typ: bend.type ?? type })
      .sign(bend.strangerSigns ? stranger.privateKey : own.privateKey);
    return bend.jws ? bend.jws(jws) : jws;
  };

  const answer = async (url: URL, init: RequestInit | undefined): Promise<Response> => {
    const bytes = init?.body === undefined ? new Uint8Array() : (init.body as Uint8Array);
    const body = new TextDecoder().decode(bytes);
    scripted.calls.push({ url, method: init?.method ?? 'GET', body });
    const proof = new Headers(init?.headers).get('DPoP');
    let thumbprint = '';
    if (proof) {
      const { payload } = await jwtVerify(proof, EmbeddedJWK, { typ: 'dpop+jwt', algorithms: ['ES256'] });
      scripted.proofs.push(payload);
      thumbprint = await calculateJwkThumbprint(decodeProtectedHeader(proof).jwk ?? {});
    }
    const given = await scripted.bend.answer?.({ path: url.pathname, call: scripted.calls.length });
    if (given) return given;
    const { time, bend } = scripted;
    if (url.pathname.endsWith('/time')) {
      const jws = await sign({ v: 1, time, nonce: url.searchParams.get('nonce') }, 'fuda-time+jwt');
      return Response.json({ v: 1, time, jws });
    }
    const asked = JSON.parse(body);
    if (scripted.proofs.at(-1)?.['nonce'] !== scripted.nonce)
      return problem(401, 'proof-needed', { 'DPoP-Nonce': scripted.nonce });
    if (url.pathname.endsWith('/state') || url.pathname.endsWith('/renew')) {
      const { tokenId, nonce } = asked;
      const expiresAt = url.pathname.endsWith('/renew') ? RENEWED : time + 1000;
      const state = { v: 1, tokenId, state: 'in-use', loginOrigins: [], expiresAt, time, nonce };
      return Response.json({ v: 1, jws: await sign(state, 'fuda-state+jwt') });
    }
    const activation = activationOf(key, time);
    const plain = bend.sealed ? bend.sealed(activation) : activation;
    const envelope = await sealToDevice(new TextEncoder().encode(JSON.stringify(plain)), {
      authority: ADDRESS,
      serviceId: asked.serviceId,
      userId: asked.userId,
      proofKeyThumbprint: thumbprint,
      sealKey: asked.sealKey,
    });
    return Response.json(bend.envelope ? bend.envelope(envelope) : envelope);
  };

  const scripted: Scripted = {
    fetch: (input, init) => answer(new URL(String(input)), init),
    key,
    proofs: [],
    calls: [],
    bend: {},
    time: 1_800_000_000_000,
    nonce: 'first-nonce',
  };
  return scripted;
}
