import { type ContentMessage, type FieldAnswer, type FillAnswer, LONGEST_NAME } from '../messages.ts';
import { isFit } from './destination.ts';
import type { Find, Offer } from './finder.ts';
import { type Fields, type Given, makeHold } from './hold.ts';
import type { Person } from './person.ts';
import { cut } from './write.ts';

/** What the filler is given of its surroundings. */
export interface FillerPorts {
  /** What the document offers now; `null` where it is not to be read any more. */
  find: Find;
  send(message: Exclude<ContentMessage, { kind: 'weigh' }>): Promise<FillAnswer | null>;
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
  state(digits: number | null): FieldAnswer | Promise<FieldAnswer>;
  /** Writes what a person asked for. Answers whether it stands in the field. */
  write(given: Given): boolean | Promise<boolean>;
  /** A form was sent, or (`null`) the page is leaving. */
  sent(form: Element | null): void;
  /** The page was come back to as it stood: what was sent from here is old. */
  back(): void;
  /** Whether a field was asked for or written to, so that its end would be news. */
  waits(): boolean;
}

/** Finds, asks, has written, renews: one question at a time, one field at a time. What is written is held in `hold.ts`. */
export function makeFiller({ find, send, person, now, lookSoon, due }: FillerPorts): Filler {
  /** What was asked last: the same field and login ID need no second question before its time. */
  let asked: { first: HTMLInputElement; username: string | null } | null = null;
  /** The login ID last told of a page that has no field for the code. */
  let told: string | null = null;
  let isLooking = false;
  let isAgain = false;
  let waking: ReturnType<typeof setTimeout> | undefined;
  const hold = makeHold({
    person,
    now,
    lookSoon,
    tell: (message) => void send(message),
    over() {
      asked = null;
    },
  });

  /** At once where that is possible: a page that is about to leave waits for nobody. */
  const whenFound = <Result>(work: (found: Offer | null) => Result): Result | Promise<Result> => {
    const found = find();
    return found instanceof Promise ? found.then(work) : work(found);
  };
  const fieldsIn = (found: Offer | null): Fields => {
    const elements = found?.otp ?? [];
    return elements.every(isFit) ? elements : [];
  };
  /** What a person typed into a field and is done with; `null` where there is no such field. */
  const typedInto = (field: HTMLInputElement | null | undefined): string | null =>
    field ? (person.typesInto(field) ? '' : field.value.slice(0, LONGEST_NAME)) : null;

  async function lookAt(found: Offer | null): Promise<void> {
    hold.settle();
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
    if (hold.isLost(elements) || person.composes() || !hold.isFree(elements)) return;
    hold.putBack(elements);
    const ours = hold.held();
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
    take(elements, answer);
  }

  function take(elements: Fields, answer: FillAnswer): void {
    const ours = hold.held();
    if (elements.some(person.owns)) return;
    if (answer.kind === 'fill') {
      const { step, wakeIn } = answer;
      if (hold.put(elements, { ...answer, until: now() + wakeIn })) void send({ kind: 'filled', step });
    } else if (ours && hold.isOurs(elements) && (answer.kind === 'none' || now() >= ours.until))
      // A code that is over, or renewed by nobody any more, would only be refused.
      hold.clear(elements);
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
    (async () => whenFound(lookAt))().then(done, done);
  }

  function lookAgain(): void {
    asked = null;
    look();
  }

  return {
    look,
    lookAgain,
    state: (digits) =>
      whenFound((found) => {
        hold.settle();
        const elements = fieldsIn(found);
        const ours = hold.held();
        const isHeld = elements.length > 0 && hold.isOurs(elements);
        return {
          // Just as it would be written.
          isFree: cut('0'.repeat(digits ?? 0), elements) ? hold.isFree(elements) && !person.composes() : null,
          holds: ours && isHeld && !ours.sent ? ours.step : null,
          username: typedInto(found?.username),
        };
      }),
    write(given) {
      hold.forgive();
      return whenFound((found) => {
        // Whatever was asked before this has its answer now.
        asked = null;
        const isWritten = hold.put(fieldsIn(found), given);
        look();
        return isWritten;
      });
    },
    sent(form) {
      hold.settle();
      const ours = hold.held();
      if (!form || ours?.elements.some((each) => each.form === form)) hold.submitted();
      // The login ID of a page without the field, told before the page is gone.
      else if (!ours) look();
    },
    back() {
      const ours = hold.held();
      if (ours) {
        ours.once = ours.sent = false;
        ours.until = 0;
      }
      lookAgain();
    },
    waits: () => !!(asked || hold.held()),
  };
}
