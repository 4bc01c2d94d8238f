import { holds, parentOf } from './visible.ts';

/** One place to type a code: a single input, or boxes that take it piece by piece, in order. */
export type Group = HTMLInputElement[];

/**
 * Puts neighbouring inputs that make up one entry together: six to eight boxes of one digit, or two halves
 * of three or four. `inputs` are a document's writable fields in order; each ends up in exactly one group.
 */
export function groupFields(inputs: readonly HTMLInputElement[]): Group[] {
  const groups: Group[] = [];
  let at = 0;
  while (at < inputs.length) {
    const run = runFrom(inputs, at);
    groups.push(...arrange(run));
    at += run.length;
  }
  return groups;
}

/** How many digits an input takes, by its `maxlength`; 0 when it does not say. */
export function lengthOf(input: HTMLInputElement): number {
  const length = Number(input.getAttribute('maxlength'));
  return Number.isInteger(length) && length > 0 ? length : 0;
}

function arrange(run: Group): Group[] {
  const length = lengthOf(run[0]!);
  const boxes = run.length >= 4 && length <= 1;
  const halves = run.length === 2 && (length === 3 || length === 4);
  return boxes || halves ? [run] : run.map((input) => [input]);
}

function runFrom(inputs: readonly HTMLInputElement[], from: number): Group {
  const first = inputs[from]!;
  const run = [first];
  for (let i = from + 1; i < inputs.length; i += 1) {
    if (!alike(first, inputs[i]!)) break;
    run.push(inputs[i]!);
  }
  return run;
}

/** Same type, length, class and name but for its number, and near each other: made by one loop. */
function alike(a: HTMLInputElement, b: HTMLInputElement): boolean {
  return (
    a.type === b.type && lengthOf(a) === lengthOf(b) && a.form === b.form && stem(a) === stem(b) && near(a, b)
  );
}

function stem(input: HTMLInputElement): string {
  const name = input.name || input.id;
  if (/\d/.test(name)) return name.replace(/\d+/g, '#');
  // `otpA`, `otpB`: a last letter may count as well.
  return lengthOf(input) > 0 ? name.replace(/[a-h]$/i, '#') : name;
}

function near(a: Element, b: Element): boolean {
  let ancestor = parentOf(a);
  for (let steps = 0; ancestor && steps < 4; steps += 1) {
    if (holds(ancestor, b)) return true;
    ancestor = parentOf(ancestor);
  }
  return false;
}
