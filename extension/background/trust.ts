import { isFillableOrigin } from '../../core/token/origins.ts';
import { webOrigin } from '../platform/web-origin.ts';

/** The parts of a sender as the browser tells them; nothing of it can be set by a page. */
export type Sender = Pick<
  chrome.runtime.MessageSender,
  'id' | 'origin' | 'url' | 'frameId' | 'documentId' | 'documentLifecycle'
> & { tab?: Pick<chrome.tabs.Tab, 'id' | 'url'> };

/** Who is speaking: our script in a web page, one of our own pages, or somebody else. */
export type SenderKind = 'content' | 'own-page' | 'unknown';

/** The extension's own identity; passed in so that the rules can be tried without a browser. */
export interface Self {
  id: string;
  /** `chrome-extension://ID`, no slash at the end. */
  origin: string;
}

/** What kind of sender this is; judged by what the browser says of it and never by what it says itself. */
export function senderKind(sender: Sender, self: Self): SenderKind {
  if (sender.id !== self.id) return 'unknown';
  if (sender.origin === self.origin) return originOf(sender.url) === self.origin ? 'own-page' : 'unknown';
  // A page that is only being prepared, or is on its way out, is not in front of anybody.
  const inFront = sender.documentLifecycle === undefined || sender.documentLifecycle === 'active';
  const placed = typeof sender.tab?.id === 'number' && typeof sender.frameId === 'number';
  return inFront && placed && typeof sender.origin === 'string' ? 'content' : 'unknown';
}

/**
 * The origin on whose behalf a content script speaks, when codes may be filled there at all; else `null`. The
 * document's own address must be of it: one that inherits its origin (`about:blank`, `srcdoc`, `blob:`) was
 * written by whoever made it. A frame inside a page counts only when the tab itself shows the same origin;
 * that all frames between are of it too is checked by the script, in whose world alone `ancestorOrigins` can
 * be read.
 */
export function contentOrigin(sender: Sender, self: Self): string | null {
  if (senderKind(sender, self) !== 'content') return null;
  const { origin, frameId, tab, url } = sender;
  if (typeof origin !== 'string' || !isFillableOrigin(origin) || originOf(url) !== origin) return null;
  return frameId === 0 || originOf(tab?.url) === origin ? origin : null;
}

/** The origin a tab shows, when codes may be filled there at all; else `null` (also when it is not told). */
export function tabOrigin(tab: { url?: string | undefined }): string | null {
  const origin = webOrigin(tab.url);
  return origin !== null && isFillableOrigin(origin) ? origin : null;
}

/** The origin of an address that has one of its own, an extension's pages among them. */
function originOf(url: string | undefined): string | null {
  const published = webOrigin(url);
  if (published !== null || url === undefined || !URL.canParse(url)) return published;
  const { protocol, host } = new URL(url);
  // The platform gives extension addresses the origin "null" outside the browser that knows the scheme.
  return protocol === 'chrome-extension:' || protocol === 'moz-extension:' ? `${protocol}//${host}` : null;
}
