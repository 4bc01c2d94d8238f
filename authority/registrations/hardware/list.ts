import { sql } from 'kysely';
import { type RegistrationState, serialSchema } from '../../../core/protocol/common.ts';
import type { HardwareList } from '../../../core/protocol/relying-party/messages.ts';
import type { AuthorityContext } from '../../context.ts';
import { type Listing, readPage } from '../page.ts';
import { ENDED, type RegistrationRow, USABLE } from '../record.ts';
import type { PageInput } from '../types.ts';
import { toHardware } from './rows.ts';

/** `listHardware(ctx, HardwareInput): Promise<HardwareList>`. */
export interface HardwareInput extends PageInput {
  institutionId: string;
  /** Only tokens in this state, as it is now. */
  state?: RegistrationState | undefined;
  serial?: string | undefined;
}

const LISTING: Listing<RegistrationRow, string> = {
  name: 'hardware',
  position: serialSchema,
  of: (row) => row.serial ?? '',
};

/** `stateAt` as the database computes it. Hardware is never `issued`, so time and attempts are all there is. */
const stateNow = (now: number) => sql<RegistrationState>`case
  when state in (${sql.join(ENDED)}) then state
  when expires_at <= ${now} then 'expired'
  when attempts >= failure_limit and state in (${sql.join(USABLE)}) then 'suspended'
  else state end`;

/**
 * A page of the institution's hardware tokens by serial number, each once: as its live registration has it,
 * or the newest where none lives. Errors: `malformed` (the cursor).
 */
export async function listHardware(
  ctx: AuthorityContext,
  { institutionId, state, serial, ...page }: HardwareInput,
): Promise<HardwareList> {
  const now = ctx.clock();
  const { rows, next } = await readPage(LISTING, page, (after, limit) =>
    ctx.db
      .selectFrom((from) => {
        let tokens = from
          .selectFrom('registrations')
          .selectAll()
          .select((eb) =>
            eb.fn
              .agg<number>('row_number')
              .over((over) =>
                over
                  .partitionBy('serial')
                  .orderBy(sql`case when state in (${sql.join(ENDED)}) then 1 else 0 end`)
                  .orderBy('id', 'desc'),
              )
              .as('turn'),
          )
          .where('institution_id', '=', institutionId)
          .where('serial', 'is not', null);
        if (serial !== undefined) tokens = tokens.where('serial', '=', serial);
        if (after !== null) tokens = tokens.where('serial', '>', after);
        return tokens.as('tokens');
      })
      .selectAll()
      .where('turn', '=', 1)
      .$if(state !== undefined, (query) => query.where(stateNow(now), '=', state!))
      .orderBy('serial')
      .limit(limit)
      .execute(),
  );
  return { v: 1, hardware: rows.map((row) => toHardware(row, now)), next };
}
