import type { VerifyResponse } from '../../core/protocol/relying-party/messages.ts';
import type { AuthorityContext } from '../context.ts';
import { checkCode } from './check-code.ts';
import { oneCode } from './one-code.ts';
import type { VerifyInput } from './types.ts';

/**
 * Start of use: the first accepted code takes an activated token, or an assigned hardware token, into use.
 * Errors: `not-found`, `idempotency-mismatch`.
 */
export function start(ctx: AuthorityContext, { code, ...input }: VerifyInput): Promise<VerifyResponse> {
  return checkCode(ctx, {
    ...input,
    action: 'start',
    from: ['activated', 'assigned'],
    begins: true,
    recorded: 'started',
    ...oneCode(code),
  });
}
