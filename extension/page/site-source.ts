import type { SiteInfo, SiteMode } from '../messages.ts';
import { dropBulk, type Grants, readGrants } from '../platform/grants.ts';
import { sitePermissions } from '../platform/site-permissions.ts';
import { askSiteMode, askSites } from '../surface/background.ts';

/** Where the screen of sites gets them, and what it has done. */
export interface SiteSource {
  /** `null` where the background does not answer, or its vault is locked. */
  sites(): Promise<SiteInfo[] | null>;
  grants(): Promise<Grants>;
  /** Resolves when it was tried; the list says what holds. */
  setMode(origin: string, mode: SiteMode): Promise<void>;
  /** Gives a pattern of many sites back; whether it is gone. */
  dropBulk(pattern: string): Promise<boolean>;
  /** Told when a permission came or went. */
  onChange(listener: () => void): () => void;
}

/** The sites over the background and `chrome.permissions`. */
export const siteSource: SiteSource = {
  sites: async () => (await askSites())?.sites ?? null,
  grants: readGrants,
  async setMode(origin, mode) {
    await askSiteMode(origin, mode);
  },
  dropBulk,
  onChange: sitePermissions.onChange,
};
