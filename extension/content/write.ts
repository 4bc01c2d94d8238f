import { isFit } from './destination.ts';
import { ofDocument } from './on.ts';

/** Captured before any page's script could reach it: this world's own setter, not the element's. */
const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;

/**
 * Cuts a code into what each of the fields takes: all of it, halves, or a digit each. `null` when it does not
 * fit evenly or a field is too short: then this is not the field for it.
 */
export function cut(code: string, elements: readonly HTMLInputElement[]): string[] | null {
  const size = code.length / elements.length;
  return elements.every(({ maxLength }) => maxLength < 0 || maxLength >= size) && size % 1 === 0
    ? elements.map((_, index) => code.slice(index * size, (index + 1) * size))
    : null;
}

/** What fields hold together, without what a page may put between digits. */
export const digitsIn = (elements: readonly HTMLInputElement[]): string =>
  elements
    .map(({ value }) => value)
    .join('')
    .replace(/\D/g, '');

/** The element that has the focus, also inside shadow trees. */
function focused(): HTMLElement | null {
  let at = ofDocument('activeElement') as Element | null;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at as HTMLElement | null;
}

/**
 * Writes one field as typing it would: the value past the setter that a framework puts on the element to hear
 * of writes by scripts, among the events that pages listen to. A script that enters the key itself has done it.
 */
function type(element: HTMLInputElement, piece: string): void {
  const how = {
    bubbles: true,
    composed: true,
    cancelable: true,
    key: piece.slice(-1),
    data: piece,
  };
  const isLeft = element.dispatchEvent(new KeyboardEvent('keydown', how));
  if (isLeft || element.value !== piece) {
    setValue?.call(element, piece);
    element.dispatchEvent(new InputEvent('input', how));
  }
  element.dispatchEvent(new KeyboardEvent('keyup', how));
  element.dispatchEvent(new Event('change', how));
}

/**
 * Puts `pieces` into their fields, one write each. Every field is looked at again just before: fit for a
 * code, and as it was; at the first that is not, the rest is left. Nothing is submitted, and a focus that
 * the page's own script moves on in answer goes back to where the person had it.
 */
export function writePieces(elements: readonly HTMLInputElement[], pieces: readonly string[]): void {
  const before = focused();
  for (const [index, element] of elements.entries()) {
    const piece = pieces[index] ?? '';
    // A page's own script may have moved digits on, or taken the form away, at the last event.
    if (!isFit(element)) break;
    if (element.value === piece) continue;
    type(element, piece);
  }
  const has = (element: Element | null) => elements.some((each) => each === element);
  const giveBack = () => {
    const after = focused();
    if (!has(after) || has(before)) return;
    after?.blur();
    before?.focus({ preventScroll: true });
  };
  giveBack();
  // Some move it only after their handler is done.
  setTimeout(giveBack);
}
