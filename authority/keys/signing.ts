import { SignJWT } from 'jose';
import type { AuthorityContext } from '../context.ts';

/** A compact JWS (RFC 7515) over `payload`, ES256, with `typ` and `kid` in its header. */
export function signJws(
  ctx: AuthorityContext,
  typ: string,
  payload: Record<string, unknown>,
): Promise<string> {
  const { privateKey, kid } = ctx.keys.signing;
  return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', typ, kid }).sign(privateKey);
}
