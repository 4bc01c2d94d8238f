import type { ReadonlySignal } from '@preact/signals';
import type { FillHereAnswer, ResemblesAnswer, SiteAnswer, SiteMode } from '../messages.ts';

/** The tab that the popup was opened on. */
export interface OpenSite {
  tabId: number;
  /** Its exact origin, an international name in its ASCII form; `null` where it is no site (a browser's page). */
  origin: string | null;
}

/** A page that resembles a bank of the person's without being it. */
export type Resemblance = NonNullable<ResemblesAnswer['resembles']>;

/**
 * Whether the page resembles a bank: still being looked at, 'late' when that takes too long (a page may see to
 * it), `null` when it does not, or there is nothing to look at.
 */
export type LookAlike = 'checking' | 'late' | Resemblance | null;

/** What the popup knows of the tab it was opened on, and may have done there. */
export interface PopupSite {
  /** `null` until it is known, and where the browser does not say. */
  open: ReadonlySignal<OpenSite | null>;
  /** What the background did there. */
  state: ReadonlySignal<SiteAnswer['state']>;
  /** How the person wants codes to come into this site. */
  mode: ReadonlySignal<SiteMode>;
  /** Whether the browser lets the extension in there by itself. */
  isAllowed: ReadonlySignal<boolean>;
  lookAlike: ReadonlySignal<LookAlike>;
  /**
   * Has a token's code written into the page. `once`: the origin that the person was shown, where a token of
   * their own is not bound to it; nothing is written if the tab shows another by now.
   */
  fillHere(tokenId: string, once?: string): Promise<FillHereAnswer['outcome'] | 'failed'>;
  /** Whether that could be kept. */
  setMode(mode: SiteMode): Promise<boolean>;
  /** The person wants to see the codes although the page was not checked. */
  goOnUnchecked(): void;
  /** Whether what was to be opened last could not be. */
  openFailed: ReadonlySignal<boolean>;
  /** Opens the bank, or other site, itself in a tab and ends the popup. */
  openBank(origin: string): void;
  /** Opens the full page and ends the popup; 'sites': where sites are allowed. */
  openPage(at?: 'sites'): void;
}
