import { hasWords, normalise, strip } from './text.ts';
import { isShown, lineage } from './visible.ts';

/** Words that lead elsewhere or that one chooses from. */
const SKIPPED = /^(select|textarea|button|a)$/;
const BLOCK = /^(t[dhr]|d[dt]|div|p|li|label|legend|h\d|section|fieldset|form)$/;
const CONTROLS = 'input:not([type=hidden]),select,textarea';

/** Marks that stand between a field and its name and say nothing of it, and what is worn for looks. */
const MARK =
  /[【[(<≪]?(?:必須(?:項目)?|任意|必填|required|optional|obligatorio|obligatoire|pflichtfeld|半角(?:英数字?|数字)?|例)[】\])>≫]?|[*※:：>»▶■●◆]/u;

/** Visible text of a node, up to about `most` characters, with what pictures are called, without links and buttons. */
export function textOf(node: Node, most = 1500): string {
  if (node.nodeType === 3) return node.nodeValue ?? '';
  const { localName } = node as Element;
  const slot = localName === 'slot';
  if (node.nodeType !== 1 || SKIPPED.test(localName) || !(slot || isShown(node as Element))) return '';
  let text = (node as Element).getAttribute('alt') ?? '';
  // What a page puts between the tags of an element of its own shows in the slots of its shadow tree.
  for (const child of slot ? (node as HTMLSlotElement).assignedNodes({ flatten: true }) : node.childNodes)
    if (text.length < most) text += textOf(child, most - text.length);
  return BLOCK.test(localName) || localName === 'img' ? ` ${text} ` : text;
}

/** What a person reads as the name of `input`: label, title, placeholder, else the text or cell beside it. */
export function labelOf(input: HTMLInputElement): string {
  const get = (name: string) => input.getAttribute(name) ?? '';
  const says = (text: string) => hasWords(strip(normalise(text), MARK));
  let label = [...(input.labels ?? [])].map((each) => textOf(each)).join('');
  label += referred(input, 'aria-labelledby') + get('aria-label');
  if (!says(label)) label = textBefore(input, says) || cellAbove(input);
  label = strip(normalise(`${label} ${get('placeholder')} ${get('title')}`), MARK);
  const around = input.parentNode as Element;
  // A label may float over its field from behind.
  return label || (around.querySelectorAll(CONTROLS)[1] ? '' : normalise(textOf(around)));
}

/** Text of the elements whose IDs an attribute of `input` gives. */
export function referred(input: Element, attribute: string): string {
  const ids = input.getAttribute(attribute)?.split(' ') ?? [];
  return ids
    .map((id) => (input.getRootNode() as Document).getElementById(id))
    .map((each) => (each ? textOf(each) : ''))
    .join(' ');
}

/**
 * The nearest text in front of the input, back to the previous control: the cell to the left, a `dt`, a sibling
 * span, a line of its own, or what stands outside its shadow host. What does not say anything is passed.
 */
function textBefore(input: Element, says: (text: string) => boolean): string {
  let text = '';
  for (const around of lineage(input)) {
    if (
      around !== input &&
      (around.matches('body,form:not(td>form,dd>form)') || (says(text) && BLOCK.test(around.localName)))
    )
      break;
    for (let at = around.previousSibling; at; at = at.previousSibling) {
      const { localName } = at as Element;
      if (
        localName &&
        [at as Element, ...(at as Element).querySelectorAll(CONTROLS)].some(
          (each) => each.matches(CONTROLS) && isShown(each),
        )
      )
        return text;
      text = textOf(at, 200) + text;
      if (says(text) && BLOCK.test(localName)) return text;
    }
  }
  return text;
}

/** The cell above the input's own, where labels run along a row of their own. */
function cellAbove(input: Element): string {
  const cell = input.closest('td');
  const row = cell?.parentElement as HTMLTableRowElement | undefined;
  const above = row?.closest('table')?.rows[row.rowIndex - 1]?.cells[cell!.cellIndex];
  return above ? textOf(above) : '';
}
