import type { AuthorityContext } from '../context.ts';
import { findService, type ServicePolicy } from '../institutions/policy.ts';
import { type RegistrationRow, stateAt } from './record.ts';
import type { DeviceState, DeviceStateInput } from './types.ts';

/** A device's own token with its service's policy. */
export interface DeviceToken {
  row: RegistrationRow & { expires_at: number };
  service: ServicePolicy;
}

/** A token's state for the device that activated it; `null` alike for an unknown token and for another's. */
export async function stateForDevice(
  ctx: AuthorityContext,
  input: DeviceStateInput,
): Promise<DeviceState | null> {
  const found = await findOfDevice(ctx.db, input);
  return found === null ? null : describeToDevice(found, ctx.clock());
}

/** The token with this ID if the device with this key activated it, else `null`. */
export async function findOfDevice(
  db: AuthorityContext['db'],
  { tokenId, thumbprint }: DeviceStateInput,
): Promise<DeviceToken | null> {
  const row = await db
    .selectFrom('registrations')
    .selectAll()
    .where('token_id', '=', tokenId)
    .where('device_thumbprint', '=', thumbprint)
    .executeTakeFirst();
  if (row === undefined || row.expires_at === null) return null;
  const found = await findService(db, row.service_id, row.institution_id);
  return found && { row: { ...row, expires_at: row.expires_at }, service: found.service };
}

/** What a device may know of its token at `now` (epoch ms). */
export function describeToDevice({ row, service }: DeviceToken, now: number): DeviceState {
  const state = stateAt(row, now);
  return {
    state,
    loginOrigins: service.loginOrigins,
    expiresAt: row.expires_at,
    pausedUntil: state === 'paused' ? row.paused_until : null,
  };
}
