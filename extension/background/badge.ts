import type { SiteAnswer } from '../messages.ts';
import type { extensionWords } from '../words.ts';
import { workerWords } from './words.ts';

type SiteState = SiteAnswer['state'];

/** The badge is the only word about filling: nothing is shown inside pages. Told apart without their colours. */
const BADGES: Record<
  SiteState,
  { text: string; color: string; title: keyof (typeof extensionWords)['ja'] & `badge${string}` }
> = {
  filled: { text: '✓', color: '#26456e', title: 'badgeFilled' },
  waiting: { text: '…', color: '#26456e', title: 'badgeWaiting' },
  choose: { text: '?', color: '#8a5a00', title: 'badgeChoose' },
  press: { text: '●', color: '#8a5a00', title: 'badgePress' },
  locked: { text: '!', color: '#b3402a', title: 'badgeLocked' },
  idle: { text: '', color: '#26456e', title: 'badgeIdle' },
};

/** Says in a tab's badge and title what was done there. The browser clears it at the next navigation. */
export async function showState(tabId: number, state: SiteState): Promise<void> {
  const { text, color, title } = BADGES[state];
  // The tab may be gone by now: then there is nothing to say.
  await Promise.allSettled([
    chrome.action.setBadgeText({ tabId, text }),
    chrome.action.setBadgeBackgroundColor({ tabId, color }),
    chrome.action.setTitle({ tabId, title: workerWords()[title] }),
  ]);
}

/** What the badge of a tab says; the badge itself is the memory, so it outlives the worker. */
export async function shownState(tabId: number): Promise<SiteState> {
  const text = await chrome.action.getBadgeText({ tabId }).catch(() => '');
  const found = (Object.keys(BADGES) as SiteState[]).find((state) => BADGES[state].text === text);
  return found ?? 'idle';
}
