import type * as v from 'valibot';
import type { Registration, registrationListSchema } from '../../core/protocol/relying-party/messages.ts';
import type { AuthorityContext } from '../context.ts';
import { findRegistration, toRegistration } from './record.ts';
import type { ListInput, ReadInput } from './types.ts';

/** One registration of the institution. Errors: `not-found`. */
export async function readRegistration(
  ctx: AuthorityContext,
  { institutionId, id }: ReadInput,
): Promise<Registration> {
  return toRegistration(await findRegistration(ctx.db, institutionId, id), ctx.clock());
}

/** Every registration the institution's customer ever had, newest first. */
export async function listRegistrations(
  ctx: AuthorityContext,
  { institutionId, customer }: ListInput,
): Promise<v.InferOutput<typeof registrationListSchema>> {
  const rows = await ctx.db
    .selectFrom('registrations')
    .selectAll()
    .where('institution_id', '=', institutionId)
    .where('customer', '=', customer)
    .orderBy('issued_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const now = ctx.clock();
  return { v: 1, registrations: rows.map((row) => toRegistration(row, now)), next: null };
}
