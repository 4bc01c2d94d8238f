import { fillHere } from './fill-here.ts';
import { sayOutcome } from './say-outcome.ts';
import { workerWords } from './words.ts';

/** The menu's entry, and the keyboard command of the same meaning. */
export const FILL_HERE = 'fill-here';

/**
 * Puts the one entry into the menu of web pages; nowhere else is there anything to fill in. The browser keeps
 * it; it is made anew at each update and start of the browser, whose language may be another by then.
 */
export function createMenu(): void {
  chrome.contextMenus.removeAll(() => {
    chrome.contextMenus.create({
      id: FILL_HERE,
      title: workerWords().menuFillHere,
      contexts: ['page', 'frame', 'editable'],
      documentUrlPatterns: ['https://*/*', 'http://*/*'],
    });
  });
}

/** A choice in the menu, or the keyboard command: both let us into this tab until it navigates. */
export async function onFillHere(
  now: () => number,
  what: string | number,
  tab: { id?: number | undefined } | undefined,
): Promise<void> {
  if (what !== FILL_HERE || tab?.id === undefined) return;
  await sayOutcome(tab.id, await fillHere(now, tab.id, null));
}
