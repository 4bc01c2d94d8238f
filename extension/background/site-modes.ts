import { isFillableOrigin } from '../../core/token/origins.ts';
import type { Vault } from '../../core/vault/types.ts';
import type { SiteMode } from '../messages.ts';
import { filledByHand } from './memory.ts';
import { withVault } from './opened-vault.ts';
import { isSiteMode } from './read-message.ts';
import { tabOrigin } from './trust.ts';

/** Vault setting: how codes come into a site's pages, by origin. Encrypted like every setting. */
export const SITE_MODES_SETTING = 'site-modes';

/** What the person set, by origin; an origin that is not in it is 'automatic'. */
export async function siteModes(vault: Vault): Promise<Record<string, SiteMode>> {
  const value = await vault.readSetting(SITE_MODES_SETTING);
  if (typeof value !== 'object' || value === null) return {};
  const known = Object.entries(value).filter(
    ([origin, mode]) => isFillableOrigin(origin) && isSiteMode(mode),
  );
  return Object.fromEntries(known) as Record<string, SiteMode>;
}

/** How codes come into the pages of `origin`. */
export async function modeOf(vault: Vault, origin: string): Promise<SiteMode> {
  const modes = await siteModes(vault);
  return (Object.hasOwn(modes, origin) ? modes[origin] : null) ?? 'automatic';
}

/** Sets it; nothing is kept of an origin that is 'automatic', or that no code is ever filled on. */
export async function setSiteMode(vault: Vault, origin: string, mode: SiteMode): Promise<void> {
  if (!isFillableOrigin(origin)) return;
  // All of them are one setting: two that were set at once must both be there afterwards.
  await navigator.locks.request('fuda-site-modes', async () => {
    const { [origin]: before, ...others } = await siteModes(vault);
    if ((before ?? 'automatic') === mode) return;
    const modes = mode === 'automatic' ? others : { ...others, [origin]: mode };
    await vault.writeSetting(SITE_MODES_SETTING, modes);
  });
}

/**
 * Which tokens' codes a page of `origin` that asks by itself may be given: any that belongs there, or `null`, none.
 * Where the person wants to be asked, or has not allowed the site, only what they had filled by hand is kept up
 * to date, until its form was sent: that one record and no other.
 */
export async function yieldsByItself(
  vault: Vault,
  { origin, documentId }: { origin: string; documentId: string },
  isAllowed: boolean,
): Promise<'any' | { recordId: string } | null> {
  const mode = await modeOf(vault, origin);
  if (mode === 'never') return null;
  if (mode === 'automatic' && isAllowed) return 'any';
  const recordId = await filledByHand(documentId);
  return recordId === null ? null : { recordId };
}

/** The mode of the site that a tab shows; 'automatic' where the browser or the vault does not say. */
export async function modeInTab(now: () => number, tabId: number): Promise<SiteMode> {
  const tab = await chrome.tabs.get(tabId).catch(() => null);
  const origin = tab && tabOrigin(tab);
  if (!origin) return 'automatic';
  const mode = await withVault(now, ({ vault }) => modeOf(vault, origin));
  return mode === 'locked' || mode === 'absent' ? 'automatic' : mode;
}
