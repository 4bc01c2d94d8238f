import type { RegistrationState } from '../../core/protocol/common.ts';
import { type AuthorityTransaction, authorityError } from '../context.ts';
import type { ServicePolicy } from '../institutions/policy.ts';
import { endedAt, isEnded, type RegistrationRow, stateAt } from './record.ts';
import { reissueWait } from './reissue.ts';

/** A customer who wants a token of a service. */
export interface Applicant {
  institutionId: string;
  customer: string;
  service: ServicePolicy;
  /** Epoch ms. */
  now: number;
  /** The bank's desk hands it out: then neither re-issue rule nor limit applies. */
  desk?: boolean;
  /** A set-up of an app, which the policy may limit in number; a hardware token is none. */
  setUp?: boolean;
}

/**
 * Lets the applicant in, or not: one live registration a customer and service, over every kind of token; no
 * more set-ups than the policy's limit; none before the re-issue rule allows the next. Writes down what has
 * run out since, so that the row no longer counts as live. To be called in the transaction that inserts.
 * Errors, in this order: `already-registered`, `issue-limit`, `reissue-too-early`.
 */
export async function admit(trx: AuthorityTransaction, applicant: Applicant): Promise<void> {
  const { institutionId, customer, service, now } = applicant;
  const rows = await trx
    .selectFrom('registrations')
    .selectAll()
    .where('institution_id', '=', institutionId)
    .where('customer', '=', customer)
    .where('service_id', '=', service.id)
    .execute();
  const before = rows.map((row) => ({ row, state: stateAt(row, now) }));
  if (before.some(({ state }) => !isEnded(state))) {
    throw authorityError('already-registered', 'the customer has a live registration');
  }
  if (applicant.desk !== true) judge(applicant, before);
  for (const { row, state } of before) {
    if (state === row.state) continue;
    await trx
      .updateTable('registrations')
      .set({ state, ended_at: endedAt(row, now) ?? now })
      .where('institution_id', '=', institutionId)
      .where('id', '=', row.id)
      .execute();
  }
}

function judge(
  { service, now, setUp }: Applicant,
  before: readonly { row: RegistrationRow; state: RegistrationState }[],
): void {
  const setUps = before.filter(({ row }) => row.issue_path !== 'hardware' && row.activated_at !== null);
  // Told first: for someone who may not have another one, waiting would not help.
  if (setUp === true && service.issueLimit !== null && setUps.length >= service.issueLimit) {
    throw authorityError('issue-limit', 'the customer has had as many set-ups as the policy allows');
  }
  if (before.some(({ row }) => reissueWait(row, service.reissue, now) !== null)) {
    throw authorityError('reissue-too-early', 'the re-issue rule does not allow a new token yet');
  }
}
