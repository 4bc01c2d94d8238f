import { generateProof } from 'dpop';
import { base64url, exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { bodyDigest, freshNonce, makeDevice, type TestDevice } from '../support/device.ts';

const PATH = '/v1/device/state';
const BODY = JSON.stringify({ v: 1, tokenId: 'FUDA-0000-0000', nonce: 'abcdefghijklmnop' });

let house: RunningAuthority;
let device: TestDevice;
beforeAll(async () => {
  house = await startAuthority();
  device = await makeDevice();
});
afterAll(() => house.close());

const post = (proof: string | null, body = BODY) =>
  fetch(house.url + PATH, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(proof === null ? {} : { DPoP: proof }) },
    body,
  });

/** A right proof but for what `change` alters. */
async function madeProof(change: {
  header?: Record<string, unknown>;
  claims?: Record<string, unknown>;
  key?: CryptoKey;
}): Promise<string> {
  const jwk = await exportJWK(device.proofKeys.publicKey);
  const claims = {
    jti: crypto.randomUUID(),
    htm: 'POST',
    htu: house.address + PATH,
    iat: 1,
    nonce: await freshNonce(house),
    bd: await bodyDigest(BODY),
    ...change.claims,
  };
  return new SignJWT(claims)
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk, ...change.header } as JWTHeaderParameters)
    .sign(change.key ?? device.proofKeys.privateKey);
}

/** A proof that passes meets an unknown token: refused, but not for the proof. */
const PASSED = 'refused';
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;

describe('proofs of the device key', () => {
  it('passes a right one, whatever its clock says', async () => {
    expect(await codeOf(await post(await madeProof({})))).toBe(PASSED);
    expect(await codeOf(await post(await madeProof({ claims: { iat: 4_102_444_800 } })))).toBe(PASSED);
  });

  it('passes one whose address differs only by query, fragment and letter case of the host', async () => {
    const htu = `${house.address.toUpperCase().replace('HTTP', 'http')}${PATH}?q=1#f`;
    expect(await codeOf(await post(await madeProof({ claims: { htu } })))).toBe(PASSED);
  });

  it('asks for a proof with a nonce when there is none, and hands one out', async () => {
    const answer = await post(null);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('DPoP-Nonce')).toMatch(/^[\w-]{16,}$/);
    expect(answer.headers.get('WWW-Authenticate')).toContain('use_dpop_nonce');
    expect(await codeOf(answer)).toBe('proof-needed');
    const proof = await generateProof(
      device.proofKeys,
      house.address + PATH,
      'POST',
      answer.headers.get('DPoP-Nonce') ?? '',
      undefined,
      { bd: await bodyDigest(BODY) },
    );
    expect(await codeOf(await post(proof))).toBe(PASSED);
  });

  it('asks again when the nonce is missing, foreign or stale, and takes the one just before', async () => {
    expect(await codeOf(await post(await madeProof({ claims: { nonce: undefined } })))).toBe('proof-needed');
    expect(await codeOf(await post(await madeProof({ claims: { nonce: 'A'.repeat(24) } })))).toBe(
      'proof-needed',
    );
    const early = await madeProof({});
    const old = await madeProof({});
    house.clock.advance(5 * 60_000);
    expect(await codeOf(await post(early))).toBe(PASSED);
    house.clock.advance(5 * 60_000);
    expect(await codeOf(await post(old))).toBe('proof-needed');
  });

  it('takes a proof once', async () => {
    const proof = await madeProof({});
    expect(await codeOf(await post(proof))).toBe(PASSED);
    const again = await post(proof);
    expect(again.status).toBe(401);
    expect(await codeOf(again)).toBe('proof-bad');
    const many = await madeProof({});
    const codes = await Promise.all(Array.from({ length: 20 }, async () => codeOf(await post(many))));
    expect(codes.filter((code) => code === PASSED)).toHaveLength(1);
  });

  it('refuses a proof made for another method, address, path or body', async () => {
    for (const claims of [
      { htm: 'GET' },
      { htm: 'post' },
      { htu: `${house.address}/v1/device/activate` },
      { htu: `http://127.0.0.1:1${PATH}` },
      { htu: `https://bank.example${PATH}` },
      { htu: 'not a url' },
      { bd: await bodyDigest(`${BODY} `) },
      { bd: undefined },
      { jti: undefined },
      { jti: 7 },
      { jti: 'short' },
      { jti: 'x'.repeat(129) },
    ]) {
      expect(await codeOf(await post(await madeProof({ claims })))).toBe('proof-bad');
    }
    expect(await codeOf(await post(await madeProof({}), BODY.replace('0000', '1111')))).toBe('proof-bad');
  });

  it('refuses another type, a private key in the header, another curve, and a key that did not sign', async () => {
    const jwk = await exportJWK(device.proofKeys.publicKey);
    const foreign = await generateKeyPair('ES256');
    for (const header of [
      { typ: 'JWT' },
      { typ: undefined },
      { jwk: undefined },
      { jwk: { ...jwk, d: 'A'.repeat(43) } },
      { jwk: { ...jwk, crv: 'P-384' } },
      { jwk: { ...jwk, x: jwk.y, y: jwk.x } },
      { jwk: { kty: 'oct', k: 'AAAA' } },
      { jwk: await exportJWK(foreign.publicKey) },
    ]) {
      expect(await codeOf(await post(await madeProof({ header })))).toBe('proof-bad');
    }
    expect(await codeOf(await post(await madeProof({ key: foreign.privateKey })))).toBe('proof-bad');
  });

  it('refuses every algorithm but ES256, "none" and HMAC under the public key among them', async () => {
    const jwk = await exportJWK(device.proofKeys.publicKey);
    const claims = {
      jti: crypto.randomUUID(),
      htm: 'POST',
      htu: house.address + PATH,
      nonce: await freshNonce(house),
      bd: await bodyDigest(BODY),
    };
    const part = (value: unknown) => base64url.encode(JSON.stringify(value));
    const unsigned = `${part({ typ: 'dpop+jwt', alg: 'none', jwk })}.${part(claims)}.`;
    expect(await codeOf(await post(unsigned))).toBe('proof-bad');
    const symmetric = await new SignJWT(claims)
      .setProtectedHeader({ typ: 'dpop+jwt', alg: 'HS256', jwk: jwk as never })
      .sign(new TextEncoder().encode(JSON.stringify(jwk)));
    expect(await codeOf(await post(symmetric))).toBe('proof-bad');
    const rsa = await generateKeyPair('PS256');
    const other = await new SignJWT(claims)
      .setProtectedHeader({ typ: 'dpop+jwt', alg: 'PS256', jwk: (await exportJWK(rsa.publicKey)) as never })
      .sign(rsa.privateKey);
    expect(await codeOf(await post(other))).toBe('proof-bad');
  });

  it('refuses what is no proof at all, without a word of it in the answer', async () => {
    for (const proof of ['x', 'a.b.c', '{}', `${'A'.repeat(5000)}.b.c`, `${await madeProof({})}, x.y.z`]) {
      const answer = await post(proof);
      expect(answer.status).toBe(401);
      expect(await answer.text()).not.toContain(proof);
    }
  });

  it('refuses to seal to the key that signs the proof, or to what is no point on the curve', async () => {
    const proofKey = new Uint8Array(await crypto.subtle.exportKey('raw', device.proofKeys.publicKey));
    const noPoint = new Uint8Array(65).fill(7);
    noPoint[0] = 4;
    for (const sealKey of [proofKey, noPoint]) {
      const body = JSON.stringify({
        v: 1,
        serviceId: '10112235',
        userId: '000000000000',
        activationPassword: '1234',
        sealKey: base64url.encode(sealKey),
        device: { kind: 'phone' },
      });
      const path = '/v1/device/activate';
      const proof = await generateProof(
        device.proofKeys,
        house.address + path,
        'POST',
        await freshNonce(house),
        undefined,
        { bd: await bodyDigest(body) },
      );
      const answer = await fetch(house.url + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', DPoP: proof },
        body,
      });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ code: 'malformed', field: 'sealKey' });
    }
  });
});
