import { fillHere } from './fill-here.ts';
import { workerWords } from './words.ts';

/** The menu's entry, and the keyboard command of the same meaning. */
export const FILL_HERE = 'fill-here';

/**
 * Puts the one entry into the menu of web pages; nowhere else is there anything to fill in. Done at
 * installation and at each update; the browser keeps it.
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
  if (what === FILL_HERE && tab?.id !== undefined) await fillHere(now, tab.id, null);
}
