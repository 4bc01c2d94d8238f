import type {
  ContentMessage,
  FillAnswer,
  FillHereAnswer,
  PageMessage,
  ResemblesAnswer,
  SiteAnswer,
  SitesAnswer,
  WeighAnswer,
} from '../messages.ts';
import { type Allowance, makeAllowance } from './allowance.ts';
import { shownState, showState } from './badge.ts';
import { answerAsk } from './fill.ts';
import { fillHere } from './fill-here.ts';
import { scheduleLock, touch } from './lock.ts';
import { type Filling, filledByHand, fillingOf, isFirstLook, markSent, markUsed } from './memory.ts';
import { noteChoice, noteName, prune } from './notes.ts';
import { withVault } from './opened-vault.ts';
import { readContentMessage, readPageMessage } from './read-message.ts';
import { isAllowed, register } from './register.ts';
import { learnWhereFilled, lookAtPage } from './resembles.ts';
import { modeInTab, setSiteMode, yieldsByItself } from './site-modes.ts';
import { listSites } from './sites.ts';
import { contentOrigin, type Self, type Sender, senderKind } from './trust.ts';
import { weigh } from './weigh.ts';

/** Every answer there is. None holds a seed, and only one holds a code. */
export type Answer =
  | FillAnswer
  | WeighAnswer
  | SiteAnswer
  | SitesAnswer
  | FillHereAnswer
  | ResemblesAnswer
  | Record<string, never>;

const DONE = {};

/** Whether a person had a document filled by hand since. */
const isByHandSince = (before: Filling | null, after: Filling | null): boolean =>
  !!after?.chosen && (before?.recordId !== after.recordId || before.step !== after.step);

async function answerContent(
  now: () => number,
  message: ContentMessage,
  from: { origin: string; tabId: number; documentId: string },
): Promise<Answer> {
  const { origin, tabId, documentId } = from;
  switch (message.kind) {
    case 'weigh':
      return weigh(message.fields);
    case 'ask': {
      const before = await fillingOf(documentId);
      // A script stays in an open page when the permission goes; only what a person had filled by hand stays too.
      const isLetIn = await isAllowed(origin);
      if (!isLetIn && (await filledByHand(documentId)) === null) return { kind: 'none' };
      const answer = await withVault(now, async (opened) => {
        const yields = await yieldsByItself(opened.vault, from, isLetIn);
        if (!yields) return { answer: { kind: 'none' }, state: 'idle' } as const;
        const asked = { ...from, username: message.username, at: now() };
        return answerAsk(opened, asked, yields === 'any' ? null : yields.recordId);
      });
      // What a person had written meanwhile is newer than this answer, and the page says so itself.
      const isOvertaken = isByHandSince(before, await fillingOf(documentId));
      if (answer === 'locked' || answer === 'absent') {
        if (!isOvertaken) await showState(tabId, answer === 'locked' ? 'locked' : 'idle');
        return { kind: 'none' };
      }
      // A code that was given is written first; the page says so itself.
      if (answer.state && !isOvertaken) await showState(tabId, answer.state);
      return answer.answer;
    }
    case 'named':
      await noteName(now, { tabId, origin, username: message.username, at: now() });
      return DONE;
    case 'gone':
      await showState(tabId, 'idle');
      return DONE;
    case 'filled':
      // A page cannot say so of a code it never had.
      if ((await fillingOf(documentId))?.step !== message.step) return DONE;
      await showState(tabId, 'filled');
      if (await isFirstLook(documentId)) await learnWhereFilled(now, from);
      return DONE;
    case 'submitted': {
      const given = await fillingOf(documentId);
      // A page cannot use up steps it never had.
      if (!given) return DONE;
      await markUsed(given.recordId, Math.min(message.step, given.step));
      await markSent(documentId, message.step);
      await noteChoice(now, origin, given);
      return DONE;
    }
  }
}

async function answerPage(now: () => number, message: PageMessage): Promise<Answer> {
  switch (message.kind) {
    case 'changed':
      await Promise.all([register(now, { look: true }), scheduleLock(now), prune(now)]);
      return DONE;
    case 'touched':
      await touch(now);
      return DONE;
    case 'site':
      return { state: await shownState(message.tabId), mode: await modeInTab(now, message.tabId) };
    case 'resembles':
      return lookAtPage(now, message.tabId);
    case 'sites':
      return { sites: await listSites(now) };
    case 'set-site-mode': {
      await withVault(now, ({ vault }) => setSiteMode(vault, message.origin, message.mode));
      await Promise.all([register(now, { look: true }), prune(now)]);
      return DONE;
    }
    case 'fill-here':
      return { outcome: await fillHere(now, message.tabId, message.tokenId, message.once) };
  }
}

/**
 * The answer to a message beyond the allowance. What is dropped unanswered is said again by a script that behaves;
 * what is only of the moment is not worth that, and would come after what was said since.
 */
function tooMany({ kind }: ContentMessage, wakeIn: number): Promise<Answer> | null {
  if (kind === 'ask') return Promise.resolve({ kind: 'wait', wakeIn });
  return kind === 'named' || kind === 'gone' ? Promise.resolve(DONE) : null;
}

/** Answers one message, or drops it: `null`. */
export type Route = (message: unknown, sender: Sender) => Promise<Answer> | null;

/** The worker's router: as `route`, and no origin's pages ask more often than a script of ours would. */
export function makeRoute(now: () => number, self: Self): Route {
  const allowance = makeAllowance();
  return (message, sender) => route(now, message, sender, self, allowance);
}

/**
 * Answers a message by the kind of its sender; `null` drops it. What the browser says of the sender decides,
 * and nothing inside the message. `allowance` says how often an origin's pages may ask.
 */
export function route(
  now: () => number,
  message: unknown,
  sender: Sender,
  self: Self,
  allowance: Allowance | null = null,
): Promise<Answer> | null {
  switch (senderKind(sender, self)) {
    case 'content': {
      const said = readContentMessage(message);
      const origin = contentOrigin(sender, self);
      const { documentId, tab } = sender;
      if (!said || !origin || documentId === undefined || tab?.id === undefined) return null;
      // What a page's changes cost takes nothing from what filling it needs.
      const wakeIn = allowance?.take(said.kind === 'weigh' ? `weigh ${origin}` : origin, now()) ?? 0;
      if (wakeIn > 0) return tooMany(said, wakeIn);
      return answerContent(now, said, { origin, tabId: tab.id, documentId });
    }
    case 'own-page': {
      const said = readPageMessage(message);
      return said && answerPage(now, said);
    }
    case 'unknown':
      return null;
  }
}
