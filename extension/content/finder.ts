import type { Facts } from '../../core/detect/facts.ts';
import { type Field, readAround, readFields, type ShadowRootsIn } from '../../core/detect/read.ts';
import type { WeighAnswer, WeighMessage } from '../messages.ts';
import { isAlive } from './ask.ts';

/** What a document offers: the fields for the code in the order of its digits, and the login ID's. */
export interface Offer {
  otp: readonly HTMLInputElement[];
  username: HTMLInputElement | null;
}

/** At once where all that is read was weighed before, else when the worker has done it; `null` where nobody answers. */
export type Find = () => Offer | null | Promise<Offer | null>;

const NOTHING: Offer = { otp: [], username: null };
/** No more is kept of a page that goes on writing about its fields. */
const MOST_KNOWN = 20;
/** A page that says something else each time it is read is left alone after so many tries. */
const TRIES = 6;

/** What counts among the facts: a clock beside a field makes it no other field. */
const keyOf = (facts: readonly Facts[]): string =>
  JSON.stringify(facts, (name, value) =>
    name === 'near' || name === 'all' ? value.replace(/\d+/g, '0') : value,
  );

/**
 * Finds the fields of this document. The page is read here, and what it says is weighed by the extension's worker: to
 * make the words of twenty languages ready takes longer than a page may be held up. The same is asked once, and after
 * every answer the page is read anew: what is offered is what stands there then.
 */
export function makeFind(
  send: (message: WeighMessage) => Promise<WeighAnswer | null>,
  rootsIn: ShadowRootsIn,
): Find {
  const known = new Map<string, WeighAnswer>();

  const offer = (fields: readonly Field[], tries: number): ReturnType<Find> => {
    const facts = fields.map((field) => field.facts);
    const key = keyOf(facts);
    const answer = known.get(key);
    if (!facts[0] || tries > TRIES) return NOTHING;
    if (!answer) {
      return send({ kind: 'weigh', fields: facts }).then((said) => {
        if (known.size >= MOST_KNOWN) known.clear();
        if (said) known.set(key, said);
        return said && find(tries + 1);
      });
    }
    if ('more' in answer) {
      readAround(fields, answer.more);
      return offer(fields, tries + 1);
    }
    const inputsAt = (places: readonly number[]) => places.flatMap((at) => fields[at]?.input ?? []);
    return { otp: inputsAt(answer.otp), username: inputsAt(answer.username)[0] ?? null };
  };
  const find = (tries: number): ReturnType<Find> => {
    try {
      return isAlive() ? offer(readFields(document, rootsIn), tries) : null;
    } catch {
      // A page's elements may have the names of what is asked of it. What cannot be read has no field.
      return NOTHING;
    }
  };
  return () => find(0);
}
