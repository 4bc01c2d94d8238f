import { generateKeyPair, generateProof } from 'dpop';
import { base64url, calculateJwkThumbprint, exportJWK } from 'jose';
import { Secret, TOTP } from 'otpauth';
import type { ActivateResponse, Activation } from '../../core/protocol/device/messages.ts';
import { openOnDevice } from '../../core/protocol/device/sealing.ts';
import type { RunningAuthority } from './authority.ts';

/** A device written from the protocol's page alone, with other libraries than the app uses. */
export interface TestDevice {
  proofKeys: { privateKey: CryptoKey; publicKey: CryptoKey };
  sealKeys: CryptoKeyPair;
  sealKey: string;
  thumbprint: string;
}

export async function makeDevice(): Promise<TestDevice> {
  const proofKeys = await generateKeyPair('ES256');
  const sealKeys = (await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, [
    'deriveBits',
  ])) as CryptoKeyPair;
  const raw = await crypto.subtle.exportKey('raw', sealKeys.publicKey);
  return {
    proofKeys,
    sealKeys,
    sealKey: base64url.encode(new Uint8Array(raw)),
    thumbprint: await calculateJwkThumbprint(await exportJWK(proofKeys.publicKey)),
  };
}

/** base64url SHA-256 of a body, as the `bd` claim has it. */
export async function bodyDigest(body: string): Promise<string> {
  return base64url.encode(
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body))),
  );
}

/** A nonce the authority accepts now. */
export async function freshNonce(house: RunningAuthority): Promise<string> {
  const answer = await fetch(`${house.url}/v1/device/time?nonce=${'n'.repeat(16)}`);
  return answer.headers.get('DPoP-Nonce') ?? '';
}

/** Posts `body` with a right proof. */
export async function devicePost(
  house: RunningAuthority,
  device: TestDevice,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const text = JSON.stringify(body);
  const proof = await generateProof(
    device.proofKeys,
    house.address + path,
    'POST',
    await freshNonce(house),
    undefined,
    {
      bd: await bodyDigest(text),
    },
  );
  return fetch(house.url + path, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json', DPoP: proof },
    body: text,
  });
}

export interface SetupIds {
  serviceId: string;
  userId: string;
}

/** Asks for activation; the raw answer. */
export function postActivate(
  house: RunningAuthority,
  device: TestDevice,
  ids: SetupIds,
  activationPassword: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  const { sealKey } = device;
  const body = { v: 1, ...ids, activationPassword, sealKey, device: { kind: 'phone' } };
  return devicePost(house, device, '/v1/device/activate', body, headers);
}

/** Opens the sealed answer. */
export async function openActivation(
  house: RunningAuthority,
  device: TestDevice,
  ids: SetupIds,
  sealed: ActivateResponse,
): Promise<Activation> {
  const plain = await openOnDevice(sealed, device.sealKeys, {
    authority: house.address,
    ...ids,
    proofKeyThumbprint: device.thumbprint,
    sealKey: device.sealKey,
  });
  return JSON.parse(new TextDecoder().decode(plain)) as Activation;
}

/** The code an activated token shows at `at` (epoch ms), by an independent library. */
export function codeAt(activation: Activation, at: number): string {
  return new TOTP({
    secret: new Secret({ buffer: new Uint8Array(base64url.decode(activation.seed)).buffer }),
    algorithm: activation.otp.algorithm.replace('-', ''),
    digits: activation.otp.digits,
    period: activation.otp.period ?? 30,
  }).generate({ timestamp: at });
}

/** A bank's call; `credential` defaults to the authority's own institution. */
export function rpCall(
  house: RunningAuthority,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
  more: { credential?: string | null; idempotencyKey?: string } = {},
): Promise<Response> {
  const credential = more.credential === undefined ? house.credential : more.credential;
  return fetch(`${house.url}/v1/rp${path}`, {
    method,
    headers: {
      ...(credential === null ? {} : { Authorization: `Bearer ${credential}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(more.idempotencyKey === undefined ? {} : { 'Idempotency-Key': more.idempotencyKey }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** A body that issues a token to `customer`. */
export const issueBody = (customer: string, activationPassword = '246810') => ({
  v: 1,
  serviceId: '10112235',
  customer,
  device: { kind: 'phone' },
  activationPassword,
  mail: { to: `${customer}@mail.example`, language: 'ja' },
});

/** Issues to `customer` and activates on a new device. */
export async function activatedToken(
  house: RunningAuthority,
  customer: string,
): Promise<{ id: string; ids: SetupIds; device: TestDevice; activation: Activation }> {
  const issued = await rpCall(house, 'POST', '/registrations', issueBody(customer));
  const registration = (await issued.json()) as { id: string; userId: string };
  const ids = { serviceId: '10112235', userId: registration.userId };
  const device = await makeDevice();
  const answer = await postActivate(house, device, ids, '246810');
  const activation = await openActivation(house, device, ids, (await answer.json()) as ActivateResponse);
  return { id: registration.id, ids, device, activation };
}
