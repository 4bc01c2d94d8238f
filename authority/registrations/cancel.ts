import type { Registration } from '../../core/protocol/relying-party/messages.ts';
import { appendAudit } from '../audit/audit.ts';
import { type AuthorityContext, atomically, authorityError } from '../context.ts';
import { type Asked, recall, remember } from './idempotency.ts';
import { findRegistration, isEnded, stateAt, toRegistration } from './record.ts';
import type { CancelInput } from './types.ts';

/** The customer ends the token, whatever live state it is in. Errors: `not-found`, `wrong-state` (it has ended). */
export async function cancel(ctx: AuthorityContext, input: CancelInput): Promise<Registration> {
  const { institutionId, id } = input;
  const asked: Asked = { institutionId, action: 'cancel', id, idempotency: input.idempotency };
  return atomically(ctx, async (trx) => {
    const before = await recall<Registration>(ctx, trx, asked);
    if (before !== null) return before;
    const now = ctx.clock();
    const row = await findRegistration(trx, institutionId, id);
    if (isEnded(stateAt(row, now))) throw authorityError('wrong-state', 'the registration has ended');
    const ended = await trx
      .updateTable('registrations')
      .set({ state: 'cancelled', ended_at: now })
      .where('institution_id', '=', institutionId)
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await appendAudit(ctx, trx, {
      at: now,
      institutionId,
      registrationId: id,
      actor: 'institution',
      action: 'cancelled',
      details: { by: input.request.by, from: row.state },
    });
    const answer = toRegistration(ended, now);
    await remember(ctx, trx, asked, answer);
    return answer;
  });
}
