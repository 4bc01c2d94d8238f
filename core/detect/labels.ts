import { parentOf, styledVisible } from './visible.ts';
import { nameWords, normalise } from './words.ts';

/** What a page says of a field: in its attributes, as its label, and around it. */
export interface FieldWords {
  /** Name, ID and the like, split into words. */
  names: string;
  /** Label, title, placeholder, the text or cell before it: what a person reads as its name. */
  label: string;
}

const SKIPPED = /^(script|style|template|noscript|select|textarea|button|a|svg)$/i;
const BLOCK = /^(td|th|tr|dt|dd|div|p|li|label|legend|h[1-6]|section|fieldset|form)$/i;
const CONTROLS = 'input:not([type=hidden]),select,textarea';
const MOST = 1500;

/** Visible text of a node, with what pictures are called; links and buttons lead elsewhere and are left out. */
export function textOf(node: Node, most = MOST): string {
  if (node.nodeType === 3) return node.nodeValue ?? '';
  const element = node as Element;
  if (node.nodeType === 1) {
    if (SKIPPED.test(element.localName)) return '';
    if (element.localName === 'img') return ` ${element.getAttribute('alt') ?? ''} `;
    if (!styledVisible(element)) return '';
  }
  let text = '';
  for (let child = node.firstChild; child && text.length < most; child = child.nextSibling) {
    text += textOf(child, most - text.length);
  }
  return node.nodeType === 1 && BLOCK.test(element.localName) ? ` ${text} ` : text;
}

/** Everything the page says of `input` itself. */
export function wordsOf(input: HTMLInputElement): FieldWords {
  const get = (name: string) => input.getAttribute(name) ?? '';
  const labels = [...(input.labels ?? [])].map((label) => textOf(label));
  labels.push(get('aria-label'), byIds(input, get('aria-labelledby')));
  const named = labels.some((text) => text.trim() !== '');
  const near = named ? '' : textBefore(input) || cellAbove(input);
  return {
    names: nameWords([get('name'), get('id')].join(' ')),
    label: normalise([...labels, get('placeholder'), get('title'), near].join(' ')),
  };
}

/** Text of the elements that `ids` names, in the input's own tree. */
function byIds(input: Element, ids: string): string {
  const root = input.getRootNode() as Document | ShadowRoot;
  const texts = ids.split(/\s+/).map((id) => {
    const found = id ? root.getElementById?.(id) : null;
    return found ? textOf(found) : '';
  });
  return texts.join(' ');
}

/**
 * The nearest text in front of the input, back to the previous control: the cell to the left, a `dt`, a
 * sibling span, a line of its own, or what stands outside its shadow host.
 */
export function textBefore(input: Element): string {
  let text = '';
  let node: Node | null = input;
  for (let steps = 0; node && steps < 60; steps += 1) {
    let previous: Node | null = node.previousSibling;
    while (previous) {
      if (previous.nodeType === 1) {
        const element = previous as Element;
        const control =
          element.matches(CONTROLS) || [...element.querySelectorAll(CONTROLS)].some(styledVisible);
        if (control) return normalise(text);
      }
      text = `${textOf(previous, 200)} ${text}`;
      const edge = previous.nodeType === 1 && BLOCK.test((previous as Element).localName);
      if (edge && text.trim() !== '') return normalise(text);
      previous = previous.previousSibling;
    }
    node = parentOf(node);
    if (!node || /^(body|form)$/i.test((node as Element).localName)) break;
    if (text.trim() !== '' && BLOCK.test((node as Element).localName)) break;
  }
  return normalise(text);
}

/** The cell above the input's own, where labels run along a row of their own. */
function cellAbove(input: Element): string {
  const cell = input.closest('td');
  const above = cell?.parentElement?.previousElementSibling;
  const head = above ?? cell?.closest('table')?.querySelector('thead tr');
  const label = cell && head?.children[cell.cellIndex];
  return label ? normalise(textOf(label)) : '';
}
