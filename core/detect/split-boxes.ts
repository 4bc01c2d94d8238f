import type { Facts } from './facts.ts';

/** A field and its place among those of its document. */
export interface Place {
  at: number;
  facts: Facts;
}

/** One place to type a code: a single input, or boxes that take it piece by piece, in order. */
export type Group = Place[];

/** A box for one digit is narrow (CSS px); inputs that do not say what they take must look like it. */
const NARROW = 100;

/**
 * Puts neighbouring inputs that make up one entry together: four or more boxes of one digit, or parts that
 * take six to eight together. `fields` are a document's writable ones in order; each ends up in exactly one group.
 */
export function groupFields(fields: readonly Facts[]): Group[] {
  const runs: Group[] = [];
  for (const [at, facts] of fields.entries()) {
    const run = runs.at(-1);
    if (run && alike(run, facts)) run.push({ at, facts });
    else runs.push([{ at, facts }]);
  }
  return runs.flatMap((run) => (isEntry(run) ? [run] : run.map((each) => [each])));
}

function isEntry(run: Group): boolean {
  const { maxLength, width } = run.at(-1)!.facts;
  return maxLength > 1
    ? !!run[1] && /^[678]$/.test(`${run.length * maxLength}`)
    : !!run[3] && (maxLength === 1 || /\d/.test(nameOf(run[1]!.facts)) || width <= NARROW);
}

/** Same type, length and form, and of one name but for its number: made by one loop. */
function alike(run: Group, next: Facts): boolean {
  const last = run.at(-1)!.facts;
  const digit = next.maxLength === 1;
  return (
    last.type === next.type &&
    last.form === next.form &&
    Math.abs(last.width - next.width) < 30 &&
    // The first box of a row may take more, for a code that is pasted.
    (last.maxLength === next.maxLength || (digit && !run[1])) &&
    (stem(last) === stem(next) || digit)
  );
}

/** What markup calls it. */
const nameOf = ({ name, id, aria }: Facts): string => name || id || aria;

/** The name without what counts in it: `otp1`, `otp2`, or `otpA`, `otpB`. */
function stem(facts: Facts): string {
  return nameOf(facts).replace(/\d+|[a-h]$/gi, '');
}
