/** One place to type a code: a single input, or boxes that take it piece by piece, in order. */
export type Group = HTMLInputElement[];

/** A box for one digit is narrow (CSS px); inputs that do not say what they take must look like it. */
const NARROW = 100;

/**
 * Puts neighbouring inputs that make up one entry together: four or more boxes of one digit, or parts that
 * take six to eight together. `inputs` are a document's writable fields in order; each ends up in exactly one group.
 */
export function groupFields(inputs: readonly HTMLInputElement[]): Group[] {
  const runs: Group[] = [];
  for (const input of inputs) {
    const run = runs.at(-1);
    if (run && alike(run, input)) run.push(input);
    else runs.push([input]);
  }
  return runs.flatMap((run) => (isEntry(run) ? [run] : run.map((input) => [input])));
}

function isEntry(run: Group): boolean {
  const { maxLength, offsetWidth } = run.at(-1)!;
  return maxLength > 1
    ? !!run[1] && /^[678]$/.test(`${run.length * maxLength}`)
    : !!run[3] && (maxLength === 1 || /\d/.test(nameOf(run[1]!)) || offsetWidth <= NARROW);
}

/** Same type, length and form, and of one name but for its number: made by one loop. */
function alike(run: Group, next: HTMLInputElement): boolean {
  const last = run.at(-1)!;
  const digit = next.maxLength === 1;
  return (
    last.type === next.type &&
    last.form === next.form &&
    Math.abs(last.offsetWidth - next.offsetWidth) < 30 &&
    // The first box of a row may take more, for a code that is pasted.
    (last.maxLength === next.maxLength || (digit && !run[1])) &&
    (stem(last) === stem(next) || digit)
  );
}

/** What markup calls it. */
const nameOf = (input: HTMLInputElement): string =>
  input.name || input.id || (input.getAttribute('aria-label') ?? '');

/** The name without what counts in it: `otp1`, `otp2`, or `otpA`, `otpB`. */
function stem(input: HTMLInputElement): string {
  return nameOf(input).replace(/\d+|[a-h]$/gi, '');
}
