import { timingSafeEqual } from 'node:crypto';
import type { Kysely } from 'kysely';
import { appendAudit } from '../../audit/audit.ts';
import { type AuthorityContext, atomically } from '../../context.ts';
import { findService, type ServicePolicy } from '../../institutions/policy.ts';
import { openSeed, sealSeed } from '../../keys/seeds.ts';
import type { AuthoritySchema } from '../../store/schema.ts';
import { uuidv7 } from '../../store/uuid.ts';
import { otpOf, type RegistrationRow } from '../record.ts';
import { expectFit, type StockToken, stockError } from './stock-token.ts';

const DAY = 24 * 60 * 60_000;
/** Version of the registration rows this program writes. */
const RECORD_FORMAT = 1;
/** Serial numbers asked for in one query. */
const CHUNK = 500;

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
