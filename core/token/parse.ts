import { base64urlnopad } from '@scure/base';
import * as v from 'valibot';
import { AppError } from '../error.ts';
import {
  base64urlSchema,
  instantSchema,
  issuePathSchema,
  localTextSchema,
  originSchema,
  otpParametersSchema,
  registrationStateSchema,
  serviceIdSchema,
  tokenIdSchema,
} from '../protocol/common.ts';
import { es256JwkSchema } from '../protocol/device/messages.ts';
import type { TokenErrorCode } from './error.ts';
import { type StoredToken, TOKEN_VERSION } from './model.ts';

/** Shortest and longest seed of an issued token in bytes (RFC 4226 §4 R6 recommends at least 20). */
const SEED_BYTES = { min: 20, max: 64 };

const shortText = v.pipe(v.string(), v.minLength(1), v.maxLength(128));
const nameSchema = v.strictObject(localTextSchema.entries);

/** Shape of a stored token; unknown keys at its top survive, so that a rewrite by this version loses nothing. */
const storedTokenSchema = v.looseObject({
  v: v.literal(TOKEN_VERSION),
  source: v.literal('issuer'),
  tokenId: tokenIdSchema,
  issuePath: issuePathSchema,
  institution: v.strictObject({ id: shortText, name: nameSchema }),
  service: v.strictObject({ id: serviceIdSchema, name: nameSchema }),
  userId: v.nullable(shortText),
  otp: v.pipe(
    v.strictObject(otpParametersSchema.entries),
    v.check(({ kind, period }) => (kind === 'time') === (period !== null)),
  ),
  seed: v.pipe(base64urlSchema, v.check(isSeed)),
  issuedAt: instantSchema,
  expiresAt: instantSchema,
  renewalNoticeDays: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  loginOrigins: v.pipe(v.array(originSchema), v.maxLength(16)),
  authority: v.strictObject({ address: originSchema, key: v.strictObject(es256JwkSchema.entries) }),
  deviceKeys: shortText,
  displayName: v.nullable(shortText),
  lastState: v.nullable(v.strictObject({ state: registrationStateSchema, at: instantSchema })),
  // Beside the state, not in it: earlier builds of this version wrote tokens without it.
  pausedUntil: v.exactOptional(v.nullable(instantSchema)),
  addedAt: instantSchema,
});

/**
 * Reads a token out of a decrypted vault record. Throws AppError 'token-newer' when a later version of the
 * app wrote it, 'token-malformed' for anything else that is not a `StoredToken`. No cause is kept:
 * a validator's issues quote their input, and the input holds the seed.
 */
export function parseStoredToken(input: unknown): StoredToken {
  if (isNewer(input)) {
    throw new AppError<TokenErrorCode>('token-newer', 'the token was written by a newer version');
  }
  const result = v.safeParse(storedTokenSchema, input, { abortEarly: true });
  if (!result.success) {
    throw new AppError<TokenErrorCode>('token-malformed', 'the record is not a token');
  }
  return result.output;
}

function isNewer(input: unknown): boolean {
  if (typeof input !== 'object' || input === null || !Object.hasOwn(input, 'v')) return false;
  const version = (input as { v: unknown }).v;
  return typeof version === 'number' && Number.isSafeInteger(version) && version > TOKEN_VERSION;
}

function isSeed(text: string): boolean {
  try {
    const { length } = base64urlnopad.decode(text);
    return length >= SEED_BYTES.min && length <= SEED_BYTES.max;
  } catch {
    return false;
  }
}
