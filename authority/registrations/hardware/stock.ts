import { timingSafeEqual } from 'node:crypto';
import type { Kysely } from 'kysely';
import * as v from 'valibot';
import { AppError } from '../../../core/error.ts';
import { type OtpParameters, otpParametersSchema, serialSchema } from '../../../core/protocol/common.ts';
import { appendAudit } from '../../audit/audit.ts';
import { type AuthorityContext, atomically } from '../../context.ts';
import { findService, type ServicePolicy } from '../../institutions/policy.ts';
import { openSeed, sealSeed } from '../../keys/seeds.ts';
import type { AuthoritySchema } from '../../store/schema.ts';
import { uuidv7 } from '../../store/uuid.ts';
import { otpOf, type RegistrationRow } from '../record.ts';

const DAY = 24 * 60 * 60_000;
/** Version of the registration rows this program writes. */
const RECORD_FORMAT = 1;
/** Serial numbers asked for in one query. */
const CHUNK = 500;
/** Seed lengths a stock may hold, bytes: RFC 4226 §4 R6 asks for 16; nothing needs more than a hash's block. */
const SEED_BYTES = { min: 16, max: 128 } as const;

/** A counter that no button is pressed to, and from which every look ahead still ends at an exact number. */
const MAX_COUNTER = 2 ** 52;

/**
 * Why a stock was not loaded; nothing of it was then. `unknown-service`: the institution has no such service;
 * `hardware-not-offered`: its policy has no hardware tokens; `token-unfit`: parameters, serial number, seed or
 * dates that this authority cannot serve; `serial-repeated`: twice in one delivery; `serial-conflict`: known
 * with another seed, other parameters or for another service; `stock-changed`: by someone else meanwhile.
 */
export type StockErrorCode =
  | 'unknown-service'
  | 'hardware-not-offered'
  | 'token-unfit'
  | 'serial-repeated'
  | 'serial-conflict'
  | 'stock-changed';

/** One hardware token as its maker delivered it. */
export interface StockToken {
  serial: string;
  manufacturer: string | null;
  model: string | null;
  otp: OtpParameters;
  seed: Uint8Array;
  /** The counter of the next code, for event-based tokens; 0 for time-based ones. */
  counter: number;
  /** First and last moment of use by the maker's word, epoch ms. */
  startsAt: number | null;
  expiresAt: number | null;
}

/** `stockTokens(ctx, StockInput)`; the service is one of the institution's. */
export interface StockInput {
  institutionId: string;
  serviceId: string;
  tokens: readonly StockToken[];
}

/**
 * Takes hardware tokens into the institution's stock, all of a delivery or none. One that is known already,
 * with the same seed, is left as it is, whatever became of it: loading a delivery twice changes nothing.
 * Errors: `StockErrorCode`; messages name a token by its place in the delivery (from 1), never by its data.
 */
export async function stockTokens(
  ctx: AuthorityContext,
  { institutionId, serviceId, tokens }: StockInput,
): Promise<{ added: number; known: number }> {
  const found = await findService(ctx.db, serviceId, institutionId);
  if (found === null) throw stockError('unknown-service', 'the institution has no such service');
  const { service } = found;
  if (!service.hardware) {
    throw stockError('hardware-not-offered', "the service's policy has no hardware tokens");
  }
  const known = await knownRows(
    ctx.db,
    institutionId,
    tokens.map((token) => token.serial),
  );
  const now = ctx.clock();
  const fresh: FreshToken[] = [];
  const seen = new Set<string>();
  for (const [index, token] of tokens.entries()) {
    const place = `token ${index + 1}`;
    if (seen.has(token.serial)) throw stockError('serial-repeated', `${place} has the serial of one before`);
    seen.add(token.serial);
    const row = known.get(token.serial);
    if (row !== undefined) {
      await expectSame(ctx, row, token, serviceId, place);
      continue;
    }
    expectFit(token, now, place);
    const id = uuidv7(ctx);
    fresh.push({ id, token, envelopes: await sealSeed(ctx, institutionId, id, token.seed) });
  }
  await atomically(ctx, async (trx) => {
    const meanwhile = await knownRows(
      trx,
      institutionId,
      fresh.map(({ token }) => token.serial),
    );
    if (meanwhile.size > 0) throw stockError('stock-changed', 'the stock was changed meanwhile; load again');
    for (const each of fresh) {
      await trx
        .insertInto('registrations')
        .values(rowOf(each, institutionId, service, now))
        .execute();
      await appendAudit(ctx, trx, {
        at: now,
        institutionId,
        registrationId: each.id,
        actor: 'operator',
        action: 'stocked',
        details: { service: serviceId, serial: each.token.serial },
      });
    }
    if (fresh.length === 0) return;
    await appendAudit(ctx, trx, {
      at: now,
      institutionId,
      registrationId: null,
      actor: 'operator',
      action: 'stock-loaded',
      details: { service: serviceId, added: fresh.length, known: known.size },
    });
  });
  return { added: fresh.length, known: known.size };
}

interface FreshToken {
  id: string;
  token: StockToken;
  envelopes: { token_key: Uint8Array; seed: Uint8Array };
}

const rowOf = (
  { id, token, envelopes }: FreshToken,
  institutionId: string,
  service: ServicePolicy,
  now: number,
) => ({
  id,
  institution_id: institutionId,
  service_id: service.id,
  format: RECORD_FORMAT,
  issue_path: 'hardware' as const,
  customer: null,
  user_id: null,
  token_id: null,
  device_kind: 'hardware' as const,
  serial: token.serial,
  manufacturer: token.manufacturer,
  model: token.model,
  state: 'stocked' as const,
  otp_kind: token.otp.kind,
  otp_algorithm: token.otp.algorithm,
  otp_digits: token.otp.digits,
  otp_period: token.otp.period,
  ...envelopes,
  activation_attempts: 0,
  activation_limit: service.activationLimit,
  attempts: 0,
  failure_limit: service.failureLimit,
  last_step: token.otp.kind === 'event' ? token.counter - 1 : -1,
  drift: 0,
  issued_at: now,
  expires_at: token.expiresAt ?? now + service.validityDays * DAY,
});

/** The newest registration of each serial number that the institution knows. */
async function knownRows(
  db: Kysely<AuthoritySchema>,
  institutionId: string,
  serials: readonly string[],
): Promise<Map<string, RegistrationRow>> {
  const known = new Map<string, RegistrationRow>();
  for (let from = 0; from < serials.length; from += CHUNK) {
    const rows = await db
      .selectFrom('registrations')
      .selectAll()
      .where('institution_id', '=', institutionId)
      .where('serial', 'in', serials.slice(from, from + CHUNK))
      .orderBy('id')
      .execute();
    for (const row of rows) if (row.serial !== null) known.set(row.serial, row);
  }
  return known;
}

async function expectSame(
  ctx: AuthorityContext,
  row: RegistrationRow,
  token: StockToken,
  serviceId: string,
  place: string,
): Promise<void> {
  const seed = await openSeed(ctx, row);
  const sameSeed = seed.length === token.seed.length && timingSafeEqual(seed, token.seed);
  seed.fill(0);
  const otp = otpOf(row);
  const sameOtp = (['kind', 'algorithm', 'digits', 'period'] as const).every(
    (key) => otp[key] === token.otp[key],
  );
  if (!sameSeed || !sameOtp || row.service_id !== serviceId) {
    throw stockError('serial-conflict', `${place} is known with another seed, parameters or service`);
  }
}

function expectFit(token: StockToken, now: number, place: string): void {
  const unfit = (what: string) => stockError('token-unfit', `${place}: ${what}`);
  if (!v.is(serialSchema, token.serial)) throw unfit('the serial number is not 1 to 32 letters, digits, "-"');
  const { otp, seed, counter } = token;
  if (!v.is(otpParametersSchema, otp) || (otp.kind === 'time') !== (otp.period !== null)) {
    throw unfit('codes are 6 to 8 digits, periods 15 to 300 seconds');
  }
  if (seed.length < SEED_BYTES.min || seed.length > SEED_BYTES.max)
    throw unfit('the seed is not 16 to 128 bytes');
  if (!Number.isSafeInteger(counter) || counter < 0 || counter > MAX_COUNTER)
    throw unfit('the counter is out of range');
  if (token.startsAt !== null && token.startsAt > now) throw unfit('it may not be used yet');
  if (token.expiresAt !== null && token.expiresAt <= now) throw unfit('it has expired');
}

const stockError = (code: StockErrorCode, message: string) => new AppError(code, message);
