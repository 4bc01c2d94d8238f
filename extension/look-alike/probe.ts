import type { PageLook } from './look.ts';
import type { ProbeTerms } from './probe-terms.ts';

/**
 * Reads a page's look; put into its top frame and its frames in the extension's own world as its text alone, so it
 * uses nothing but what it is handed. What the page may have put in the way of `document.title` and the like is
 * gone round. Bounds are those of `PageLook`; the reader checks them again.
 */
export function probe({ longestTitle, mostControls, codeWords }: ProbeTerms): PageLook {
  const mostElements = 5_000;
  const code = new RegExp(codeWords, 'u');
  // A form or picture named `title` hides `document.title`, in every world.
  const read = <Value>(name: string): Value | undefined =>
    Object.getOwnPropertyDescriptor(Document.prototype, name)?.get?.call(document) as Value | undefined;

  const wordsOf = (field: HTMLInputElement): string => {
    const labels = [...(field.labels ?? [])].slice(0, 3).map((label) => label.textContent.slice(0, 100));
    const row = field.closest('tr')?.cells[0]?.textContent.slice(0, 100) ?? '';
    const said = [
      field.name,
      field.id,
      field.placeholder,
      field.ariaLabel ?? '',
      field.title,
      row,
      ...labels,
    ];
    // Names and IDs fall into the words they are made of.
    const plain = said.map((text) => text.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[_\s]+/g, ' '));
    return plain.join(' ').normalize('NFKC').toLowerCase();
  };
  const kindOf = (control: Element): string => {
    const { localName } = control;
    if (localName === 'select') return 'l';
    if (localName === 'textarea') return 'a';
    if (localName === 'button') return 'b';
    const field = control as HTMLInputElement;
    const kinds: Record<string, string> = {
      password: 'p',
      search: 's',
      checkbox: 'k',
      radio: 'r',
      file: 'f',
      submit: 'b',
      button: 'b',
      image: 'b',
      reset: 'b',
    };
    const kind = kinds[field.type] ?? (/^(text|email|tel|number|url)$/.test(field.type) ? 't' : '');
    if (kind === 'p' || kind === 't') {
      if (field.autocomplete.includes('one-time-code')) return 'c';
      if (kind === 't' && code.test(wordsOf(field))) return 'c';
    }
    return kind;
  };
  const shape: string[] = [];
  let left = mostElements;
  // As `content/shadow-root.ts`, which this cannot call, but of every element: a copy hides its form where it likes.
  const rootOf = (element: Element): ShadowRoot | null => {
    if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml') return null;
    const inFirefox = (element as { openOrClosedShadowRoot?: ShadowRoot | null }).openOrClosedShadowRoot;
    const dom = globalThis.chrome?.dom;
    return dom ? dom.openOrClosedShadowRoot(element as HTMLElement) : (inFirefox ?? element.shadowRoot);
  };
  const look = (elements: Iterable<Element>): void => {
    for (const element of elements) {
      left -= 1;
      if (left < 0 || shape.length >= mostControls) return;
      if (/^(input|select|textarea|button)$/.test(element.localName)) {
        const isSeen = element.checkVisibility?.({ visibilityProperty: true }) ?? true;
        const kind = isSeen ? kindOf(element) : '';
        const { maxLength = -1 } = element as HTMLInputElement;
        const length = /^[pctsa]$/.test(kind) && maxLength >= 1 && maxLength <= 99 ? String(maxLength) : '';
        if (kind) shape.push(kind + length);
      } else {
        const inner = rootOf(element);
        if (inner) look(inner.querySelectorAll('*'));
      }
    }
  };
  look(Document.prototype.querySelectorAll.call(document, '*'));
  return { title: (read<string>('title') ?? '').slice(0, longestTitle), shape };
}
