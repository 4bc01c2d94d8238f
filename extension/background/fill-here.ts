import type { CommandMessage, FillHereAnswer } from '../messages.ts';
import { showState } from './badge.ts';
import { tokensFor } from './bindings.ts';
import { codeByHand } from './fill.ts';
import { rememberFilling } from './memory.ts';
import { type OpenedVault, withVault } from './opened-vault.ts';
import { FILL_SCRIPT } from './register.ts';
import { modeOf } from './site-modes.ts';
import { tabOrigin } from './trust.ts';

/** The documents of a tab that are of `origin`, as the browser tells it of each: the top one first. */
async function documentsOf(tabId: number, origin: string): Promise<string[]> {
  const frames = await chrome.scripting.executeScript({
    target: { tabId, allFrames: true },
    func: () => location.origin,
  });
  return frames
    .filter(({ result }) => result === origin)
    .sort((a, b) => a.frameId - b.frameId)
    .map(({ documentId }) => documentId);
}

async function fillIn(
  opened: OpenedVault,
  tabId: number,
  recordId: string,
  origin: string,
): Promise<FillHereAnswer['outcome']> {
  const found = await codeByHand(opened, recordId, origin);
  if (typeof found === 'string') return found;
  for (const documentId of await documentsOf(tabId, origin)) {
    // By document, not by tab: a page that navigates away meanwhile gets nothing.
    await chrome.scripting.executeScript({
      target: { tabId, documentIds: [documentId] },
      files: [FILL_SCRIPT],
    });
    await rememberFilling({ documentId, recordId, step: found.step, chosen: true, username: null });
    const command: CommandMessage = { kind: 'write', ...found };
    const answer: unknown = await chrome.tabs.sendMessage(tabId, command, { documentId });
    if (typeof answer !== 'object' || answer === null || !('field' in answer) || answer.field !== true)
      continue;
    return 'filled';
  }
  return 'no-field';
}

/**
 * A person asked for this token's code in this tab: it is written only where the tab itself shows one of the
 * token's own origins. `recordId` of `null` is the one token that belongs there, when there is just one.
 */
export async function fillHere(
  now: () => number,
  tabId: number,
  recordId: string | null,
): Promise<FillHereAnswer['outcome'] | 'locked'> {
  const tab = await chrome.tabs.get(tabId).catch(() => null);
  const origin = tab && tabOrigin(tab);
  if (!origin) return 'not-allowed';
  const outcome = await withVault(now, async (opened) => {
    const candidates = recordId === null ? tokensFor(opened.records, opened.now, origin) : [];
    const chosen = recordId ?? (candidates.length === 1 ? candidates[0]?.id : undefined);
    if (chosen === undefined) return 'no-code';
    if ((await modeOf(opened.vault, origin)) === 'never') return 'switched-off';
    // A page the browser keeps closed to extensions, or one that has just gone.
    return fillIn(opened, tabId, chosen, origin).catch(() => 'no-field' as const);
  });
  if (outcome === 'filled' || outcome === 'locked') await showState(tabId, outcome);
  return outcome === 'absent' ? 'no-code' : outcome;
}
