import type { ReadonlySignal } from '@preact/signals';
import type { FillHereAnswer, SiteAnswer } from '../messages.ts';

/** The tab that the popup was opened on. */
export interface OpenSite {
  tabId: number;
  /** Its exact origin, an international name in its ASCII form; `null` where it is no site (a browser's page). */
  origin: string | null;
}

/** What the popup knows of the tab it was opened on, and may have done there. */
export interface PopupSite {
  /** `null` until it is known, and where the browser does not say. */
  open: ReadonlySignal<OpenSite | null>;
  /** What the background did there. */
  state: ReadonlySignal<SiteAnswer['state']>;
  /** Whether the person has allowed codes to be filled there by themselves. */
  isAutomatic: ReadonlySignal<boolean>;
  /** Has a token's code written into the page. */
  fillHere(tokenId: string): Promise<FillHereAnswer['outcome'] | 'failed'>;
  /** Opens the full page and ends the popup. */
  openPage(): void;
}

/** The origin of a tab's address; `null` where it is no site's. */
export function siteOrigin(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, origin } = new URL(address);
  return protocol === 'https:' || protocol === 'http:' ? origin : null;
}
