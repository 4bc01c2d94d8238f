import type { VerifyResponse } from '../../core/protocol/relying-party/messages.ts';
import type { AuthorityContext } from '../context.ts';
import { checkCode } from './check-code.ts';
import { USABLE } from './record.ts';
import type { ResyncInput } from './types.ts';
import { driftOf, matchPair } from './window.ts';

/**
 * Two codes shown one after the other find a token whose clock or counter went too far for one (RFC 4226
 * §7.4; RFC 6238 §6). Charged and counted as one try of a code, and spends both codes; the token stays in the
 * state it is in. Only here is a drift learned beyond what single codes may teach. Errors: `not-found`,
 * `idempotency-mismatch`.
 */
export function resync(ctx: AuthorityContext, { codes, ...input }: ResyncInput): Promise<VerifyResponse> {
  return checkCode(ctx, {
    ...input,
    action: 'resync',
    from: USABLE,
    begins: false,
    recorded: 'resynchronised',
    match: ({ key, otp, row, now }) => matchPair(key, otp, row.last_step, now, codes),
    learn({ otp, now }, { last }) {
      const drift = driftOf(otp, last, now);
      return { drift, found_drift: drift };
    },
  });
}
