import type { VerifyResponse } from '../../core/protocol/relying-party/messages.ts';
import type { AuthorityContext } from '../context.ts';
import { checkCode } from './check-code.ts';
import { oneCode } from './one-code.ts';
import type { VerifyInput } from './types.ts';

/** Verifies a code of a token in use. Errors: `not-found`, `idempotency-mismatch`. */
export function verify(ctx: AuthorityContext, { code, ...input }: VerifyInput): Promise<VerifyResponse> {
  return checkCode(ctx, {
    ...input,
    action: 'verify',
    from: ['in-use'],
    begins: false,
    recorded: 'code-accepted',
    ...oneCode(code),
  });
}
