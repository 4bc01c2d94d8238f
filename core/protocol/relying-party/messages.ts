import * as v from 'valibot';
import {
  activationPasswordSchema,
  codeSchema,
  deviceKindSchema,
  instantSchema,
  issuePathSchema,
  languageSchema,
  registrationStateSchema,
  serviceIdSchema,
  tokenIdSchema,
  uuidSchema,
  versionSchema,
} from '../common.ts';

/**
 * What a bank's server asks of the authority, under `/v1/rp`. Authentication: `Authorization: Bearer
 * <credential>`; every answer is scoped to the credential's institution.
 *
 *   POST registrations                 issue (201)
 *   GET  registrations/:id             read
 *   GET  registrations?customer=REF    the customer's registrations, newest first
 *   POST registrations/:id/start       start of use: accepts the first code
 *   POST registrations/:id/verify      verify a code
 *   POST registrations/:id/cancel      the customer ends it
 */
export const RP_BASE = '/v1/rp';

/** Opaque reference to a customer, chosen by the bank; never a login ID. */
export const customerRefSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/));

export const issueRequestSchema = v.strictObject({
  v: versionSchema,
  serviceId: serviceIdSchema,
  customer: customerRefSchema,
  device: v.strictObject({ kind: deviceKindSchema }),
  activationPassword: activationPasswordSchema,
  /** Where the set-up mail goes, and in which language. */
  mail: v.strictObject({
    to: v.pipe(v.string(), v.email(), v.maxLength(254)),
    language: languageSchema,
  }),
});

export const registrationSchema = v.object({
  v: versionSchema,
  id: uuidSchema,
  serviceId: serviceIdSchema,
  issuePath: issuePathSchema,
  customer: v.nullable(customerRefSchema),
  userId: v.nullable(v.string()),
  tokenId: v.nullable(tokenIdSchema),
  device: v.object({ kind: deviceKindSchema }),
  state: registrationStateSchema,
  issuedAt: instantSchema,
  /** Last moment at which the set-up is still possible. */
  setupExpiresAt: v.nullable(instantSchema),
  activatedAt: v.nullable(instantSchema),
  startedAt: v.nullable(instantSchema),
  endedAt: v.nullable(instantSchema),
  expiresAt: v.nullable(instantSchema),
  /** Wrong codes in a row so far, and how many suspend. */
  failures: v.pipe(v.number(), v.integer(), v.minValue(0)),
  failureLimit: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

/** Issue answers the registration and the link that opens the app's set-up with the two IDs in place. */
export const issueResponseSchema = v.object({ ...registrationSchema.entries, setupLink: v.string() });

export const verifyRequestSchema = v.strictObject({ v: versionSchema, code: codeSchema });

/**
 * `accepted`, or refused for a reason the bank may act on: `wrong` (also: stale), `used` (right, but spent),
 * `suspended`, `not-usable` (any other state). Refusals of the first two kinds were charged.
 */
export const verifyResponseSchema = v.object({
  v: versionSchema,
  outcome: v.picklist(['accepted', 'wrong', 'used', 'suspended', 'not-usable']),
  state: registrationStateSchema,
  attemptsLeft: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

export const cancelRequestSchema = v.strictObject({
  v: versionSchema,
  /** Who asked: the customer, for the bank's own audit. */
  by: v.picklist(['customer']),
});

export const registrationListSchema = v.object({
  v: versionSchema,
  registrations: v.array(registrationSchema),
});

/** Makes a repeated POST answer as the first one did; at most 64 characters, kept 24 hours. */
export const IDEMPOTENCY_HEADER = 'Idempotency-Key';

export const RP_PROBLEMS = [
  'malformed',
  'unauthorized',
  'not-found',
  'already-registered',
  'reissue-too-early',
  'wrong-state',
  'idempotency-mismatch',
  'too-many-requests',
  'unavailable',
] as const;

export type RpProblemCode = (typeof RP_PROBLEMS)[number];
export type IssueRequest = v.InferOutput<typeof issueRequestSchema>;
export type IssueResponse = v.InferOutput<typeof issueResponseSchema>;
export type Registration = v.InferOutput<typeof registrationSchema>;
export type VerifyRequest = v.InferOutput<typeof verifyRequestSchema>;
export type VerifyResponse = v.InferOutput<typeof verifyResponseSchema>;
export type CancelRequest = v.InferOutput<typeof cancelRequestSchema>;
