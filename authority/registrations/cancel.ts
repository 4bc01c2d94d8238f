import type { Registration } from '../../core/protocol/relying-party/messages.ts';
import { type AuthorityContext, authorityError } from '../context.ts';
import { changeRegistration, expectLive } from './change.ts';
import type { CancelInput } from './types.ts';

/**
 * The customer ends the token, or the desk for the customer, whatever live state it is in. Errors:
 * `not-found`, `wrong-state` (it has ended, or nobody has it), `idempotency-mismatch`.
 */
export function cancel(ctx: AuthorityContext, { request, ...input }: CancelInput): Promise<Registration> {
  return changeRegistration(ctx, {
    ...input,
    action: 'cancel',
    recorded: 'cancelled',
    details: { by: request.by, ...(request.by === 'desk' ? request.desk : {}) },
    decide(row, state, now) {
      expectLive(state);
      if (row.customer === null) throw authorityError('wrong-state', 'nobody has this token');
      return { state: 'cancelled', ended_at: now };
    },
  });
}
