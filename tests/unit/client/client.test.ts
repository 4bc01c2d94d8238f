import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { createClient } from '../../../core/client/client.ts';
import type { AuthorityClient, ClientErrorCode } from '../../../core/client/types.ts';
import { AppError } from '../../../core/error.ts';
import type { DeviceKeys } from '../../../core/vault/types.ts';
import { altered } from '../../support/altered.ts';
import {
  ADDRESS,
  type Bend,
  makeDeviceKeys,
  problem,
  RENEWED,
  type Scripted,
  scriptAuthority,
  USER_ID,
} from './scripted.ts';

let authority: Scripted;
let client: AuthorityClient;
let keys: DeviceKeys;
let deviceTime: number;

beforeEach(async () => {
  authority = await scriptAuthority();
  deviceTime = authority.time;
  keys = await makeDeviceKeys();
  client = createClient({
    address: ADDRESS,
    fetch: authority.fetch,
    clock: () => deviceTime,
    random: (length) => new Uint8Array(randomBytes(length)),
  });
});

const INPUT = { serviceId: '12345678', userId: USER_ID, activationPassword: '8642', kind: 'phone' as const };
const activate = () => client.activate(INPUT, keys);
const askState = () => client.state({ tokenId: 'FUDA-1234-5678', pinnedKey: authority.key }, keys);
const renew = () => client.renew({ tokenId: 'FUDA-1234-5678', pinnedKey: authority.key }, keys);
const signedClock = () => client.signedClock(authority.key);

const codeOf = async (work: Promise<unknown>): Promise<ClientErrorCode | 'went through'> => {
  try {
    await work;
    return 'went through';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(`${error.message} ${String(error.cause)}`).not.toContain(INPUT.activationPassword);
    return error.code as ClientErrorCode;
  }
};

test('an activation is opened with keys that cannot be exported', async () => {
  const activation = await activate();
  expect(activation.tokenId).toBe('FUDA-1234-5678');
  expect(activation.authority).toEqual({ address: ADDRESS, key: authority.key });
  await expect(crypto.subtle.exportKey('jwk', keys.proof.privateKey)).rejects.toThrow();
});

test('a renewal is asked with a proof of its own, and answered with a later date that nobody else signed', async () => {
  await askState();
  expect(await renew()).toMatchObject({ state: 'in-use', expiresAt: RENEWED, pausedUntil: null });
  expect(authority.proofs.at(-1)).toMatchObject({ htm: 'POST', htu: `${ADDRESS}/v1/device/renew` });
  const [first, second] = authority.calls.slice(-2).map(({ body }) => JSON.parse(body));
  expect(Object.keys(second).sort()).toEqual(['nonce', 'tokenId', 'v']);
  expect(second.nonce).not.toBe(first.nonce);
});

test('until when a pause lasts is part of the signed word', async () => {
  authority.bend = { signed: (p) => ({ ...p, state: 'paused', pausedUntil: 1_800_086_400_000 }) };
  expect(await askState()).toMatchObject({ state: 'paused', pausedUntil: 1_800_086_400_000 });
});

test('a proof names the call, binds the body and carries the nonce it was given', async () => {
  await activate();
  const body = authority.calls[1]?.body ?? '';
  expect(authority.calls).toHaveLength(2);
  expect(authority.proofs[1]).toMatchObject({
    htm: 'POST',
    htu: `${ADDRESS}/v1/device/activate`,
    nonce: 'first-nonce',
    bd: createHash('sha256').update(body).digest('base64url'),
  });
  expect(authority.proofs[0]?.['jti']).not.toBe(authority.proofs[1]?.['jti']);
});

test('the nonce is kept, so that the next call needs no second try', async () => {
  await activate();
  await askState();
  expect(authority.calls).toHaveLength(3);
});

test('a newer nonce on any answer is the one used next', async () => {
  await activate();
  authority.bend = {
    answer: () => problem(429, 'too-many-requests', { 'DPoP-Nonce': 'second-nonce' }),
  };
  expect(await codeOf(askState())).toBe('too-many-requests');
  authority.bend = {};
  authority.nonce = 'second-nonce';
  await askState();
  expect(authority.proofs.at(-1)?.['nonce']).toBe('second-nonce');
  expect(authority.calls).toHaveLength(4);
});

test('a call is repeated once for want of a nonce and never again', async () => {
  authority.bend = { answer: () => problem(401, 'proof-needed', { 'DPoP-Nonce': 'n' }) };
  expect(await codeOf(activate())).toBe('answer-bad');
  expect(authority.calls).toHaveLength(2);
});

test('the activation password is in the body only', async () => {
  await activate();
  for (const { url } of authority.calls) expect(String(url)).not.toContain(INPUT.activationPassword);
});

test('unknown keys in what was sealed are ignored', async () => {
  authority.bend = { sealed: (activation) => ({ ...activation, someday: { more: 1 } }) };
  expect(await activate()).not.toHaveProperty('someday');
});

test.each<[string, Bend]>([
  [
    'names another authority',
    {
      sealed: (a) => ({
        ...a,
        authority: { key: (a['authority'] as { key: unknown }).key, address: 'https://evil.example' },
      }),
    },
  ],
  [
    'names another service',
    { sealed: (a) => ({ ...a, service: { id: '87654321', name: { ja: 'x', en: 'x' } } }) },
  ],
  ['names another user', { sealed: (a) => ({ ...a, userId: '111111111111' }) }],
  ['has too short a seed', { sealed: (a) => ({ ...a, seed: 'AAAA' }) }],
  [
    'has no period for a time-based token',
    { sealed: (a) => ({ ...a, otp: { kind: 'time', algorithm: 'SHA-1', digits: 6, period: null } }) },
  ],
  [
    'pins a key that is no point on the curve',
    {
      sealed: (a) => ({
        ...a,
        authority: {
          address: ADDRESS,
          key: { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) },
        },
      }),
    },
  ],
  [
    'has a login origin with a path',
    { sealed: (a) => ({ ...a, loginOrigins: ['https://bank.example/login'] }) },
  ],
  ['is of a later version', { sealed: (a) => ({ ...a, v: 2 }) }],
  ['is not an object', { sealed: () => 'hello' }],
  [
    'was sealed to someone else',
    { envelope: (e) => ({ ...e, enc: e.enc.slice(0, -4) + (e.enc.endsWith('AAAA') ? 'BBBB' : 'AAAA') }) },
  ],
  ['was altered on the way', { envelope: (e) => ({ ...e, ct: altered(e.ct) }) }],
  ['lacks its ciphertext', { envelope: ({ v, enc }) => ({ v, enc }) }],
])('an activation that %s is refused', async (_, bend) => {
  authority.bend = bend;
  expect(await codeOf(activate())).toBe('answer-bad');
});

test.each<[string, Bend]>([
  ['is signed by another key', { strangerSigns: true }],
  ['is to another nonce', { signed: (p) => ({ ...p, nonce: 'someone-elses-nonce' }) }],
  ['is signed for another use', { type: 'JWT' }],
  ['is of a later version', { signed: (p) => ({ ...p, v: 2 }) }],
  ['is no object', { signed: () => null }],
  ['has no signature', { jws: (jws) => `${jws.split('.').slice(0, 2).join('.')}.` }],
  [
    'says it needs none',
    { jws: (jws) => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${jws.split('.')[1]}.` },
  ],
  ['is no JWS at all', { jws: () => 'garbage' }],
])('signed time, state and renewal whose word %s are refused', async (_, bend) => {
  authority.bend = bend;
  expect(await codeOf(signedClock())).toBe('answer-bad');
  expect(await codeOf(askState())).toBe('answer-bad');
  expect(await codeOf(renew())).toBe('answer-bad');
});

test('the state of another token is refused', async () => {
  authority.bend = { signed: (payload) => ({ ...payload, tokenId: 'FUDA-0000-0000' }) };
  expect(await codeOf(askState())).toBe('answer-bad');
  expect(await codeOf(renew())).toBe('answer-bad');
});

test('an HMAC under the pinned key as a secret is not a signature', async () => {
  const { CompactSign } = await import('jose');
  authority.bend = {
    answer: async () =>
      Response.json({
        v: 1,
        time: 1,
        jws: await new CompactSign(new TextEncoder().encode('{}'))
          .setProtectedHeader({ alg: 'HS256', typ: 'fuda-time+jwt' })
          .sign(new TextEncoder().encode(JSON.stringify(authority.key).padEnd(32))),
      }),
  };
  expect(await codeOf(signedClock())).toBe('answer-bad');
});

test.each<[string, () => Response | Promise<Response>, ClientErrorCode]>([
  ['refuses', () => problem(403, 'refused'), 'refused'],
  ['says the set-up is out of time', () => problem(410, 'setup-expired'), 'setup-expired'],
  ['says the set-up was used', () => problem(409, 'setup-used'), 'setup-used'],
  ['says there is a device already', () => problem(409, 'device-limit'), 'device-limit'],
  ['does not renew', () => problem(409, 'renewal-refused'), 'renewal-refused'],
  ['asks to slow down', () => problem(429, 'too-many-requests'), 'too-many-requests'],
  ['finds the call malformed', () => problem(400, 'malformed'), 'malformed'],
  ['finds the proof bad', () => problem(401, 'proof-bad'), 'answer-bad'],
  ['is not available', () => problem(503, 'unavailable'), 'unreachable'],
  ['is behind a broken gateway', () => new Response('<h1>502</h1>', { status: 502 }), 'unreachable'],
  ['cannot be reached', () => Promise.reject(new TypeError('fetch failed')), 'unreachable'],
  ['says a word nobody agreed on', () => problem(418, 'teapot'), 'answer-bad'],
  ['is a captive portal', () => new Response('<html>Log in</html>'), 'answer-bad'],
  ['answers without end', () => new Response(JSON.stringify('x'.repeat(70_000))), 'answer-bad'],
  ['answers with nothing', () => new Response(null, { status: 204 }), 'answer-bad'],
])('an authority that %s', async (_, answer, code) => {
  authority.bend = { answer };
  expect(await codeOf(activate())).toBe(code);
  expect(await codeOf(askState())).toBe(code);
  expect(await codeOf(renew())).toBe(code);
});

test('a call that takes too long is given up', async () => {
  const hasty = createClient({
    address: ADDRESS,
    fetch: (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      }),
    clock: () => 0,
    random: (length) => new Uint8Array(length),
    timeoutMs: 1,
  });
  expect(await codeOf(hasty.measureClock())).toBe('unreachable');
});

test('a clock wrong by a year is measured, half of the round trip taken off', async () => {
  const year = 365 * 86_400_000;
  deviceTime = authority.time - year - 100;
  authority.bend = {
    answer: () => {
      deviceTime += 200;
      return undefined;
    },
  };
  expect(await client.measureClock()).toEqual({ offset: year });
  deviceTime = authority.time + year - 100;
  expect(await signedClock()).toEqual({ offset: -year });
});

test('the advisory time in an answer does not pass for the signed one', async () => {
  authority.bend = { signed: (payload) => ({ ...payload, time: authority.time + 5_000 }) };
  expect(await signedClock()).toEqual({ offset: 5_000 });
  expect(await client.measureClock()).toEqual({ offset: 0 });
});

test('no answer, whatever is in it, makes a call do anything but answer or fail as agreed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.json(), fc.constantFrom(200, 201, 400, 401, 404, 429), async (text, status) => {
      authority.bend = { answer: () => new Response(text, { status }) };
      expect(await codeOf(activate())).toBe('answer-bad');
      expect(await codeOf(askState())).toBe('answer-bad');
      expect(await codeOf(renew())).toBe('answer-bad');
      expect(await codeOf(renew())).toBe('answer-bad');
      expect(await codeOf(client.measureClock())).toBe('answer-bad');
    }),
    { numRuns: 60 },
  );
});
