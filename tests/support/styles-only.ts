/** The globals of a page that `core/detect` asks for by name. */
export const PAGE_GLOBALS = ['Node', 'document', 'getComputedStyle', 'scrollX', 'scrollY'] as const;

/** A window of jsdom's, or a global that has become one. */
type PageWindow = Pick<typeof globalThis, 'Element' | 'getComputedStyle'>;

/**
 * Lends jsdom, which lays nothing out, the browser's `checkVisibility`: by `display`, `visibility`, `hidden` and,
 * where asked, `opacity`, of the element and of what it stands in; and every element one and the same place.
 */
export function lendVisibility({ Element, getComputedStyle }: PageWindow): void {
  Element.prototype.checkVisibility = function (options) {
    if (options?.visibilityProperty && getComputedStyle(this).visibility === 'hidden') return false;
    for (let at: Element | null = this; at; ) {
      const { display, opacity } = getComputedStyle(at);
      if (at.hasAttribute('hidden') || display === 'none') return false;
      if (options?.opacityProperty && opacity === '0') return false;
      const parent: Node | null = at.parentNode;
      at = parent instanceof Element ? parent : ((parent as ShadowRoot | null)?.host ?? null);
    }
    return true;
  };
  Element.prototype.getBoundingClientRect = () =>
    ({ left: 0, top: 0, right: 90, bottom: 20, width: 90, height: 20, x: 0, y: 0 }) as DOMRect;
}
