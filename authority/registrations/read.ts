import * as v from 'valibot';
import { instantSchema, uuidSchema } from '../../core/protocol/common.ts';
import type { Registration, RegistrationList } from '../../core/protocol/relying-party/messages.ts';
import type { AuthorityContext } from '../context.ts';
import { type ReissueRule, reissueRuleOf } from '../institutions/policy.ts';
import { type Listing, readPage } from './page.ts';
import { findRegistration, type RegistrationRow, toRegistration } from './record.ts';
import type { ListInput, ReadInput } from './types.ts';

/** One registration of the institution. Errors: `not-found`. */
export async function readRegistration(
  ctx: AuthorityContext,
  { institutionId, id }: ReadInput,
): Promise<Registration> {
  const row = await findRegistration(ctx.db, institutionId, id);
  return toRegistration(row, ctx.clock(), await reissueRuleOf(ctx.db, row));
}

const LISTING: Listing<RegistrationRow, [number, string]> = {
  name: 'registrations',
  position: v.strictTuple([instantSchema, uuidSchema]),
  of: (row) => [row.issued_at, row.id],
};

/**
 * A page of the registrations that the institution's customer ever had, or all its customers, newest first.
 * Tokens in stock are nobody's yet and are not among them. Errors: `malformed` (the cursor).
 */
export async function listRegistrations(
  ctx: AuthorityContext,
  { institutionId, customer, ...page }: ListInput,
): Promise<RegistrationList> {
  const { rows, next } = await readPage(LISTING, page, (after, limit) => {
    let query = ctx.db
      .selectFrom('registrations')
      .selectAll()
      .where('institution_id', '=', institutionId)
      .where('state', '!=', 'stocked');
    if (customer !== undefined) query = query.where('customer', '=', customer);
    if (after !== null) {
      query = query.where((eb) => eb(eb.refTuple('issued_at', 'id'), '<', eb.tuple(...after)));
    }
    return query.orderBy('issued_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  });
  const now = ctx.clock();
  const rules = await rulesOf(ctx, rows);
  const registrations = rows.map((row) => toRegistration(row, now, rules.get(row.service_id)!));
  return { v: 1, registrations, next };
}

/** The re-issue rule of each service among `rows`. */
async function rulesOf(
  ctx: AuthorityContext,
  rows: readonly RegistrationRow[],
): Promise<Map<string, ReissueRule>> {
  const rules = new Map<string, ReissueRule>();
  for (const row of rows) {
    if (!rules.has(row.service_id)) rules.set(row.service_id, await reissueRuleOf(ctx.db, row));
  }
  return rules;
}
