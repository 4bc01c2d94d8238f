import type { Kysely } from 'kysely';
import type { Hardware } from '../../../core/protocol/relying-party/messages.ts';
import { authorityError } from '../../context.ts';
import type { AuthoritySchema } from '../../store/schema.ts';
import { isEnded, type RegistrationRow, stateAt } from '../record.ts';

/**
 * Every registration a hardware token of the institution ever had, the live one (there is at most one) first
 * and then the newest. Errors: `not-found`, for a serial number of another institution's stock too.
 */
export async function hardwareRows(
  db: Kysely<AuthoritySchema>,
  institutionId: string,
  serial: string,
): Promise<[RegistrationRow, ...RegistrationRow[]]> {
  const rows = await db
    .selectFrom('registrations')
    .selectAll()
    .where('institution_id', '=', institutionId)
    .where('serial', '=', serial)
    .orderBy('id', 'desc')
    .execute();
  const [first, ...rest] = rows.sort((a, b) => Number(isEnded(a.state)) - Number(isEnded(b.state)));
  if (first === undefined) throw authorityError('not-found', 'no such hardware token');
  return [first, ...rest];
}

/** What the institution is told of a token of its stock, by the token's newest registration. */
export function toHardware(row: RegistrationRow, now: number): Hardware {
  return {
    // The schema has a serial number for every hardware token.
    serial: row.serial ?? '',
    serviceId: row.service_id,
    registrationId: row.id,
    customer: row.customer,
    state: stateAt(row, now),
    manufacturer: row.manufacturer,
    model: row.model,
    expiresAt: row.expires_at,
  };
}
