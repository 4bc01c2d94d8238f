import type { CommandMessage, FieldAnswer } from '../messages.ts';
import { isAlive, send } from './ask.ts';
import { makeFiller } from './filler.ts';
import { makeFind } from './finder.ts';
import { isOwnGround } from './frames.ts';
import { ofDocument, on } from './on.ts';
import { watchPerson } from './person.ts';
import { makeShadowTrees } from './shadow-trees.ts';
import { watchSubmit } from './submit.ts';
import { watchPage } from './watch.ts';

/** Where this world keeps the one that runs in it, which looks again if it still can; not a name, which an element of the page could take. */
const RUNNING = Symbol.for('fuda');
const place = globalThis as { [RUNNING]?: () => boolean };

/** A page that leaves no time idle is searched and looked at after so long (ms). */
const LATEST_MS = 500;

/**
 * Runs once in a document, in the isolated world: puts together what watches, asks and writes. Put in a second
 * time, it looks again. It makes no element and shows nothing.
 */
export function runInPage(): void {
  if (place[RUNNING]?.()) return;
  // A page that is only being prepared is in front of nobody, and the worker hears nothing of it.
  if (ofDocument('prerendering')) {
    on('prerenderingchange', runInPage);
    return;
  }
  if (!isOwnGround({ origin: self.origin, location, isTop: window === window.top })) return;
  const now = () => performance.now();

  const trees = makeShadowTrees((root) => watch.alsoIn(root));
  const find = makeFind(send, trees.in);

  // Timers sleep with the tab and the machine: when it is seen again, what was waited for may be over.
  const seen = () => {
    if (!ofDocument('hidden')) filler.lookAgain();
  };
  // A page that was opened behind is left alone until somebody sees it.
  const isUnseen = () => ofDocument('hidden') && !filler.waits();
  // To be searched and to be looked at are two turns: in between the page can answer a press.
  const seenSoon = () => {
    const search = () => {
      trees.search();
      setTimeout(seen);
    };
    requestIdleCallback(search, { timeout: LATEST_MS });
  };
  const lookSoon = () => watch.lookSoon();
  const person = watchPerson(now, lookSoon);
  const filler = makeFiller({ find, send, person, now, lookSoon, due: seen });
  const watch = watchPage(
    () => {
      if (isUnseen()) return;
      trees.search();
      filler.look();
    },
    filler.waits,
    now,
  );
  watchSubmit(filler.sent);
  on('visibilitychange', seenSoon);
  addEventListener('focus', seenSoon);
  on('pageshow', (_target, event) => {
    // Every page that has loaded is shown; only one that was kept is come back to.
    if ((event as PageTransitionEvent).persisted) filler.back();
  });

  chrome.runtime.onMessage.addListener((message: CommandMessage, _sender, respond) => {
    // A person waits for this: what is there is to be seen.
    trees.search();
    const answer =
      message.kind === 'write' ? filler.write({ ...message, until: 0 }) : filler.state(message.digits);
    void Promise.resolve<FieldAnswer | boolean>(answer).then(respond);
    return true;
  });

  place[RUNNING] = () => {
    if (!isUnseen()) {
      trees.search();
      filler.lookAgain();
    }
    return isAlive();
  };
  seenSoon();
}
