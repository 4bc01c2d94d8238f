import type { Facts } from './facts.ts';
import { loginOf } from './login.ts';
import { type Said, saidOf } from './said.ts';
import { ENOUGH, type Score, scoreEntry } from './score.ts';
import { groupFields } from './split-boxes.ts';
import type { Words } from './vocabulary.ts';

/** An entry, by the places of its fields among those of its document, with how sure it is and what spoke for it. */
export interface Judged extends Score {
  places: number[];
}

/** What the fields of a document are. */
export interface Judgement {
  otp: Judged | null;
  username: Judged | null;
  passwords: Judged[];
}

/** What stands around these entries decides, and is not among the facts of the first field of each. */
export interface Wanting {
  more: number[][];
}

/** A field that is this much (points) likelier than any other is the one. */
const CLEARLY = 3;

/**
 * Says which of a document's fields take the code, and which are the rest of its login. Two that are equally likely
 * are answered with none: a wrong fill is worse than no fill.
 */
export function judge(facts: readonly Facts[], words: Words): Judgement | Wanting {
  const entries = entriesOf(facts, words);
  const scores = scoresOf(entries, words);
  if ('more' in scores) return scores;
  const [best, second] = scores;
  const otp = best && best.score >= Math.max(ENOUGH, (second?.score ?? 0) + CLEARLY) ? best : null;
  const login = loginOf(entries, otp?.places, words);
  return 'more' in login ? login : { otp, ...login };
}

/** The entries that fields make up. */
export const entriesOf = (facts: readonly Facts[], words: Words): Said[] =>
  groupFields(facts).map((group) => saidOf(group, words));

/** How surely each entry takes the code, likeliest first. */
export function scoresOf(entries: readonly Said[], words: Words): Judged[] | Wanting {
  const scores = entries.map((entry) => ({ places: entry.places, score: scoreEntry(entry, words) }));
  const more = scores.flatMap(({ places, score }) => (score ? [] : [places]));
  return more[0]
    ? { more }
    : scores.map(({ places, score }) => ({ places, ...score! })).sort((a, b) => b.score - a.score);
}
