import { fieldsOf, findOtpField } from '../../core/detect/find.ts';
import { type Words, wordsFrom } from '../../core/detect/vocabulary.ts';
import type { CommandMessage } from '../messages.ts';
import { isAlive, send } from './ask.ts';
import { makeFiller } from './filler.ts';
import { isOwnGround } from './frames.ts';
import { ofDocument, on } from './on.ts';
import { watchPerson } from './person.ts';
import { shadowRootIn } from './shadow-root.ts';
import { watchSubmit } from './submit.ts';
import { watchPage } from './watch.ts';

/** Where this world keeps the one that runs in it, which looks again if it still can; not a name, which an element of the page could take. */
const RUNNING = Symbol.for('fuda');
const place = globalThis as { [RUNNING]?: () => boolean };

/**
 * Runs once in a document, in the isolated world: puts together what watches, asks and writes. Put in a second
 * time, it looks again. It makes no element and shows nothing.
 */
export function runInPage(): void {
  if (place[RUNNING]?.()) return;
  if (!isOwnGround({ origin: self.origin, location, isTop: window === window.top })) return;
  const now = () => performance.now();

  const shadowRootOf = (element: HTMLElement): ShadowRoot | null => {
    const root = shadowRootIn(element);
    if (root) watch.alsoIn(root);
    return root;
  };
  let words: Words | null = null;
  let coming: Promise<void> | null = null;
  /** Asks the worker, once, what fields are called; only pages with a field need it. */
  const learnWords = () =>
    (coming ??= send({ kind: 'words' }).then((answer) => {
      if (answer) words = wordsFrom(answer.words);
      else coming = null;
    }));
  const find = () => {
    if (!isAlive()) return null;
    if (words) return findOtpField(document, { words, shadowRootOf });
    if (fieldsOf(document, shadowRootOf)[0]) void learnWords().then(() => words && filler.lookAgain());
    return null;
  };

  // Timers sleep with the tab and the machine: when it is seen again, what was waited for may be over. A page
  // that is only prepared or opened behind is looked at when it is seen.
  const seen = () => {
    if (!ofDocument('hidden')) filler.lookAgain();
  };
  const lookSoon = () => watch.lookSoon();
  const person = watchPerson(now, lookSoon);
  const filler = makeFiller({ find, send, person, now, lookSoon, due: seen });
  const watch = watchPage(filler.look, filler.waits, now);
  watchSubmit(filler.sent);
  on('visibilitychange', seen);
  addEventListener('focus', seen);
  on('pageshow', filler.back);

  chrome.runtime.onMessage.addListener((message: CommandMessage, _sender, respond) => {
    const answer = () =>
      respond(
        message.kind === 'write' ? filler.write({ ...message, until: 0 }) : filler.state(message.digits),
      );
    if (words) answer();
    else void learnWords().then(answer);
    return true;
  });

  place[RUNNING] = () => {
    filler.lookAgain();
    return isAlive();
  };
  seen();
}
