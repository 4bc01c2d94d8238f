import type { Facts } from './facts.ts';
import type { Group } from './split-boxes.ts';
import { hasWords, nameWords, strip } from './text.ts';
import type { Words } from './vocabulary.ts';

/** What a page says of an entry: in its attributes, as its label, and beside it. */
export interface FieldWords {
  /** Name and ID, split into words. */
  names: string;
  /** Label, title, placeholder, else the text or cell beside it: what a person reads as its name. */
  label: string;
  /** The label says nothing. */
  blank: boolean;
  /** What decides: the label without what explains it, all of it where that is `plain`; the names where it is blank. */
  name: string;
  /** The label, or the names where it is blank, are nothing but what any code may be called. */
  plain: boolean;
}

/** An entry as it is weighed. */
export interface Said {
  /** The places of its fields, in the order they are filled. */
  places: number[];
  /** Of its first field, but the length of its last. */
  facts: Facts;
  said: FieldWords;
}

/** Splits what was read of an entry into what decides and what explains. */
export function saidOf(group: Group, { plain, aside }: Words): Said {
  const facts = { ...group[0]!.facts, maxLength: group.at(-1)!.facts.maxLength };
  const { label } = facts;
  const names = nameWords(`${facts.name} ${facts.id}`);
  const blank = !hasWords(label);
  const bare = blank ? names : strip(label, aside);
  const isPlain = !hasWords(strip(bare, plain));
  return {
    places: group.map(({ at }) => at),
    facts,
    said: { names, label, blank, name: isPlain && !blank ? label : bare, plain: isPlain },
  };
}
