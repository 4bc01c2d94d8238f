import type { AuthorityContext } from '../context.ts';
import { findService } from '../institutions/policy.ts';
import { stateAt } from './record.ts';
import type { DeviceState, DeviceStateInput } from './types.ts';

/** A token's state for the device that activated it; `null` alike for an unknown token and for another's. */
export async function stateForDevice(
  ctx: AuthorityContext,
  { tokenId, thumbprint }: DeviceStateInput,
): Promise<DeviceState | null> {
  const row = await ctx.db
    .selectFrom('registrations')
    .selectAll()
    .where('token_id', '=', tokenId)
    .where('device_thumbprint', '=', thumbprint)
    .executeTakeFirst();
  if (row === undefined || row.expires_at === null) return null;
  const found = await findService(ctx.db, row.service_id, row.institution_id);
  if (found === null) return null;
  return {
    state: stateAt(row, ctx.clock()),
    loginOrigins: found.service.loginOrigins,
    expiresAt: row.expires_at,
  };
}
