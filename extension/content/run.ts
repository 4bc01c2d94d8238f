import { type Detection, findOtpField } from '../../core/detect/find.ts';
import type { CommandMessage } from '../messages.ts';
import { isAlive, send } from './ask.ts';
import { isOwnGround } from './frames.ts';
import { watchSubmit } from './submit.ts';
import { cut, isFree, writePieces } from './write.ts';

/** What was written: into which fields, what, and of which step. */
interface Ours {
  elements: readonly HTMLInputElement[];
  pieces: readonly string[];
  step: number;
  submitted: boolean;
}

/** A page's own work settles for this long (ms) before it is looked at again. */
const SETTLE_MS = 150;
/** How soon (ms) after a submission a page that stayed is looked at. */
const AFTER_SUBMIT_MS = 1_000;

interface Running {
  isAlive(): boolean;
  lookAgain(): void;
}
const place = globalThis as { fudaRunning?: Running };

/**
 * Runs once in a document, in the isolated world: finds the field, asks for the code, writes it, renews it
 * while it is still ours. Put in a second time, it looks again. It makes no element and shows nothing.
 */
export function runInPage(): void {
  if (place.fudaRunning?.isAlive()) {
    place.fudaRunning.lookAgain();
    return;
  }
  const isTop = window === window.top;
  if (!isOwnGround({ origin: self.origin, location, isTop })) return;
  const { origin } = location;
  let ours: Ours | null = null;
  /** Fields a person typed into: theirs from then on. */
  let theirs = new WeakSet<HTMLInputElement>();
  /** What was asked last: the same field and login ID need no second question before its time. */
  let asked: { first: HTMLInputElement; username: string | null } | null = null;
  let asking = false;
  let again = false;
  let settling: ReturnType<typeof setTimeout> | undefined;
  let waking: ReturnType<typeof setTimeout> | undefined;

  const stillOurs = () =>
    ours?.elements.every((each, i) => each.isConnected && each.value === ours?.pieces[i]);

  function detect(): Detection | null {
    if (!isAlive() || location.origin !== origin) return null;
    try {
      return findOtpField(document, {
        shadowRootOf: (element) => chrome.dom.openOrClosedShadowRoot(element),
      });
    } catch {
      // A page whose document cannot be read is one without a field.
      return null;
    }
  }

  function submitted(): void {
    if (!ours || ours.submitted) return;
    ours.submitted = true;
    void send({ kind: 'submitted', step: ours.step });
    wake(AFTER_SUBMIT_MS);
  }

  function wake(ms: number): void {
    clearTimeout(waking);
    waking = setTimeout(() => {
      asked = null;
      void look();
    }, ms);
  }

  /** Our fields went away with the value in them: whatever took them has it. */
  function noticeRemoval(): void {
    if (ours && !ours.elements.some((each) => each.isConnected)) {
      submitted();
      ours = null;
    }
  }

  async function look(): Promise<void> {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    try {
      do {
        again = false;
        await lookOnce();
      } while (again);
    } finally {
      asking = false;
    }
  }

  async function lookOnce(): Promise<void> {
    noticeRemoval();
    const found = detect();
    const elements = found?.otp?.elements;
    const [first] = elements ?? [];
    if (!found || !elements || !first || elements.some((each) => theirs.has(each))) return;
    const mine = () => (ours && ours.elements[0] === first ? ours : null);
    if (!isFree(elements, mine()?.pieces ?? null)) return;
    // A value that was sent off stays as it is while the page makes up its mind.
    if (mine()?.submitted && stillOurs()) return wake(AFTER_SUBMIT_MS * 5);
    const username = found.username?.value.slice(0, 256) || null;
    if (asked?.first === first && asked.username === username) return;
    asked = { first, username };
    const answer = await send({ kind: 'ask', username });
    if (answer === null || location.origin !== origin || elements.some((each) => theirs.has(each))) return;
    if (answer.kind !== 'none') wake(answer.wakeIn);
    if (answer.kind === 'fill') {
      if (write(elements, answer.code, answer.step)) void send({ kind: 'filled', step: answer.step });
      return;
    }
    // A code that is over, used up elsewhere or renewed by nobody any more would only be refused.
    const stale = mine();
    if (stale && stillOurs())
      writePieces(
        elements,
        elements.map(() => ''),
        stale.pieces,
      );
    ours = null;
  }

  function write(elements: readonly HTMLInputElement[], code: string, step: number): boolean {
    const pieces = cut(code, elements);
    const before = ours && ours.elements[0] === elements[0] ? ours.pieces : null;
    if (!pieces || !isFree(elements, before)) return false;
    ours = { elements, pieces, step, submitted: false };
    return writePieces(elements, pieces, before);
  }

  function lookSoon(): void {
    clearTimeout(settling);
    settling = setTimeout(() => requestIdleCallback(() => void look(), { timeout: 500 }), SETTLE_MS);
  }

  function lookAgain(): void {
    asked = null;
    void look();
  }

  /** A person asked: what is in the field may go, unless they are the ones who typed it. */
  function writeByHand({ code, step }: { code: string; step: number }) {
    const elements = detect()?.otp?.elements;
    if (!elements) return false;
    if (isFree(elements, ours?.pieces ?? null)) theirs = new WeakSet();
    const field = write(elements, code, step);
    if (field) lookAgain();
    return field;
  }

  chrome.runtime.onMessage.addListener((message: CommandMessage, sender, respond) => {
    if (sender.id !== chrome.runtime.id) return;
    if (message.kind === 'look-again') lookAgain();
    if (message.kind === 'look')
      respond({ field: detect()?.otp ? 'free' : 'none', holds: null, username: null });
    if (message.kind === 'write') respond(writeByHand(message));
  });
  watchSubmit(
    () => (ours && !ours.submitted ? ours.elements : []),
    submitted,
    () => performance.now(),
  );
  addEventListener(
    'input',
    (event) => {
      const target = event.composedPath()[0];
      if (!event.isTrusted || !(target instanceof HTMLInputElement)) return;
      theirs.add(target);
    },
    true,
  );
  // Come back to out of the browser's memory: what was sent from here once is in the field again.
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    if (ours) ours.submitted = false;
    lookAgain();
  });
  // The login ID was finished: it may pick another person's token.
  addEventListener('change', (event) => event.isTrusted && lookSoon(), true);
  new MutationObserver(lookSoon).observe(document, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['class', 'style', 'hidden', 'disabled', 'readonly', 'type'],
  });
  place.fudaRunning = { isAlive, lookAgain };
  if ('prerendering' in document && document.prerendering)
    document.addEventListener('prerenderingchange', lookAgain, { once: true });
  else void look();
}
