import * as v from 'valibot';
import {
  activationPasswordSchema,
  base64urlSchema,
  deviceKindSchema,
  instantSchema,
  issuePathSchema,
  localTextSchema,
  originSchema,
  otpParametersSchema,
  registrationStateSchema,
  serviceIdSchema,
  tokenIdSchema,
  userIdSchema,
  versionSchema,
} from '../common.ts';

/** Paths under the authority's address; every call but `time` carries a DPoP-form proof. */
export const DEVICE_PATHS = {
  time: '/v1/device/time',
  activate: '/v1/device/activate',
  state: '/v1/device/state',
  renew: '/v1/device/renew',
} as const;

/**
 * Activation, bank-first path. `sealKey` is the device's HPKE public key: a raw uncompressed P-256 point
 * (65 bytes) in base64url. The proof key travels in the DPoP header and must be a different pair.
 */
export const activateRequestSchema = v.strictObject({
  v: versionSchema,
  serviceId: serviceIdSchema,
  userId: userIdSchema,
  activationPassword: activationPasswordSchema,
  sealKey: v.pipe(base64urlSchema, v.length(87)),
  device: v.strictObject({ kind: deviceKindSchema }),
});

/** The sealed answer (RFC 9180 base mode): encapsulated key and ciphertext. */
export const activateResponseSchema = v.object({
  v: versionSchema,
  enc: base64urlSchema,
  ct: base64urlSchema,
});

/** An ES256 public key as a JWK (RFC 7517), the only kind the authority signs with. */
export const es256JwkSchema = v.object({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: base64urlSchema,
  y: base64urlSchema,
});

/** What the sealed answer holds: everything the device needs to show codes for good, offline. */
export const activationSchema = v.object({
  v: versionSchema,
  tokenId: tokenIdSchema,
  issuePath: issuePathSchema,
  institution: v.object({ id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)), name: localTextSchema }),
  service: v.object({ id: serviceIdSchema, name: localTextSchema }),
  userId: v.nullable(v.string()),
  otp: otpParametersSchema,
  /** Seed, base64url, 20 to 64 bytes. */
  seed: v.pipe(base64urlSchema, v.minLength(27), v.maxLength(86)),
  issuedAt: instantSchema,
  expiresAt: instantSchema,
  renewalNoticeDays: v.pipe(v.number(), v.integer(), v.minValue(0)),
  loginOrigins: v.pipe(v.array(originSchema), v.maxLength(16)),
  /** Whether the token may be carried to another device, sealed in a backup; a silent authority says no. */
  mayMove: v.optional(v.boolean(), false),
  authority: v.object({ address: originSchema, key: es256JwkSchema }),
  time: instantSchema,
});

/** `GET time?nonce=…` (nonce: 16 to 64 characters of base64url). `jws` is a compact JWS over `signedTimeSchema`. */
export const timeResponseSchema = v.object({ v: versionSchema, time: instantSchema, jws: v.string() });
export const signedTimeSchema = v.object({ v: versionSchema, time: instantSchema, nonce: v.string() });
/** `typ` header of the signed time. */
export const TIME_JWS_TYPE = 'fuda-time+jwt';

/**
 * State of the token whose proof key signs the call. A renewal is the same request, sent to `renew`; the answer
 * is the signed state with the later expiry, signed under the same type. The seed stays. Asked again, it
 * answers again.
 */
export const stateRequestSchema = v.strictObject({
  v: versionSchema,
  tokenId: tokenIdSchema,
  nonce: v.pipe(base64urlSchema, v.minLength(16), v.maxLength(64)),
});
export const stateResponseSchema = v.object({ v: versionSchema, jws: v.string() });
export const signedStateSchema = v.object({
  v: versionSchema,
  tokenId: tokenIdSchema,
  state: registrationStateSchema,
  loginOrigins: v.array(originSchema),
  expiresAt: instantSchema,
  /** While paused: until when; else absent or `null`. */
  pausedUntil: v.optional(v.nullable(instantSchema), null),
  time: instantSchema,
  nonce: v.string(),
});
export const STATE_JWS_TYPE = 'fuda-state+jwt';

/**
 * Closed list of problem codes a device may meet. `refused` covers an unknown ID, a wrong password and a
 * voided issue alike; the next three are told only after the right password.
 */
export const DEVICE_PROBLEMS = [
  'malformed',
  'proof-needed',
  'proof-bad',
  'refused',
  'setup-expired',
  'setup-used',
  'device-limit',
  /** Neither activated nor in use, or the policy knows no renewal. One that is not due is answered, not refused. */
  'renewal-refused',
  'too-many-requests',
  'unavailable',
] as const;

export type DeviceProblemCode = (typeof DEVICE_PROBLEMS)[number];
export type ActivateRequest = v.InferOutput<typeof activateRequestSchema>;
export type ActivateResponse = v.InferOutput<typeof activateResponseSchema>;
export type Activation = v.InferOutput<typeof activationSchema>;
export type Es256Jwk = v.InferOutput<typeof es256JwkSchema>;
export type SignedTime = v.InferOutput<typeof signedTimeSchema>;
export type SignedState = v.InferOutput<typeof signedStateSchema>;
export type StateRequest = v.InferOutput<typeof stateRequestSchema>;
