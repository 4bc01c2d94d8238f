import type { Registration } from '../../core/protocol/relying-party/messages.ts';
import type { AuthorityContext } from '../context.ts';
import { changeRegistration, expectState } from './change.ts';
import { usableState } from './record.ts';
import type { DeskInput } from './types.ts';

/**
 * The desk ends a pause, before its time or after: the token is where it was before. Errors: `not-found`,
 * `wrong-state` (not paused), `idempotency-mismatch`.
 */
export function resume(ctx: AuthorityContext, { desk, ...input }: DeskInput): Promise<Registration> {
  return changeRegistration(ctx, {
    ...input,
    action: 'resume',
    recorded: 'resumed',
    details: { ...desk },
    decide(row, state) {
      expectState(state, ['paused']);
      return { state: usableState(row), paused_until: null };
    },
  });
}
