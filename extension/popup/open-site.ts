import { effect, signal } from '@preact/signals';
import type { TokenApp } from '../../core/app/types.ts';
import { systemClock } from '../../core/clock/clock.ts';
import { isFillableOrigin } from '../../core/token/origins.ts';
import type { SiteAnswer, SiteMode } from '../messages.ts';
import { sessionKey } from '../platform/session-key.ts';
import { sitePermissions } from '../platform/site-permissions.ts';
import { webOrigin } from '../platform/web-origin.ts';
import { askFillHere, askResembles, askSite, askSiteMode } from '../surface/background.ts';
import type { LookAlike, OpenSite, PopupSite } from './site.ts';

/** How often (ms) the popup asks what was done in the tab. */
const ASK_EVERY_MS = 1_500;
/** How long (ms) the codes wait for the look at a page that is no token's before the person is asked. */
const LOOK_WAIT_MS = 4_000;

/** The tab under the popup, over `chrome.*`. Its address is told because opening the popup grants `activeTab`. */
export function watchOpenSite(app: Pick<TokenApp, 'status' | 'hasLock'>): PopupSite {
  const open = signal<OpenSite | null>(null);
  const state = signal<SiteAnswer['state']>('idle');
  const mode = signal<SiteMode>('automatic');
  const isAllowed = signal(false);
  const lookAlike = signal<LookAlike>('checking');
  const openFailed = signal(false);
  const session = sessionKey(systemClock);

  /** Nothing alarming was found, unless something was before: that stays for as long as the popup does. */
  const settle = (as: 'checking' | 'late' | null) => {
    if (typeof lookAlike.peek() !== 'object' || lookAlike.peek() === null) lookAlike.value = as;
  };
  let looks = 0;
  /** Looks at the page once more; only the last look may say that nothing is wrong. */
  async function check(): Promise<void> {
    const site = open.peek();
    if (!site?.origin) return;
    looks += 1;
    const look = looks;
    settle('checking');
    const timer = setTimeout(() => look === looks && settle('late'), LOOK_WAIT_MS);
    // The worker opens the vault by the session's key, which follows an unlocking a moment later and is watched for.
    const isShared =
      app.status.peek().at !== 'open' || !app.hasLock.peek() || (await session.read()) !== null;
    if (!isShared) return;
    const answer = await askResembles(site.tabId);
    if (look === looks) clearTimeout(timer);
    if (answer?.resembles) lookAlike.value = answer.resembles;
    // No answer, or a page that kept itself from being read: the person decides.
    else if (look === looks) settle(answer?.isRead ? null : 'late');
  }
  const checkQuietly = () => void check().catch(() => settle('late'));

  async function askState(tabId: number): Promise<void> {
    const answer = await askSite(tabId);
    if (!answer) return;
    state.value = answer.state;
    mode.value = answer.mode;
  }
  let tabId: number | undefined;
  /** The tab that was in front when the popup opened, whatever is in front now. */
  async function underPopup(): Promise<chrome.tabs.Tab | undefined> {
    if (tabId !== undefined) return chrome.tabs.get(tabId);
    const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
    tabId = tab?.id;
    return tab;
  }
  /** Learns which page the tab shows; a page that went on elsewhere takes with it what was known of the one before. */
  async function look(): Promise<void> {
    const { id, url } = (await underPopup()) ?? {};
    const site = id === undefined || url === undefined ? null : { tabId: id, origin: webOrigin(url) };
    const before = open.peek();
    if (site?.tabId === before?.tabId && site?.origin === before?.origin) return;
    open.value = site;
    isAllowed.value = site?.origin ? await sitePermissions.has(site.origin).catch(() => false) : false;
    if (site?.origin) checkQuietly();
  }
  async function follow(): Promise<void> {
    await look();
    const site = open.peek();
    if (site?.origin) await askState(site.tabId);
    else settle(null);
  }
  const followQuietly = () => void follow().catch(() => settle('late'));
  followQuietly();
  setInterval(followQuietly, ASK_EVERY_MS);

  // Unlocked, more is known of the banks; the codes wait for it from the very moment there are any.
  let wasAt: string | null = null;
  effect(() => {
    const { at } = app.status.value;
    if (wasAt === 'locked' && at === 'open') checkQuietly();
    wasAt = at;
  });
  session.watch((isKept) => {
    if (isKept) checkQuietly();
  });

  let isLeaving = false;
  /** Ends the popup once `opens` has; pressed twice, it opens once. */
  const leaveFor = (opens: () => Promise<unknown>) => {
    if (isLeaving) return;
    isLeaving = true;
    openFailed.value = false;
    opens().then(
      () => close(),
      () => {
        isLeaving = false;
        openFailed.value = true;
      },
    );
  };

  return {
    open,
    state,
    mode,
    isAllowed,
    lookAlike,
    async fillHere(tokenId, once) {
      const site = open.peek();
      if (!site) return 'failed';
      const answer = await askFillHere(site.tabId, tokenId, once);
      if (answer?.outcome === 'look-alike') checkQuietly();
      await askState(site.tabId);
      return answer?.outcome ?? 'failed';
    },
    async setMode(wanted) {
      const site = open.peek();
      if (!site?.origin) return false;
      const before = mode.peek();
      mode.value = wanted;
      await askSiteMode(site.origin, wanted);
      // What is kept counts, not what was wished.
      mode.value = (await askSite(site.tabId))?.mode ?? before;
      return mode.peek() === wanted;
    },
    goOnUnchecked: () => settle(null),
    openFailed,
    openBank(origin) {
      if (isFillableOrigin(origin)) leaveFor(() => chrome.tabs.create({ url: origin }));
    },
    openPage(at) {
      leaveFor(() =>
        at
          ? chrome.tabs.create({ url: chrome.runtime.getURL(`page.html#${at}`) })
          : chrome.runtime.openOptionsPage(),
      );
    },
  };
}
