import { byIds, textOf } from './labels.ts';
import { lineage, parentOf } from './visible.ts';
import { normalise } from './words.ts';

/** What stands around a field and belongs to no other one. */
export interface Surroundings {
  /** No other field belongs to its form; without a form, to none either. */
  alone: boolean;
  /** The nearest text, as much as one takes in at a look, its hint, and headings above; no links, no buttons. */
  near: string;
  /** All that shows there, links and buttons included. */
  all: string;
  /** A picture stands there that changes when pressed, or is called by what it is. */
  picture: boolean;
}

/** A longer text speaks of many things, and what it says need not be this field's. */
const NEAR = 700;
const HEADINGS = 'h1,h2,h3,h4,h5,legend,caption';
const PICTURES = 'img[onclick],img[src*=captcha i],img[alt*=captcha i],canvas';
/** Where pages keep their search boxes and sign-ups to newsletters. */
const ASIDE = 'header,nav,footer,aside,[role=search]';

const isBehind = (a: Node, b: Node) => a.compareDocumentPosition(b) & 4;

/** Reads around `first`, the first element of its group; `others` are the page's other fields. */
export function surroundingsOf(first: HTMLInputElement, others: readonly HTMLInputElement[]): Surroundings {
  const main = others.filter((other) => !other.closest(ASIDE) || first.closest(ASIDE));
  const taken = lineage(others);
  let place: Element = first;
  let near = '';
  for (let at = parentOf(first); at && !taken.has(at); at = parentOf(at)) {
    const text = textOf(at);
    if (normalise(text).length > NEAR) break;
    place = at;
    near = text;
  }
  near += ` ${byIds(first, 'aria-describedby')}`;
  for (const each of (first.getRootNode() as Document).querySelectorAll(HEADINGS))
    if (isBehind(each, first) && !others.some((other) => isBehind(each, other) && isBehind(other, first)))
      near += ` ${textOf(each)}`;
  if (!main.length) near += ` ${document.title}`;
  return {
    alone: !main.some((other) => other.form === first.form),
    near: normalise(near),
    // biome-ignore lint/performance/useDomNodeTextContent: what is not shown is not said
    all: normalise((place as HTMLElement).innerText ?? place.textContent),
    picture: place.querySelector(PICTURES) !== null,
  };
}
