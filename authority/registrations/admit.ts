import { type AuthorityTransaction, authorityError } from '../context.ts';
import type { ServicePolicy } from '../institutions/policy.ts';
import { isEnded, stateAt, toRegistration } from './record.ts';
import { reissueFrom } from './reissue.ts';

/**
 * Whether a customer may have a new token, in an app or in hardware: one live registration a customer and
 * service, and none before the re-issue rule allows the next. Errors: `already-registered`,
 * `reissue-too-early`.
 */
export async function admit(
  trx: AuthorityTransaction,
  wanted: {
    institutionId: string;
    customer: string;
    service: ServicePolicy;
    now: number;
    /** The bank's desk hands it out: it need not wait. */
    desk?: boolean;
  },
): Promise<void> {
  const rows = await trx
    .selectFrom('registrations')
    .selectAll()
    .where('institution_id', '=', wanted.institutionId)
    .where('customer', '=', wanted.customer)
    .where('service_id', '=', wanted.service.id)
    .execute();
  for (const row of rows) {
    const state = stateAt(row, wanted.now);
    if (!isEnded(state)) throw authorityError('already-registered', 'the customer has a live registration');
    // Only what someone ended has to wait: a set-up that ran out never was a token in use.
    const waits = wanted.desk !== true && (state === 'cancelled' || state === 'revoked');
    if (waits && wanted.now < reissueFrom(wanted.service.reissue, row.ended_at ?? wanted.now)) {
      throw authorityError('reissue-too-early', 'the re-issue rule does not allow a new token yet');
    }
    if (state !== row.state) {
      await trx
        .updateTable('registrations')
        .set({ state, ended_at: toRegistration(row, wanted.now).endedAt ?? wanted.now })
        .where('institution_id', '=', wanted.institutionId)
        .where('id', '=', row.id)
        .execute();
    }
  }
}
