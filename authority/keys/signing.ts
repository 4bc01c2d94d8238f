import { SignJWT } from 'jose';
import type { AuthorityContext } from '../context.ts';
import type { SigningKey } from './keyring.ts';

/** The authority's ES256 signing key, its public JWK (pinned by devices) and RFC 7638 thumbprint. */
export async function signingKey(ctx: AuthorityContext): Promise<SigningKey> {
  return ctx.keys.signing;
}

/** A compact JWS (RFC 7515) over `payload`, ES256, with `typ` and `kid` in its header. */
export function signJws(
  ctx: AuthorityContext,
  typ: string,
  payload: Record<string, unknown>,
): Promise<string> {
  const { privateKey, kid } = ctx.keys.signing;
  return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', typ, kid }).sign(privateKey);
}
