import type { Registration } from '../../core/protocol/relying-party/messages.ts';
import { type AuthorityContext, authorityError } from '../context.ts';
import { changeRegistration, expectState } from './change.ts';
import type { PauseInput } from './types.ts';

/** The longest pause, ms: a year and a day. */
const LONGEST = 366 * 24 * 60 * 60_000;

/**
 * The desk sets a token aside: it verifies nothing until it is resumed. `until` says how long the bank lets
 * the customer in without a code; the pause does not end there by itself. Errors: `not-found`, `wrong-state`
 * (neither activated nor in use), `malformed` (`until` not ahead, or more than 366 days), `idempotency-mismatch`.
 */
export function pause(ctx: AuthorityContext, { desk, until, ...input }: PauseInput): Promise<Registration> {
  return changeRegistration(ctx, {
    ...input,
    action: 'pause',
    recorded: 'paused',
    details: { ...desk, until },
    decide(_row, state, now) {
      if (until <= now || until > now + LONGEST)
        throw authorityError('malformed', 'not a time to pause until');
      expectState(state, ['activated', 'in-use']);
      return { state: 'paused', paused_until: until };
    },
  });
}
