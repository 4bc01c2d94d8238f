import { isFillableOrigin } from '../../core/token/origins.ts';
import type { SiteInfo, SiteMode } from '../messages.ts';
import { matchPattern } from '../platform/match-pattern.ts';
import { withVault } from './opened-vault.ts';
import { allowedOrigins, isAllowed } from './register.ts';
import { siteModes } from './site-modes.ts';

/**
 * Every origin that some token's codes belong to, whatever the token's standing, and every single origin the
 * browser still lets us into without a token for it; by name. `null` while the vault is locked; one that is not
 * there has no tokens.
 */
export async function listSites(now: () => number): Promise<SiteInfo[] | null> {
  const found = await withVault(now, async ({ vault, records }) => {
    const bound = new Map<string, string[]>();
    for (const { id, token } of await records())
      for (const origin of new Set(token.loginOrigins))
        if (isFillableOrigin(origin)) bound.set(origin, [...(bound.get(origin) ?? []), id]);
    return { bound, modes: await siteModes(vault) };
  });
  if (found === 'locked') return null;
  const nothing = { bound: new Map<string, string[]>(), modes: {} as Record<string, SiteMode> };
  const { bound, modes } = found === 'absent' ? nothing : found;
  // One that is switched off is listed, whatever became of its token: here alone it can be switched on again.
  const set = Object.keys(modes).filter((origin) => modes[origin] !== 'automatic');
  const listed = [...bound.keys(), ...set];
  // Where a permission names no port it is the one that a listed site of any port has, and no other.
  const patterns = new Set(listed.map((origin) => matchPattern(origin)));
  const left = (await allowedOrigins()).filter((origin) => !patterns.has(matchPattern(origin)));
  const origins = [...new Set([...listed, ...left])].sort();
  return Promise.all(
    origins.map(async (origin) => ({
      origin,
      tokenIds: bound.get(origin) ?? [],
      allowed: await isAllowed(origin),
      mode: modes[origin] ?? 'automatic',
    })),
  );
}
