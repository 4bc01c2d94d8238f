import type { Registration } from '../../core/protocol/relying-party/messages.ts';
import type { AuthorityContext } from '../context.ts';
import { changeRegistration, expectLive } from './change.ts';
import type { DeskInput } from './types.ts';

/**
 * An administrator of the bank ends the registration, whatever live state it is in; one in stock, too.
 * Errors: `not-found`, `wrong-state` (it has ended), `idempotency-mismatch`.
 */
export function revoke(ctx: AuthorityContext, { desk, ...input }: DeskInput): Promise<Registration> {
  return changeRegistration(ctx, {
    ...input,
    action: 'revoke',
    recorded: 'revoked',
    details: { ...desk },
    decide(_row, state, now) {
      expectLive(state);
      return { state: 'revoked', ended_at: now };
    },
  });
}
