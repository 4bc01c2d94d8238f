import * as v from 'valibot';
import { type EventList, registrationEventSchema } from '../../core/protocol/relying-party/messages.ts';
import type { AuthorityContext } from '../context.ts';
import { type Listing, readPage } from './page.ts';
import { findRegistration } from './record.ts';
import type { EventsInput } from './types.ts';

const LISTING: Listing<{ sequence: number }, number> = {
  name: 'events',
  position: registrationEventSchema.entries.sequence,
  of: (row) => row.sequence,
};

/** A page of a registration's history as the audit log has it, newest first. Errors: `not-found`, `malformed`. */
export async function listEvents(
  ctx: AuthorityContext,
  { institutionId, id, ...page }: EventsInput,
): Promise<EventList> {
  await findRegistration(ctx.db, institutionId, id);
  const { rows, next } = await readPage(LISTING, page, (after, limit) => {
    let query = ctx.db
      .selectFrom('audit')
      .select(['sequence', 'at', 'actor', 'action', 'details'])
      .where('institution_id', '=', institutionId)
      .where('registration_id', '=', id);
    if (after !== null) query = query.where('sequence', '<', after);
    return query.orderBy('sequence', 'desc').limit(limit).execute();
  });
  const events = rows.map(({ details, ...row }) => ({
    ...row,
    details: v.parse(registrationEventSchema.entries.details, JSON.parse(details)),
  }));
  return { v: 1, events, next };
}
