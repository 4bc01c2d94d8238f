import { LONGEST_AROUND } from './facts.ts';
import { referred, textOf } from './labels.ts';
import { normalise } from './text.ts';
import { lineage } from './visible.ts';

/** What stands around a field and belongs to no other one. */
export interface Surroundings {
  /** No other field belongs to its form; without a form, to none either. */
  alone: boolean;
  /** The nearest text, as much as one takes in at a look, and what stands in front of it; no links, no buttons. */
  near: string;
  /** All that shows in its form or place, links and buttons included. */
  all: string;
}

/** A longer text speaks of many things, and what it says need not be this field's. */
const NEAR = 700;
/** Where pages keep their search boxes and sign-ups to newsletters. */
export const ASIDE = 'header *,nav *,footer *,aside *,[role=search] *';

/** Reads around `first`, the first element of its group; `others` are the page's other fields. */
export function surroundingsOf(first: HTMLInputElement, others: readonly HTMLInputElement[]): Surroundings {
  const { form } = first;
  const main = others.filter(
    (other) => (form && other.form === form) || !other.matches(`${ASIDE},[type=email]`),
  );
  const taken = new Set(others.flatMap((other) => [...lineage(other)]));
  let place: Element = first;
  let at: Node = first;
  let near = '';
  const described = normalise(referred(first, 'aria-describedby'));
  for (const around of lineage(first)) {
    const text = at === place && !taken.has(around) ? normalise(textOf(around)) : null;
    if (text !== null && text.length <= NEAR) {
      place = at = around;
      near = text;
      continue;
    }
    // From here on others share the place: only what is read before it, back to the nearest of them.
    let before = at.previousSibling;
    for (; before && !taken.has(before as Element) && near.length < NEAR; before = before.previousSibling)
      near = `${normalise(textOf(before, NEAR))} ${near}`;
    if (before) break;
    at = around;
  }
  if (!main.length) near += ` ${normalise(document.title)}`;
  const whole = (form?.contains(place) ? form : place) as HTMLElement;
  return {
    alone: !main.some((other) => other.form === form),
    near: `${described} ${near}`.slice(0, LONGEST_AROUND),
    // biome-ignore lint/performance/useDomNodeTextContent: what is not shown is not said
    all: normalise(whole.innerText ?? whole.textContent).slice(0, LONGEST_AROUND),
  };
}
