import type { Registration } from '../../core/protocol/relying-party/messages.ts';
import type { AuthorityContext } from '../context.ts';
import { changeRegistration, expectState } from './change.ts';
import { usableState } from './record.ts';
import type { DeskInput } from './types.ts';

/**
 * The desk ends a suspension: the token is where it was before, and its count of wrong codes starts anew.
 * Errors: `not-found`, `wrong-state` (not suspended), `idempotency-mismatch`.
 */
export function lift(ctx: AuthorityContext, { desk, ...input }: DeskInput): Promise<Registration> {
  return changeRegistration(ctx, {
    ...input,
    action: 'lift',
    recorded: 'lifted',
    details: { ...desk },
    decide(row, state) {
      expectState(state, ['suspended']);
      return { state: usableState(row), attempts: 0 };
    },
  });
}
