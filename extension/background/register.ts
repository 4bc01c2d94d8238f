import { isFillableOrigin } from '../../core/token/origins.ts';
import { readGrants } from '../platform/grants.ts';
import { matchPattern } from '../platform/match-pattern.ts';
import { sitePermissions } from '../platform/site-permissions.ts';
import { boundOrigins } from './bindings.ts';
import { forgetEverything, lastBoundOrigins, rememberBoundOrigins, rememberLoginOrigins } from './memory.ts';
import { withVault } from './opened-vault.ts';
import { siteModes } from './site-modes.ts';

/** The one script that is ever put into pages. */
export const FILL_SCRIPT = 'content-scripts/fill.js';
const SCRIPT_ID = 'fill';

/** The match pattern that covers an origin and, where the browser can say that, nothing beside it. */
export const patternOf = (origin: string): string => matchPattern(origin, { exact: true });

/** Whether a person allowed filling on `origin`. */
export const isAllowed = (origin: string): Promise<boolean> => sitePermissions.has(origin).catch(() => false);

/** Single origins a person allowed; what was allowed in bulk is not a wish for each site of it. */
export async function allowedOrigins(): Promise<string[]> {
  return (await readGrants()).single.filter(isFillableOrigin);
}

/**
 * Where the script belongs now: origins of ready tokens that a person allowed and left to us. The tokens of a locked vault
 * cannot be read, so then it is where they were last seen, or else the single origins that were allowed.
 */
export async function wantedOrigins(now: () => number): Promise<string[]> {
  const bound = await withVault(now, async (opened) => {
    const [records, modes] = await Promise.all([opened.records(), siteModes(opened.vault)]);
    await rememberLoginOrigins([...new Set(records.flatMap(({ token }) => token.loginOrigins))]);
    return boundOrigins(records, opened.now).filter(
      (origin) => (modes[origin] ?? 'automatic') === 'automatic',
    );
  });
  if (Array.isArray(bound)) await rememberBoundOrigins(bound);
  // Erased, and not merely locked or unreadable: what was noted of it in this browser's session ends with it.
  if (bound === 'absent') await forgetEverything();
  const wished = Array.isArray(bound)
    ? bound
    : bound === 'absent'
      ? []
      : ((await lastBoundOrigins()) ?? (await allowedOrigins()));
  const allowed = await Promise.all(wished.map(isAllowed));
  return wished.filter((_, index) => allowed[index]);
}

/** Registers the script for exactly `matches`; whether that is news. */
async function registerFor(matches: string[]): Promise<boolean> {
  const [present] = await chrome.scripting.getRegisteredContentScripts({ ids: [SCRIPT_ID] });
  if (JSON.stringify(present?.matches?.toSorted() ?? []) === JSON.stringify(matches)) return false;
  if (present) await chrome.scripting.unregisterContentScripts({ ids: [SCRIPT_ID] });
  if (matches.length === 0) return false;
  await chrome.scripting.registerContentScripts([
    {
      id: SCRIPT_ID,
      matches,
      js: [FILL_SCRIPT],
      allFrames: true,
      runAt: 'document_idle',
      persistAcrossSessions: false,
    },
  ]);
  return true;
}

/**
 * Makes the registration what it should be now, at each worker start and each change; nobody keeps it. Tabs
 * that are open on those origins already get the script too, each as soon as it can take it; where it is there, it
 * looks again. At a mere start (`look` false) that is only done when the registration was news.
 */
export async function register(now: () => number, { look }: { look: boolean }): Promise<void> {
  const { matches, isNew } = await navigator.locks.request('fuda-register', async () => {
    const wanted = [...new Set((await wantedOrigins(now)).map(patternOf))].sort();
    return { matches: wanted, isNew: await registerFor(wanted) };
  });
  if (matches.length === 0 || !(look || isNew)) return;
  // Nobody waits for it, neither the next change nor whoever asked for this one: a tab may never finish loading.
  for (const { id } of await chrome.tabs.query({ url: matches })) if (id !== undefined) injectAll(id);
}

/** Puts the script into every frame of a tab it may enter; one that is there already looks again. Never fails. */
function injectAll(tabId: number): void {
  chrome.scripting
    .executeScript({ target: { tabId, allFrames: true }, files: [FILL_SCRIPT] })
    .catch(() => undefined);
}
