import { isUserId, SERVICE_ID } from './ids.ts';

/**
 * The link in the set-up mail. The two IDs ride in the fragment, which browsers keep to themselves: no
 * server's log sees them. It carries neither the activation password nor an authority's address.
 */
export function makeSetupLink(appAddress: string, ids: { serviceId: string; userId: string }): string {
  return `${appAddress.replace(/\/$/, '')}/#setup?s=${ids.serviceId}&u=${ids.userId}`;
}

/** The IDs in a fragment such as `#setup?s=…&u=…`; `null` when it is not a set-up link or not well formed. */
export function readSetupFragment(fragment: string): { serviceId: string; userId: string } | null {
  if (!fragment.startsWith('#setup?')) return null;
  const query = new URLSearchParams(fragment.slice('#setup?'.length));
  const serviceId = query.get('s') ?? '';
  const userId = query.get('u') ?? '';
  return SERVICE_ID.test(serviceId) && isUserId(userId) ? { serviceId, userId } : null;
}
