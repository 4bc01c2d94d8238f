import * as v from 'valibot';
import {
  activationPasswordSchema,
  codeSchema,
  deviceKindSchema,
  holderKindSchema,
  instantSchema,
  issuePathSchema,
  languageSchema,
  registrationStateSchema,
  serialSchema,
  serviceIdSchema,
  tokenIdSchema,
  uuidSchema,
  versionSchema,
} from '../common.ts';
import { deskActSchema } from './desk-act.ts';

/**
 * What a bank's server asks of the authority, under `/v1/rp`. Authentication: `Authorization: Bearer
 * <credential>`; every answer is scoped to the credential's institution.
 *
 *   POST registrations                 issue (201)
 *   GET  registrations                 a customer's (`customer=REF`), or all; newest first, in pages
 *   GET  registrations/:id             read
 *   GET  registrations/:id/events      its history, newest first, in pages
 *   POST registrations/:id/start       start of use: accepts the first code
 *   POST registrations/:id/verify      verify a code
 *   POST registrations/:id/resync      two consecutive codes find a token that drifted away
 *   POST registrations/:id/cancel      the customer ends it, or the desk for the customer
 *   POST registrations/:id/revoke      an administrator ends it
 *   POST registrations/:id/lift        the desk ends a suspension
 *   POST registrations/:id/pause       the desk sets it aside until an instant
 *   POST registrations/:id/resume      the desk ends a pause
 *   GET  hardware                      the institution's stock, in pages (`state=`, `serial=`)
 *   POST hardware/:serial/assign       hands a stocked hardware token to a customer (201)
 *   POST hardware/:serial/restock      takes an ended one back into the stock
 *
 * A page of a list: `limit` (1 to 100, 50 unless told) and `cursor` (the `next` of the page before).
 */
export const RP_BASE = '/v1/rp';

/** Opaque reference to a customer, chosen by the bank; never a login ID. */
export const customerRefSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/));

export const issueRequestSchema = v.strictObject({
  v: versionSchema,
  serviceId: serviceIdSchema,
  customer: customerRefSchema,
  /** Present when the bank's desk issues: then neither the re-issue rule nor the limit of set-ups applies. */
  desk: v.optional(deskActSchema),
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
  device: v.object({ kind: holderKindSchema }),
  /** Serial number of a hardware token; `null` for one in an app. */
  serial: v.nullable(serialSchema),
  state: registrationStateSchema,
  issuedAt: instantSchema,
  /** Last moment at which the set-up is still possible. */
  setupExpiresAt: v.nullable(instantSchema),
  activatedAt: v.nullable(instantSchema),
  startedAt: v.nullable(instantSchema),
  endedAt: v.nullable(instantSchema),
  expiresAt: v.nullable(instantSchema),
  /** While paused: until when the customer is let in without a code. */
  pausedUntil: v.nullable(instantSchema),
  /** First moment at which its customer may have a new one; `null` while this one lives, or when nothing waits. */
  reissueFrom: v.nullable(instantSchema),
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

export const resyncRequestSchema = v.strictObject({
  v: versionSchema,
  /** Two codes shown one after the other. */
  codes: v.strictTuple([codeSchema, codeSchema]),
});

/** The customer at the bank's pages, or the desk on the customer's word. */
export const cancelRequestSchema = v.variant('by', [
  v.strictObject({ v: versionSchema, by: v.literal('customer') }),
  v.strictObject({ v: versionSchema, by: v.literal('desk'), desk: deskActSchema }),
]);
/** Body of `revoke`, `lift` and `resume`. */
export const deskRequestSchema = v.strictObject({ v: versionSchema, desk: deskActSchema });
/** `until` lies ahead, at most 366 days. */
export const pauseRequestSchema = v.strictObject({
  v: versionSchema,
  desk: deskActSchema,
  until: instantSchema,
});

export const assignRequestSchema = v.strictObject({
  v: versionSchema,
  serviceId: serviceIdSchema,
  customer: customerRefSchema,
  /** Present when the desk hands it out; as in an issue. */
  desk: v.optional(deskActSchema),
});

/** One hardware token of the institution; `stocked` ones have no customer. */
export const hardwareSchema = v.object({
  serial: serialSchema,
  serviceId: serviceIdSchema,
  registrationId: uuidSchema,
  customer: v.nullable(customerRefSchema),
  state: registrationStateSchema,
  manufacturer: v.nullable(v.string()),
  model: v.nullable(v.string()),
  expiresAt: v.nullable(instantSchema),
});

/** Restock answers the token as it is in stock again. */
export const restockResponseSchema = v.object({ v: versionSchema, ...hardwareSchema.entries });

/** One line of a registration's history. `details` holds closed words and numbers, never a secret. */
export const registrationEventSchema = v.object({
  sequence: v.pipe(v.number(), v.integer(), v.minValue(1)),
  at: instantSchema,
  actor: v.string(),
  action: v.string(),
  details: v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null()])),
});

/** Where the next page begins; `null` on the last. */
const next = v.nullable(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,200}$/)));
export const pageSchema = v.object({
  limit: v.optional(v.pipe(v.string(), v.regex(/^[1-9]\d?$|^100$/)), '50'),
  cursor: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,200}$/))),
});
export const registrationListSchema = v.object({
  v: versionSchema,
  registrations: v.array(registrationSchema),
  next,
});
export const eventListSchema = v.object({
  v: versionSchema,
  events: v.array(registrationEventSchema),
  next,
});
export const hardwareListSchema = v.object({ v: versionSchema, hardware: v.array(hardwareSchema), next });

/** Makes a repeated POST answer as the first one did; at most 64 characters, kept 24 hours. */
export const IDEMPOTENCY_HEADER = 'Idempotency-Key';

export const RP_PROBLEMS = [
  'malformed',
  'unauthorized',
  'not-found',
  'already-registered',
  'reissue-too-early',
  'issue-limit',
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
export type DeskAct = v.InferOutput<typeof deskActSchema>;
export type ResyncRequest = v.InferOutput<typeof resyncRequestSchema>;
export type PauseRequest = v.InferOutput<typeof pauseRequestSchema>;
export type AssignRequest = v.InferOutput<typeof assignRequestSchema>;
export type Hardware = v.InferOutput<typeof hardwareSchema>;
export type RegistrationEvent = v.InferOutput<typeof registrationEventSchema>;
export type RegistrationList = v.InferOutput<typeof registrationListSchema>;
export type EventList = v.InferOutput<typeof eventListSchema>;
export type HardwareList = v.InferOutput<typeof hardwareListSchema>;
