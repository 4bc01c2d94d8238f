import { mayFill, mayFillOnce } from '../../core/token/origins.ts';
import type { VaultRecord } from '../../core/vault/types.ts';
import type { CommandMessage, FieldAnswer, FillHereAnswer } from '../messages.ts';
import { showState } from './badge.ts';
import { readyTokens, whyUnready } from './bindings.ts';
import { pick } from './choices.ts';
import { codeByHand, loginName } from './fill.ts';
import { inTime } from './in-time.ts';
import { fillingOf, isFirstLook, rememberFilling } from './memory.ts';
import { type OpenedVault, withVault } from './opened-vault.ts';
import { FILL_SCRIPT } from './register.ts';
import { learnWhereFilled, resembles } from './resembles.ts';
import { modeOf } from './site-modes.ts';
import { tabOrigin } from './trust.ts';

/** How long (ms) a document that was asked may take to answer: one may be busy, or load, for ever. */
const DOCUMENT_WAIT_MS = 3_000;

type Outcome = FillHereAnswer['outcome'];

/** Where a person asked, and for which token; `null` is the one that belongs there. */
interface Wish {
  tabId: number;
  origin: string;
  recordId: string | null;
  /** The origin a person was shown before they asked for a token of their own that is not bound to it. */
  once: string | null;
  /** When (epoch ms, the device's own clock). */
  at: number;
}

/** A document of the tab with a field for the code. */
interface Place extends FieldAnswer {
  documentId: string;
}

const originsIn = (target: chrome.scripting.InjectionTarget) =>
  // At once: a page, or one frame of it, may keep loading for ever.
  chrome.scripting.executeScript({ target, func: () => location.origin, injectImmediately: true });

/** The documents of a tab that are of `origin`, as the browser tells it of each: the top one first. */
async function documentsOf({ tabId, origin }: Wish): Promise<string[]> {
  // The browser answers for all frames or none: where one hangs, the top one is asked alone. A page that is
  // kept closed to extensions has no documents for us.
  const frames =
    (await inTime(originsIn({ tabId, allFrames: true }), null, DOCUMENT_WAIT_MS)) ??
    (await inTime(originsIn({ tabId, frameIds: [0] }), [], DOCUMENT_WAIT_MS));
  return frames
    .filter(({ result }) => result === origin)
    .sort((a, b) => a.frameId - b.frameId)
    .map(({ documentId }) => documentId);
}

/** What the script in a document says of its field; fails where nobody is there any more. */
async function askOf(tabId: number, documentId: string, digits: number | null): Promise<Place | null> {
  // Not at once: of a page half there, neither all boxes are seen nor where its form's buttons send them.
  await chrome.scripting.executeScript({
    target: { tabId, documentIds: [documentId] },
    files: [FILL_SCRIPT],
  });
  const look: CommandMessage = { kind: 'look', digits };
  const said: FieldAnswer | undefined = await chrome.tabs.sendMessage(tabId, look, { documentId });
  return said && typeof said.isFree === 'boolean' ? { ...said, documentId } : null;
}

/** The field of a document; `null` where it says nothing in time (not its ground, gone, busy) or takes no such code. */
const fieldIn = (tabId: number, documentId: string, digits: number | null): Promise<Place | null> =>
  inTime(askOf(tabId, documentId, digits), null, DOCUMENT_WAIT_MS);

/** The first document with a field that can be written to, else with one at all. */
async function findPlace(wish: Wish, digits: number | null): Promise<Place | null> {
  let found: Place | null = null;
  for (const documentId of await documentsOf(wish)) {
    const place = await fieldIn(wish.tabId, documentId, digits);
    if (place?.isFree) return place;
    found ??= place;
  }
  return found;
}

/** How many digits the codes of all `tokens` have; `null` where not all have the same. */
function digitsOf(tokens: readonly VaultRecord[]): number | null {
  const [digits = null, ...others] = new Set(tokens.map(({ token }) => token.otp.digits));
  return others.length ? null : digits;
}

/**
 * Has the code written. One that does not answer in time may write all the same, and is said to have when it says so:
 * nothing that is on its way to a page can be called back.
 */
async function write(tabId: number, documentId: string, command: CommandMessage): Promise<Outcome> {
  // By document, not by tab: a page that navigated away meanwhile gets nothing.
  const said: Promise<unknown> = chrome.tabs.sendMessage(tabId, command, { documentId });
  const isWritten = await inTime(said, 'late', DOCUMENT_WAIT_MS);
  if (isWritten === 'late')
    said.then((late) => (late === true ? showState(tabId, 'filled') : null)).catch(() => null);
  if (typeof isWritten !== 'boolean') return 'unsure';
  return isWritten ? 'filled' : 'no-field';
}

/** Takes the code only when the field is found, since it may cost a counter, and writes it there. */
async function fillIn(now: () => number, opened: OpenedVault, wish: Wish): Promise<Outcome | 'choose'> {
  // What the corrected clock is ahead by.
  const offset = opened.now - now();
  const { tabId, origin, recordId } = wish;
  const meant = (await opened.records()).filter(({ id }) => recordId === null || id === recordId);
  if (meant.length === 0) return 'no-token';
  const owners = meant.filter(({ token }) => mayFill(token, origin));
  const guests = meant.filter(({ token }) => mayFillOnce(token, origin, wish.once));
  const isGuest = owners.length === 0;
  const belonging = isGuest ? guests : owners;
  // Nothing is put into a page that is no token's, or not this token's.
  if (belonging.length === 0) return 'not-allowed';
  const candidates = readyTokens(belonging, opened.now);
  if (candidates.length === 0) return whyUnready(belonging, opened.now);
  if ((await modeOf(opened.vault, origin)) === 'never') return 'switched-off';
  const digits = digitsOf(candidates);
  const place = await findPlace(wish, digits);
  if (!place) return 'no-field';
  const { documentId } = place;
  const before = await fillingOf(documentId);
  // Of a site that is no token's nothing is kept: no login ID, no look, no step after this one.
  const username = isGuest ? null : await loginName({ origin, tabId, username: place.username, at: wish.at });
  const chosen = recordId ?? (await pick(opened.vault, candidates, { origin, username }, before))?.id;
  if (chosen === undefined) return 'choose';
  // What was given to this document is in its field still: an event-based token's next code is not for a second press.
  const holds = before?.recordId === chosen && before.step === place.holds;
  const otp = candidates.find(({ id }) => id === chosen)?.token.otp;
  const isOnce = otp?.kind === 'event';
  if (isOnce && holds) return 'filled';
  if (!place.isFree) return 'not-empty';
  // Which token it is came after the field: it may take another's code only, and this one's costs a counter.
  if (isOnce && digits === null && !(await fieldIn(tabId, documentId, otp.digits))?.isFree) return 'no-field';
  // Of this moment: the page may have taken its time.
  const present = { ...opened, now: now() + offset };
  const code = await codeByHand(present, chosen, origin, wish.once);
  if (typeof code === 'string') return code;
  await rememberFilling({ documentId, recordId: chosen, step: code.step, chosen: true, username });
  const command: CommandMessage = { kind: 'write', ...code, once: code.once || isGuest };
  const outcome = await write(tabId, documentId, command);
  // Nobody waits for the look at the page: a person who pressed is to see what came of it.
  if (outcome === 'filled' && !isGuest && (await isFirstLook(documentId)))
    void learnWhereFilled(now, { origin, tabId, documentId });
  return outcome;
}

/**
 * A person asked for this token's code in this tab: it is written only where the tab itself shows one of the
 * token's own origins. `recordId` of `null` is the one token that belongs there: when there is just one, or by
 * the login ID. `once`: the origin the person was shown, for a token of their own that is not bound to it. One
 * wish a tab at a time: a second sees what the first wrote, and takes no counter for the same field.
 */
export const fillHere = (
  now: () => number,
  tabId: number,
  recordId: string | null,
  once: string | null = null,
): Promise<Outcome> =>
  navigator.locks.request(`fuda-fill-${tabId}`, () => fillTab(now, tabId, recordId, once));

async function fillTab(
  now: () => number,
  tabId: number,
  recordId: string | null,
  once: string | null,
): Promise<Outcome> {
  const tab = await chrome.tabs.get(tabId).catch(() => null);
  const origin = tab && tabOrigin(tab);
  // Why not is worth saying: a person who asked for a code there took the page for the bank's.
  const unlessAlike = async (outcome: Outcome): Promise<Outcome> =>
    (await resembles(now, tabId)) ? 'look-alike' : outcome;
  if (!origin) return unlessAlike('not-allowed');
  // The popup has looked before; the page may have dressed up since.
  if (once !== null && (await resembles(now, tabId))) return 'look-alike';
  const wish = { tabId, origin, recordId, once, at: now() };
  const outcome = await withVault(now, (opened) => fillIn(now, opened, wish));
  if (outcome === 'absent') return 'no-token';
  if (outcome === 'filled' || outcome === 'locked' || outcome === 'choose') await showState(tabId, outcome);
  if (outcome === 'choose') return 'no-code';
  // Under the lock, too: nobody is to unlock for a copy first.
  return outcome === 'not-allowed' || outcome === 'locked' ? unlessAlike(outcome) : outcome;
}
