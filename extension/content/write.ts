import { isFit } from './destination.ts';

/** Captured before any page's script could reach it: this world's own setter, not the element's. */
const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;

/**
 * Cuts a code into what each of the fields takes: a digit each, halves by `maxlength`, or all of it. `null`
 * when it does not fit exactly: then this is not the field for it.
 */
export function cut(code: string, elements: readonly HTMLInputElement[]): string[] | null {
  const [first] = elements;
  if (elements.length === 1)
    return first && (first.maxLength < 0 || first.maxLength >= code.length) ? [code] : null;
  const even = code.length / elements.length;
  const pieces: string[] = [];
  let at = 0;
  for (const { maxLength } of elements) {
    const size = maxLength > 0 ? Math.min(maxLength, elements.length === code.length ? 1 : maxLength) : even;
    pieces.push(code.slice(at, at + size));
    at += size;
  }
  return at === code.length ? pieces : null;
}

/** Whether fields hold nothing, or still hold exactly what `ours` put there. */
export function isFree(elements: readonly HTMLInputElement[], ours: readonly string[] | null): boolean {
  return elements.every(({ value }, index) => value === '' || (ours !== null && value === ours[index]));
}

/**
 * Puts `pieces` into their fields, one write and one `input` and `change` each, as if typed. Every field is
 * looked at again just before: fit for a code, and empty or ours. Answers whether all were written.
 * Nothing is focused and nothing is submitted.
 */
export function writePieces(
  elements: readonly HTMLInputElement[],
  pieces: readonly string[],
  ours: readonly string[] | null,
): boolean {
  if (!setValue || elements.length !== pieces.length || !isFree(elements, ours)) return false;
  for (const [index, element] of elements.entries()) {
    const piece = pieces[index] ?? '';
    // A page's own script may have moved digits on, or taken the form away, at the last event.
    if (!isFit(element, location.origin)) return false;
    const { value } = element;
    if (value === piece) continue;
    if (value !== '' && value !== ours?.[index]) return false;
    setValue.call(element, piece);
    element.dispatchEvent(
      new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText' }),
    );
    element.dispatchEvent(new Event('change', { bubbles: true }));
  }
  return true;
}
