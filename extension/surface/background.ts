import type { FillHereAnswer, PageMessage, SiteAnswer } from '../messages.ts';

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

/** Has a token's code written into a tab, at a person's wish; `null` without an answer. */
export const askFillHere = (tabId: number, tokenId: string): Promise<FillHereAnswer | null> =>
  ask({ kind: 'fill-here', tabId, tokenId });
