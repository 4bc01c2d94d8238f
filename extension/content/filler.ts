import type { Detection, Found } from '../../core/detect/find.ts';
import { type ContentMessage, type FieldAnswer, type FillAnswer, LONGEST_NAME } from '../messages.ts';
import { isFit } from './destination.ts';
import type { Person } from './person.ts';
import { cut, digitsIn, writePieces } from './write.ts';

type Fields = readonly HTMLInputElement[];

/** A code to write: its step (or counter), and until when it counts (by the page's own clock, ms). */
interface Given {
  code: string;
  step: number;
  until: number;
  /** It is of no step, so it is never renewed. */
  once?: boolean;
}

/** A code that was written: where, and when. */
interface Ours extends Given {
  elements: Fields;
  at: number;
  sent: boolean;
}

/** How often a page may take a value away with nobody pressing anything before it is left alone. */
const TAKEN_AWAY_AT_MOST = 1;
/** A press this recent (ms) is taken for the cause of what the page does. */
const PRESS_MS = 5_000;

/** What the filler is given of its surroundings. */
export interface FillerPorts {
  /** What the document offers now; `null` where it is not to be read any more. */
  find(): Detection | null;
  send(message: Exclude<ContentMessage, { kind: 'words' }>): Promise<FillAnswer | null>;
  person: Person;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  lookSoon(): void;
  /** What was waited for is due. */
  due(): void;
}

/** Fills one document's field and keeps it filled. */
export interface Filler {
  /** Looks now, and asks where something changed. */
  look(): void;
  /** The same, and asks in any case. */
  lookAgain(): void;
  /** What is here, for a code of so many digits (`null`: not known yet) that a person asked for. */
  state(digits: number | null): FieldAnswer;
  /** Writes what a person asked for. Answers whether it stands in the field. */
  write(given: Given): boolean;
  /** A form was sent, or (`null`) the page is leaving. */
  sent(form: Element | null): void;
  /** The page was come back to as it stood: what was sent from here is old. */
  back(): void;
  /** Whether a field was asked for or written to, so that its end would be news. */
  waits(): boolean;
}

/**
 * Finds, asks, writes, renews: one question at a time, one field at a time. A value counts as ours while the
 * fields hold its digits; what a person typed, or a page insists on, is let be.
 */
export function makeFiller({ find, send, person, now, lookSoon, due }: FillerPorts): Filler {
  let ours: Ours | null = null;
  /** What was asked last: the same field and login ID need no second question before its time. */
  let asked: { first: HTMLInputElement; username: string | null } | null = null;
  /** The login ID last told of a page that has no field for the code. */
  let told: string | null = null;
  let taken = 0;
  let isLooking = false;
  let isAgain = false;
  let waking: ReturnType<typeof setTimeout> | undefined;

  const fieldsIn = (found: Detection | null): Fields => {
    const elements = found?.otp?.elements ?? [];
    return elements.every(isFit) ? elements : [];
  };
  const isEmpty = (elements: Fields) => elements.every(({ value }) => !value);
  const isOurs = (elements: Fields) => digitsIn(elements) === ours?.code;
  const isThere = ({ elements }: Ours) => elements.every(({ isConnected }) => isConnected);
  const isTheirs = (elements: Fields) => elements.some(person.owns);
  const isPressed = ({ at }: Ours) => person.pressedAt() > Math.max(at, now() - PRESS_MS);
  const clear = (elements: Fields) => {
    ours = null;
    writePieces(elements, []);
  };
  /** What a person typed into a field and is done with; `null` where there is no such field. */
  const typedInto = (found: Found | null | undefined): string | null => {
    const field = found?.elements[0];
    return field ? (person.typesInto(field) ? '' : field.value.slice(0, LONGEST_NAME)) : null;
  };

  function submitted(): void {
    if (!ours || ours.sent) return;
    ours.sent = true;
    // A page that sends codes off by itself could use them all up while nobody is there.
    taken = isPressed(ours) ? 0 : taken + 1;
    void send({ kind: 'submitted', step: ours.step });
  }

  /**
   * What became of our value since: typed over, spoilt, or sent off. What the page only took away, drawing
   * itself anew, stays ours to be put back.
   */
  function settle(): void {
    if (!ours) return;
    const { elements } = ours;
    const isHere = isThere(ours);
    if (isHere && isOurs(elements)) return;
    if (isTheirs(elements)) ours = null;
    else if (ours.sent || isPressed(ours)) {
      // Also where a page puts something else in its place to send it: ours is over, and nothing to undo.
      submitted();
      ours = asked = null;
    } else if (isHere && !isEmpty(elements)) {
      // It takes something else than a code: never again here.
      taken = TAKEN_AWAY_AT_MOST + 1;
      clear(elements);
    }
  }

  function put(elements: Fields, given: Given): boolean {
    const pieces = cut(given.code, elements);
    if (!pieces || person.composes() || !(isEmpty(elements) || isOurs(elements))) return false;
    ours = { ...given, elements, at: now(), sent: false };
    if (!isOurs(elements)) writePieces(elements, pieces);
    settle();
    // What a page makes of it a moment later is seen then.
    lookSoon();
    return isOurs(elements);
  }

  async function lookOnce(): Promise<void> {
    settle();
    const found = find();
    const elements = fieldsIn(found);
    const [first] = elements;
    const username = typedInto(found?.username);
    if (!first) {
      if (asked) void send({ kind: 'gone' });
      asked = null;
      if (username !== null && username !== told) void send({ kind: 'named', username });
      told = username;
      return;
    }
    if (isTheirs(elements) || taken > TAKEN_AWAY_AT_MOST || person.composes()) return;
    if (!isEmpty(elements) && !isOurs(elements)) return;
    if (ours) {
      if (isOurs(elements)) ours.elements = elements;
      else {
        taken++;
        put(elements, ours);
      }
    }
    // What was sent off stays as it is while the page makes up its mind; a code of no step stays anyway.
    if (ours?.once || (ours?.sent && now() < ours.until)) return;
    if (asked?.first === first && (asked.username === username || (ours && !username))) return;
    const question = { first, username };
    asked = question;
    const answer = await send({ kind: 'ask', username });
    // Meanwhile a person asked for a code, or something else is to be asked.
    if (asked !== question) return;
    if (!answer || person.composes()) {
      asked = null;
      return;
    }
    if (answer.kind !== 'none') {
      clearTimeout(waking);
      waking = setTimeout(due, answer.wakeIn);
    }
    if (isTheirs(elements)) return;
    if (answer.kind === 'fill') {
      const { step, wakeIn } = answer;
      if (put(elements, { ...answer, until: now() + wakeIn })) void send({ kind: 'filled', step });
    } else if (ours && isOurs(elements) && (answer.kind === 'none' || now() >= ours.until))
      // A code that is over, or renewed by nobody any more, would only be refused.
      clear(elements);
  }

  function look(): void {
    isAgain = isLooking;
    if (isLooking) return;
    isLooking = true;
    const done = () => {
      isLooking = false;
      if (isAgain) look();
    };
    // A page that cannot be read, or throws into what is asked of it, is one without a field.
    lookOnce().then(done, done);
  }

  function lookAgain(): void {
    asked = null;
    look();
  }

  return {
    look,
    lookAgain,
    state(digits) {
      settle();
      const found = find();
      const elements = fieldsIn(found);
      const holds = elements.length > 0 && isOurs(elements);
      return {
        // Just as `put` would.
        isFree:
          cut('0'.repeat(digits ?? 0), elements) && !person.composes() ? holds || isEmpty(elements) : null,
        holds: ours && holds && !ours.sent ? ours.step : null,
        username: typedInto(found?.username),
      };
    },
    write(given) {
      person.asked();
      taken = 0;
      // Whatever was asked before this has its answer now.
      asked = null;
      const isWritten = put(fieldsIn(find()), given);
      look();
      return isWritten;
    },
    sent(form) {
      settle();
      if (!form || ours?.elements.some((each) => each.form === form)) submitted();
      // The login ID of a page without the field, told before the page is gone.
      else if (!ours) look();
    },
    back() {
      if (ours) {
        ours.once = ours.sent = false;
        ours.until = 0;
      }
      lookAgain();
    },
    waits: () => !!(asked || ours),
  };
}
