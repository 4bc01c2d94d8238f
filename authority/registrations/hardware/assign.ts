import type { AssignRequest, Registration } from '../../../core/protocol/relying-party/messages.ts';
import { appendAudit } from '../../audit/audit.ts';
import { type AuthorityContext, atomically, authorityError } from '../../context.ts';
import { findService } from '../../institutions/policy.ts';
import { admit } from '../admit.ts';
import { type Asked, recall, remember } from '../idempotency.ts';
import { stateAt, toRegistration } from '../record.ts';
import type { Idempotency } from '../types.ts';
import { hardwareRows } from './rows.ts';

/** `assign(ctx, AssignInput): Promise<Registration>`. */
export interface AssignInput {
  institutionId: string;
  serial: string;
  request: AssignRequest;
  idempotency?: Idempotency | undefined;
}

/**
 * Hands a stocked hardware token to a customer; its first code starts the use. Errors: `not-found` (no such
 * service or serial number of this institution), `wrong-state` (not in stock for this service, run out of
 * time, or a policy without hardware tokens), those of `admit`, `idempotency-mismatch`.
 */
export async function assign(ctx: AuthorityContext, input: AssignInput): Promise<Registration> {
  const { institutionId, serial, request } = input;
  const asked: Asked = { institutionId, action: 'assign', id: serial, idempotency: input.idempotency };
  return atomically(ctx, async (trx) => {
    const before = await recall<Registration>(ctx, trx, asked);
    if (before !== null) return before;
    const found = await findService(trx, request.serviceId, institutionId);
    if (found === null) throw authorityError('not-found', 'no such service');
    const { service } = found;
    const [row] = await hardwareRows(trx, institutionId, serial);
    const now = ctx.clock();
    if (!service.hardware || row.service_id !== service.id || stateAt(row, now) !== 'stocked') {
      throw authorityError('wrong-state', 'the hardware token is not in stock for this service');
    }
    const desk = request.desk;
    await admit(trx, {
      institutionId,
      customer: request.customer,
      service,
      now,
      desk: desk !== undefined,
    });
    const assigned = await trx
      .updateTable('registrations')
      .set({
        state: 'assigned',
        customer: request.customer,
        issued_at: now,
        failure_limit: service.failureLimit,
      })
      .where('institution_id', '=', institutionId)
      .where('id', '=', row.id)
      .where('state', '=', 'stocked')
      .returningAll()
      .executeTakeFirstOrThrow();
    await appendAudit(ctx, trx, {
      at: now,
      institutionId,
      registrationId: row.id,
      actor: 'institution',
      action: 'assigned',
      details: { serial, by: desk === undefined ? 'customer' : 'desk', ...desk },
    });
    const answer = toRegistration(assigned, now, service.reissue);
    await remember(ctx, trx, asked, answer);
    return answer;
  });
}
