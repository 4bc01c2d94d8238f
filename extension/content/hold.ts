import type { ContentMessage } from '../messages.ts';
import type { Person } from './person.ts';
import { cut, digitsIn, writePieces } from './write.ts';

/** The elements of one entry, in the order of their digits. */
export type Fields = readonly HTMLInputElement[];

/** A code to write: its step (or counter), and until when it counts (by the page's own clock, ms). */
export interface Given {
  code: string;
  step: number;
  until: number;
  /** It is of no step, so it is never renewed. */
  once?: boolean;
}

/** A code that was written: where, when, and whether it was sent off. */
export interface Held extends Given {
  elements: Fields;
  at: number;
  sent: boolean;
}

/** How often a page may take a value away with nobody pressing anything before it is left alone. */
const TAKEN_AWAY_AT_MOST = 1;
/** A press this recent (ms) is taken for the cause of what the page does. */
const PRESS_MS = 5_000;

/** What holding a code needs of its surroundings. */
export interface HoldPorts {
  person: Person;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  tell(message: ContentMessage & { kind: 'submitted' }): void;
  /** Something was written: what the page makes of it shows a moment later. */
  lookSoon(): void;
  /** A code was sent off and is gone from its fields: the next is another matter. */
  over(): void;
}

/** The code of ours that stands in a document, if any, and what becomes of it. */
export interface Hold {
  /** `null`: nothing in the document is ours. */
  held(): Held | null;
  isOurs(elements: Fields): boolean;
  /** Empty, or ours. */
  isFree(elements: Fields): boolean;
  /** What a person typed, or where a page did not leave ours alone. */
  isLost(elements: Fields): boolean;
  /** Writes a code. Answers whether it stands in the fields. */
  put(elements: Fields, given: Given): boolean;
  /** Puts what a page drew anew without it back, or follows it to its new elements. */
  putBack(elements: Fields): void;
  clear(elements: Fields): void;
  /** Sees what became of it since. */
  settle(): void;
  submitted(): void;
  /** A person asked for a code: what the page did before counts no more. */
  forgive(): void;
}

/** A value counts as ours while the fields hold its digits; what a person typed, or a page insists on, is let be. */
export function makeHold({ person, now, tell, lookSoon, over }: HoldPorts): Hold {
  let ours: Held | null = null;
  let taken = 0;

  const isEmpty = (elements: Fields) => elements.every(({ value }) => !value);
  const isOurs = (elements: Fields) => digitsIn(elements) === ours?.code;
  const isFree = (elements: Fields) => isEmpty(elements) || isOurs(elements);
  const isTheirs = (elements: Fields) => elements.some(person.owns);
  const isPressed = ({ at }: Held) => person.pressedAt() > Math.max(at, now() - PRESS_MS);

  function submitted(): void {
    if (!ours || ours.sent) return;
    ours.sent = true;
    // A page that sends codes off by itself could use them all up while nobody is there.
    taken = isPressed(ours) ? 0 : taken + 1;
    tell({ kind: 'submitted', step: ours.step });
  }

  function clear(elements: Fields): void {
    ours = null;
    writePieces(elements, []);
  }

  /** Typed over, spoilt, or sent off. What the page only took away, drawing itself anew, stays ours to be put back. */
  function settle(): void {
    if (!ours) return;
    const { elements } = ours;
    const isHere = elements.every(({ isConnected }) => isConnected);
    if (isHere && isOurs(elements)) return;
    if (isTheirs(elements)) ours = null;
    else if (ours.sent || isPressed(ours)) {
      // Also where a page puts something else in its place to send it: ours is over, and nothing to undo.
      submitted();
      ours = null;
      over();
    } else if (isHere && !isEmpty(elements)) {
      // It takes something else than a code: never again here.
      taken = TAKEN_AWAY_AT_MOST + 1;
      clear(elements);
    }
  }

  function put(elements: Fields, given: Given): boolean {
    const pieces = cut(given.code, elements);
    if (!pieces || person.composes() || !isFree(elements)) return false;
    ours = { ...given, elements, at: now(), sent: false };
    if (!isOurs(elements)) writePieces(elements, pieces);
    settle();
    lookSoon();
    return isOurs(elements);
  }

  return {
    held: () => ours,
    isOurs,
    isFree,
    isLost: (elements) => isTheirs(elements) || taken > TAKEN_AWAY_AT_MOST,
    put,
    putBack(elements) {
      if (!ours) return;
      if (isOurs(elements)) ours.elements = elements;
      else {
        taken++;
        put(elements, ours);
      }
    },
    clear,
    settle,
    submitted,
    forgive() {
      person.asked();
      taken = 0;
    },
  };
}
