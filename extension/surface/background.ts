import type {
  FillHereAnswer,
  PageMessage,
  ResemblesAnswer,
  SiteAnswer,
  SiteMode,
  SitesAnswer,
} from '../messages.ts';

/** Says something to the background; nobody waits for an answer, and a worker that is away is no fault. */
export function tell(message: Extract<PageMessage, { kind: 'changed' | 'touched' }>): void {
  chrome.runtime.sendMessage(message).catch(() => undefined);
}

async function ask<Answer>(message: PageMessage): Promise<Answer | null> {
  try {
    return ((await chrome.runtime.sendMessage(message)) as Answer | undefined) ?? null;
  } catch {
    return null;
  }
}

/** What was done in a tab; `null` without an answer. */
export const askSite = (tabId: number): Promise<SiteAnswer | null> => ask({ kind: 'site', tabId });

/** Keeps how codes come into a site's pages; `null` without an answer. */
export const askSiteMode = (origin: string, mode: SiteMode): Promise<object | null> =>
  ask({ kind: 'set-site-mode', origin, mode });

/** Whether a tab's page resembles a bank of the person's without being it; `null` without an answer. */
export const askResembles = (tabId: number): Promise<ResemblesAnswer | null> =>
  ask({ kind: 'resembles', tabId });

/**
 * Has a token's code written into a tab, at a person's wish; `null` without an answer. `once`: the origin they
 * were shown, for a token of their own that is not bound to it.
 */
export const askFillHere = (tabId: number, tokenId: string, once?: string): Promise<FillHereAnswer | null> =>
  ask({ kind: 'fill-here', tabId, tokenId, ...(once === undefined ? {} : { once }) });

/** Every site of the person's, and every one the browser lets us into; `null` without an answer. */
export const askSites = (): Promise<SitesAnswer | null> => ask({ kind: 'sites' });
