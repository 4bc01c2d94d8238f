import { isFillableOrigin } from '../../core/token/origins.ts';
import type { SiteInfo, SiteMode } from '../messages.ts';
import { grantFor, readGrants } from '../platform/grants.ts';
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
  // A permission without a port may be what a listed site on another port lives by.
  const grants = await readGrants();
  const inUse = new Set(listed.map((origin) => grantFor(grants, origin)));
  const left = (await allowedOrigins()).filter((origin) => !inUse.has(origin));
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
