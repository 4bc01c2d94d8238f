import { isShown, parentOf } from './visible.ts';
import { nameWords, normalise } from './words.ts';

/** What a page says of a field: in its attributes, as its label, and beside it. */
export interface FieldWords {
  /** Name and ID, split into words. */
  names: string;
  /** Label, title, placeholder, else the text or cell beside it: what a person reads as its name. */
  label: string;
}

/** No words, or such as lead elsewhere. */
const SKIPPED = /^(script|style|template|noscript|select|textarea|button|a)$/;
const BLOCK = /^(t[dhr]|d[dt]|div|p|li|label|legend|h\d|section|fieldset|form)$/;
const CONTROLS = 'input:not([type=hidden]),select,textarea';

/** Visible text of a node, up to about `most` characters, with what pictures are called, without links and buttons. */
export function textOf(node: Node, most = 1500): string {
  if (node.nodeType === 3) return node.nodeValue ?? '';
  const { localName } = node as Element;
  if (node.nodeType !== 1 || SKIPPED.test(localName) || !isShown(node as Element)) return '';
  let text = (node as Element).getAttribute('alt') ?? '';
  for (let child = node.firstChild; child && text.length < most; child = child.nextSibling) {
    text += textOf(child, most - text.length);
  }
  return BLOCK.test(localName) || localName === 'img' ? ` ${text} ` : text;
}

/** Everything the page says of `input` itself. */
export function wordsOf(input: HTMLInputElement): FieldWords {
  const get = (name: string) => input.getAttribute(name) ?? '';
  let label = `${Array.from(input.labels ?? [], (each) => textOf(each))} ${get('aria-label')} ${byIds(input, 'aria-labelledby')}`;
  if (!label.trim()) label = beside(input, 'previousSibling') || cellAbove(input);
  label = normalise(`${label} ${get('placeholder')} ${get('title')}`);
  return {
    names: nameWords(`${get('name')} ${get('id')}`),
    label: label || normalise(beside(input, 'nextSibling')),
  };
}

/** Text of the elements that an attribute names, in the input's own tree. */
export function byIds(input: Element, attribute: string): string {
  const ids = input.getAttribute(attribute)?.match(/\S+/g) ?? [];
  const root = input.getRootNode() as Document | ShadowRoot;
  return ids
    .map((id) => root.getElementById(id))
    .reduce((text, each) => text + (each ? textOf(each) : ''), '');
}

/**
 * The nearest text in front of the input (or behind it), as far as the next control: the cell to the left, a
 * `dt`, a sibling span, a line of its own, or what stands outside its shadow host.
 */
function beside(input: Element, side: 'previousSibling' | 'nextSibling'): string {
  let text = '';
  let node: Element | null = input;
  do {
    for (let at: Node | null = node[side]; at; at = at[side]) {
      const { localName } = at as Element;
      if (
        localName &&
        [at as Element, ...(at as Element).querySelectorAll(CONTROLS)].some(
          (each) => each.matches(CONTROLS) && isShown(each),
        )
      )
        return text;
      text = side === 'nextSibling' ? text + textOf(at, 200) : textOf(at, 200) + text;
      if (text.trim() && BLOCK.test(localName)) return text;
    }
    node = parentOf(node);
  } while (node && !/^(body|form)$/.test(node.localName) && !(text.trim() && BLOCK.test(node.localName)));
  return text;
}

/** The cell above the input's own, where labels run along a row of their own. */
function cellAbove(input: Element): string {
  const cell = input.closest('td');
  const row =
    cell?.parentElement?.previousElementSibling ?? cell?.closest('table')?.querySelector('thead tr');
  const label = row?.children[cell!.cellIndex];
  return label ? textOf(label) : '';
}
