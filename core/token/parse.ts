import { base64urlnopad } from '@scure/base';
import * as v from 'valibot';
import { AppError } from '../error.ts';
import { SEED_BYTES } from '../otp/index.ts';
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
import { isLabel } from './label.ts';
import { type StoredToken, TOKEN_VERSION } from './model.ts';
import { isFillableOrigin } from './origins.ts';

/** Shortest and longest seed of an issued token in bytes (RFC 4226 §4 R6 recommends at least 20). */
const ISSUED_SEED_BYTES = { min: 20, max: 64 };
/** Most login origins a token has. */
const MAX_ORIGINS = 16;

const shortText = v.pipe(v.string(), v.minLength(1), v.maxLength(128));
const nameSchema = v.strictObject(localTextSchema.entries);

/** Time-based tokens have a period, event-based ones none. */
const kindFitsPeriod = ({ kind, period }: { kind: string; period: number | null }): boolean =>
  (kind === 'time') === (period !== null);

const anyToken = {
  v: v.literal(TOKEN_VERSION),
  displayName: v.nullable(shortText),
  addedAt: instantSchema,
};

const issuerTokenSchema = v.looseObject({
  ...anyToken,
  source: v.literal('issuer'),
  tokenId: tokenIdSchema,
  issuePath: issuePathSchema,
  institution: v.strictObject({ id: shortText, name: nameSchema }),
  service: v.strictObject({ id: serviceIdSchema, name: nameSchema }),
  userId: v.nullable(shortText),
  otp: v.pipe(
    v.strictObject(otpParametersSchema.entries),
    v.check((otp) => kindFitsPeriod(otp)),
  ),
  seed: v.pipe(base64urlSchema, v.check(isSeed(ISSUED_SEED_BYTES))),
  issuedAt: instantSchema,
  expiresAt: instantSchema,
  renewalNoticeDays: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  loginOrigins: v.pipe(v.array(originSchema), v.maxLength(MAX_ORIGINS)),
  mayMove: v.exactOptional(v.boolean()),
  authority: v.strictObject({ address: originSchema, key: v.strictObject(es256JwkSchema.entries) }),
  deviceKeys: v.nullable(shortText),
  lastState: v.nullable(v.strictObject({ state: registrationStateSchema, at: instantSchema })),
  // Beside the state, not in it: earlier builds of this version wrote tokens without it.
  pausedUntil: v.exactOptional(v.nullable(instantSchema)),
});

const label = v.nullable(v.pipe(v.string(), v.check(isLabel)));

const ownTokenSchema = v.pipe(
  v.looseObject({
    ...anyToken,
    source: v.literal('own'),
    issuer: label,
    account: label,
    otp: v.pipe(
      v.strictObject({
        ...otpParametersSchema.entries,
        period: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(86_400))),
      }),
      v.check((otp) => kindFitsPeriod(otp)),
    ),
    seed: v.pipe(base64urlSchema, v.check(isSeed(SEED_BYTES))),
    loginOrigins: v.pipe(v.array(v.pipe(v.string(), v.check(isFillableOrigin))), v.maxLength(MAX_ORIGINS)),
    firstCounter: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  }),
  v.check(({ otp, firstCounter }) => otp.kind === 'event' || firstCounter === 0),
);

/** Shape of a stored token; unknown keys at its top survive, so that a rewrite by this version loses nothing. */
const storedTokenSchema = v.variant('source', [issuerTokenSchema, ownTokenSchema]);

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

function isSeed({ min, max }: { min: number; max: number }): (text: string) => boolean {
  return (text) => {
    try {
      const { length } = base64urlnopad.decode(text);
      return length >= min && length <= max;
    } catch {
      return false;
    }
  };
}
