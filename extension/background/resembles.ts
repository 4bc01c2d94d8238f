import { findResemblance, type KnownSite } from '../look-alike/compare.ts';
import { LONGEST_TITLE, MOST_CONTROLS, type PageLook, readLook } from '../look-alike/look.ts';
import { probe } from '../look-alike/probe.ts';
import { PROBE_TERMS } from '../look-alike/probe-terms.ts';
import { learnLook, siteLooks } from '../look-alike/site-looks.ts';
import type { ResemblesAnswer } from '../messages.ts';
import { webOrigin } from '../platform/web-origin.ts';
import { inTime } from './in-time.ts';
import { lastLoginOrigins } from './memory.ts';
import { type OpenedVault, withVault } from './opened-vault.ts';
import { allowedOrigins } from './register.ts';

/** Frames of a page that are read; a copy may keep its form in one. */
const MOST_FRAMES = 8;

/** How long (ms) a page may take to be looked at; one that is busy on purpose has only its name to go by. */
const LOOK_WAIT_MS = 2_000;

/** What `look` finds, `null` where the browser lets nobody look, or that it takes too long. */
const soon = (look: Promise<PageLook | null>): Promise<PageLook | null | 'late'> =>
  inTime<PageLook | null, 'late'>(
    look.catch(() => null),
    'late',
    LOOK_WAIT_MS,
  );

/** The look of a tab's page with that of its frames; `null` where the browser lets nobody look. */
async function lookOf(target: chrome.scripting.InjectionTarget): Promise<PageLook | null> {
  // At once: a page may keep itself loading for ever.
  const frames = await chrome.scripting.executeScript({
    target,
    func: probe,
    args: [PROBE_TERMS],
    injectImmediately: true,
  });
  const looks = frames
    .sort((a, b) => a.frameId - b.frameId)
    .slice(0, MOST_FRAMES)
    .map(({ result }) => readLook(result))
    .filter((look) => look !== null);
  const [top] = looks;
  if (!top) return null;
  return {
    title: top.title.slice(0, LONGEST_TITLE),
    shape: looks.flatMap(({ shape }) => shape).slice(0, MOST_CONTROLS),
  };
}

/** Each origin some token is bound to, whatever state the token is in: an ended one has a bank, too. */
async function knownSites({ vault, records }: OpenedVault): Promise<KnownSite[]> {
  const looks = await siteLooks(vault);
  return (await records()).flatMap(({ token }) =>
    token.loginOrigins.map((origin) => ({
      origin,
      names:
        token.source === 'issuer'
          ? [token.institution, token.service].flatMap(({ name }) => [name.ja, name.en])
          : [],
      looks: looks[origin] ?? [],
      isOwn: token.source === 'own',
    })),
  );
}

/**
 * While it is locked, the names of hosts are all there is to compare: of the banks last seen, or, where this
 * browser has not seen the vault open since it started, of the sites that the person allowed one by one.
 */
async function sitesBesideLock(): Promise<KnownSite[]> {
  const seen = await lastLoginOrigins();
  const origins = seen.length > 0 ? seen : await allowedOrigins();
  return origins.map((origin) => ({ origin, names: [], looks: [], isOwn: false }));
}

/**
 * Whether what a tab shows resembles one of the person's banks without being it, and whether the page could
 * be read for that. Looks into the page only where opening the popup let us in, keeps nothing of it and tells
 * nobody.
 */
export async function lookAtPage(now: () => number, tabId: number): Promise<ResemblesAnswer> {
  const nothing = { resembles: null, isRead: true };
  const tab = await chrome.tabs.get(tabId).catch(() => null);
  const shown = webOrigin(tab?.url);
  if (shown === null) return nothing;
  const known = await withVault(now, knownSites);
  const sites = known === 'absent' ? [] : known === 'locked' ? await sitesBesideLock() : known;
  if (sites.length === 0 || sites.some(({ origin }) => origin === shown)) return nothing;
  const page = await soon(lookOf({ tabId, allFrames: true }));
  const found = findResemblance(shown, page === 'late' ? null : page, sites);
  // Locked, nobody knows whose site it is.
  const isBank = known !== 'locked' && sites.some(({ origin, isOwn }) => origin === found?.bank && !isOwn);
  return { resembles: found && { ...found, isBank }, isRead: page !== 'late' };
}

/** What `lookAtPage` finds that the page resembles; `null` when nothing. */
export const resembles = async (now: () => number, tabId: number): Promise<ResemblesAnswer['resembles']> =>
  (await lookAtPage(now, tabId)).resembles;

/** Learns how the bank's own page looks; called where a code was filled in by us, and nowhere else. Never fails. */
export async function learnWhereFilled(
  now: () => number,
  { origin, tabId, documentId }: { origin: string; tabId: number; documentId: string },
): Promise<void> {
  try {
    const look = await soon(lookOf({ tabId, documentIds: [documentId] }));
    if (look && look !== 'late') await withVault(now, ({ vault }) => learnLook(vault, origin, look));
  } catch {
    // The page has gone, or the vault was locked just now: there will be another time.
  }
}
