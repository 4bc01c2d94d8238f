import { appendAudit } from '../audit/audit.ts';
import { type AuthorityContext, atomically, authorityError } from '../context.ts';
import { describeToDevice, findOfDevice } from './device-state.ts';
import { stateAt } from './record.ts';
import type { DeviceState, DeviceStateInput } from './types.ts';

const DAY = 24 * 60 * 60_000;

/**
 * Extends a token's validity by the policy's renewal, from its old end, and answers its state; the seed stays.
 * Due from the policy's notice before the end. One that is not due (any more) answers its state as it is: so
 * does a repetition whose first answer was lost. `null` alike for an unknown token and another device's.
 * Errors: `renewal-refused` (no renewal in the policy, or neither activated nor in use).
 */
export function renew(ctx: AuthorityContext, input: DeviceStateInput): Promise<DeviceState | null> {
  return atomically(ctx, async (trx) => {
    const now = ctx.clock();
    const found = await findOfDevice(trx, input);
    if (found === null) return null;
    const { row, service } = found;
    const state = stateAt(row, now);
    if (service.renewalDays === null || (state !== 'activated' && state !== 'in-use')) {
      throw authorityError('renewal-refused', 'the token cannot be renewed');
    }
    if (now < row.expires_at - service.renewalNoticeDays * DAY) return describeToDevice(found, now);
    const expiresAt = row.expires_at + service.renewalDays * DAY;
    await trx
      .updateTable('registrations')
      .set({ expires_at: expiresAt })
      .where('institution_id', '=', row.institution_id)
      .where('id', '=', row.id)
      .execute();
    await appendAudit(ctx, trx, {
      at: now,
      institutionId: row.institution_id,
      registrationId: row.id,
      actor: 'device',
      action: 'renewed',
      details: { before: row.expires_at, expiresAt },
    });
    return describeToDevice({ ...found, row: { ...row, expires_at: expiresAt } }, now);
  });
}
