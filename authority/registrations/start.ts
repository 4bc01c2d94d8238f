import type { VerifyResponse } from '../../core/protocol/relying-party/messages.ts';
import type { AuthorityContext } from '../context.ts';
import { checkCode } from './check-code.ts';
import type { VerifyInput } from './types.ts';

/** Start of use: the first accepted code takes an activated token into use. Errors as `verify`. */
export function start(ctx: AuthorityContext, input: VerifyInput): Promise<VerifyResponse> {
  return checkCode(ctx, 'start', input);
}
