import type { DeskAct, Hardware } from '../../../core/protocol/relying-party/messages.ts';
import { appendAudit } from '../../audit/audit.ts';
import { type AuthorityContext, atomically, authorityError } from '../../context.ts';
import { findService } from '../../institutions/policy.ts';
import { openSeed, sealSeed } from '../../keys/seeds.ts';
import { uuidv7 } from '../../store/uuid.ts';
import { type Asked, recall, remember } from '../idempotency.ts';
import { isEnded, type RegistrationRow, stateAt } from '../record.ts';
import type { Idempotency } from '../types.ts';
import { hardwareRows, toHardware } from './rows.ts';

/** `restock(ctx, RestockInput): Promise<Hardware>`. */
export interface RestockInput {
  institutionId: string;
  serial: string;
  request: { desk: DeskAct };
  idempotency?: Idempotency | undefined;
}

/**
 * The desk takes an ended hardware token back into the stock, as a registration of its own: the ended one
 * stays ended, with its history. Seed and parameters are the device's and stay the same; so is the last step
 * that was ever accepted, or the codes of its former life could be typed again. Answers the token as it is in stock again.
 * Errors: `not-found`, `wrong-state` (it has not ended, or its time is over), `idempotency-mismatch`.
 */
export async function restock(ctx: AuthorityContext, input: RestockInput): Promise<Hardware> {
  const { institutionId, serial, request } = input;
  const asked: Asked = { institutionId, action: 'restock', id: serial, idempotency: input.idempotency };
  // Read now: inside the transaction, the key ring's own query would wait for it to end.
  await ctx.keys.institutionKey(institutionId);
  return atomically(ctx, async (trx) => {
    const before = await recall<Hardware>(ctx, trx, asked);
    if (before !== null) return before;
    const now = ctx.clock();
    const rows = await hardwareRows(trx, institutionId, serial);
    const [last] = rows;
    const timeLeft = last.expires_at !== null && last.expires_at > now;
    if (!isEnded(stateAt(last, now)) || !timeLeft) {
      throw authorityError('wrong-state', 'the hardware token has not ended, or its time is over');
    }
    const found = await findService(trx, last.service_id, institutionId);
    if (found === null) throw authorityError('unavailable', 'the registration has no service');
    const fresh = await trx
      .insertInto('registrations')
      .values({
        ...(await sameDevice(ctx, last)),
        last_step: Math.max(...rows.map((row) => row.last_step)),
        attempts: 0,
        activation_attempts: 0,
        activation_limit: last.activation_limit,
        failure_limit: found.service.failureLimit,
        issued_at: now,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const entry = {
      at: now,
      institutionId,
      actor: 'institution',
      details: { serial, by: 'desk', ...request.desk },
    };
    await appendAudit(ctx, trx, { ...entry, registrationId: last.id, action: 'returned' });
    await appendAudit(ctx, trx, { ...entry, registrationId: fresh.id, action: 'restocked' });
    const answer = toHardware(fresh, now);
    await remember(ctx, trx, asked, answer);
    return answer;
  });
}

/** What stays with the device, the seed in an envelope of the new registration's own. */
async function sameDevice(ctx: AuthorityContext, row: RegistrationRow) {
  const id = uuidv7(ctx);
  const seed = await openSeed(ctx, row);
  const envelopes = await sealSeed(ctx, row.institution_id, id, seed);
  seed.fill(0);
  return {
    id,
    institution_id: row.institution_id,
    service_id: row.service_id,
    format: row.format,
    issue_path: row.issue_path,
    customer: null,
    device_kind: row.device_kind,
    serial: row.serial,
    manufacturer: row.manufacturer,
    model: row.model,
    state: 'stocked' as const,
    otp_kind: row.otp_kind,
    otp_algorithm: row.otp_algorithm,
    otp_digits: row.otp_digits,
    otp_period: row.otp_period,
    ...envelopes,
    drift: row.drift,
    found_drift: row.found_drift,
    expires_at: row.expires_at,
  };
}
