import * as v from 'valibot';
import { ACTIVATION_PASSWORD, isUserId, SERVICE_ID } from './ids.ts';

/** Version of every payload on the wire; a server refuses others, a client ignores unknown keys. */
export const WIRE_VERSION = 1;

export const versionSchema = v.literal(WIRE_VERSION);
export const serviceIdSchema = v.pipe(v.string(), v.regex(SERVICE_ID));
export const userIdSchema = v.pipe(v.string(), v.check(isUserId));
export const activationPasswordSchema = v.pipe(v.string(), v.regex(ACTIVATION_PASSWORD));
/** A code as typed: 6 to 10 ASCII digits. */
export const codeSchema = v.pipe(v.string(), v.regex(/^\d{6,10}$/));
/** Epoch milliseconds. */
export const instantSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Unpadded base64url (RFC 4648 §5), at most 4 KiB. */
export const base64urlSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/), v.maxLength(4096));
/** RFC 9562 UUID; ours are version 7. */
export const uuidSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/));
/** Public credential name shown in the app: 4 letters and 8 digits, e.g. `FUDA-1234-5678`. */
export const tokenIdSchema = v.pipe(v.string(), v.regex(/^[A-Z]{4}-\d{4}-\d{4}$/));
/** A name in both languages; shown as text only, never as markup. */
export const localTextSchema = v.object({
  ja: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
  en: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
});
export const languageSchema = v.picklist(['ja', 'en']);
export const deviceKindSchema = v.picklist(['phone', 'pc']);
/** What a registration may live on: an app of the customer's, or a hardware token of the bank's. */
export const holderKindSchema = v.picklist(['phone', 'pc', 'hardware']);
/** Serial number as printed on a hardware token. */
export const serialSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,32}$/));
/** Scheme, host and port and nothing else, as `location.origin` prints it. */
export const originSchema = v.pipe(
  v.string(),
  v.check((value) => URL.canParse(value) && new URL(value).origin === value),
);

/**
 * How a token comes to a customer: the bank asks first, the app obtains an unassigned credential first, or
 * the bank hands out a device of its stock.
 */
export const issuePathSchema = v.picklist(['bank-first', 'app-first', 'hardware']);

/** Every state of a registration (docs/protocol.md has the diagram). */
export const registrationStateSchema = v.picklist([
  'stocked',
  'unassigned',
  'assigned',
  'issued',
  'activated',
  'in-use',
  'suspended',
  'paused',
  'void',
  'cancelled',
  'revoked',
  'expired',
]);

/** What a code is computed with; `period` (seconds) for time-based tokens, `null` for event-based ones. */
export const otpParametersSchema = v.object({
  kind: v.picklist(['time', 'event']),
  algorithm: v.picklist(['SHA-1', 'SHA-256', 'SHA-512']),
  digits: v.picklist([6, 7, 8]),
  period: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(15), v.maxValue(300))),
});

/** Problem details (RFC 9457): `code` is the closed machine word, `title` is for an engineer. */
export const problemSchema = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  code: v.string(),
});

export type LocalText = v.InferOutput<typeof localTextSchema>;
export type Language = v.InferOutput<typeof languageSchema>;
export type HolderKind = v.InferOutput<typeof holderKindSchema>;
export type DeviceKind = v.InferOutput<typeof deviceKindSchema>;
export type IssuePath = v.InferOutput<typeof issuePathSchema>;
export type RegistrationState = v.InferOutput<typeof registrationStateSchema>;
export type OtpParameters = v.InferOutput<typeof otpParametersSchema>;
export type Problem = v.InferOutput<typeof problemSchema>;
