import type { FillHereAnswer } from '../messages.ts';
import type { ExtensionWords } from '../words.ts';
import { shownState } from './badge.ts';
import { workerWords } from './words.ts';

type Refusal = Exclude<FillHereAnswer['outcome'], 'filled'>;

/** A badge for what a person asked for outside the popup and did not get; the title says it in words. */
const REFUSALS: Record<Refusal, { text: string; title: keyof ExtensionWords & `fill${string}` }> = {
  unsure: { text: '–', title: 'fillUnsure' },
  'no-field': { text: '–', title: 'fillNoField' },
  'not-empty': { text: '–', title: 'fillNotEmpty' },
  'no-token': { text: '–', title: 'fillNoToken' },
  'no-code': { text: '–', title: 'fillNoCode' },
  suspended: { text: '–', title: 'fillSuspended' },
  paused: { text: '–', title: 'fillPaused' },
  expired: { text: '–', title: 'fillExpired' },
  ended: { text: '–', title: 'fillEnded' },
  'not-allowed': { text: '×', title: 'fillNotAllowed' },
  'switched-off': { text: '×', title: 'fillSwitchedOff' },
  'look-alike': { text: '‼', title: 'fillLookAlike' },
  // As the badge says it by itself, with what to do about it.
  locked: { text: '!', title: 'fillLocked' },
};
const RED = '#b3402a';

/**
 * Says in a tab's badge why nothing was filled in: there is no other place to say it. What the badge says of
 * itself already ('filled', a token to choose) stays.
 */
export async function sayOutcome(tabId: number, outcome: FillHereAnswer['outcome']): Promise<void> {
  if (outcome === 'filled') return;
  if (outcome === 'no-code' && (await shownState(tabId)) === 'choose') return;
  const { text, title } = REFUSALS[outcome];
  const words = workerWords()[title];
  // The tab may be gone by now: then there is nothing to say.
  await Promise.allSettled([
    chrome.action.setBadgeText({ tabId, text }),
    chrome.action.setBadgeBackgroundColor({ tabId, color: RED }),
    chrome.action.setTitle({ tabId, title: `Fuda — ${words}` }),
  ]);
}
