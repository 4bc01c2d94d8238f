/** Kinds of input a code can be typed into; browsers read an unknown kind as text. */
const WRITABLE_TYPES = new Set(['text', 'tel', 'number', 'password']);

/**
 * Whether a person can see the element. Uses the browser's own answer where there is one, else the computed
 * style of it and what it stands in; sizes count only in a document that is laid out at all.
 */
export function isVisible(element: Element): boolean {
  if (!styledVisible(element)) return false;
  const view = element.ownerDocument.defaultView;
  if (!view || element.ownerDocument.documentElement.getClientRects().length === 0) return true;
  const box = element.getBoundingClientRect();
  // Traps for robots sit outside the page or are a pixel small; no scrolling brings them in.
  return box.width > 2 && box.height > 2 && box.right + view.scrollX > 0 && box.bottom + view.scrollY > 0;
}

/** A field that a person could fill in now: visible, of a fitting type, neither disabled nor read-only. */
export function isWritable(input: HTMLInputElement): boolean {
  return WRITABLE_TYPES.has(input.type) && !input.matches(':disabled') && !input.readOnly && isVisible(input);
}

/** Whether styles let the element show; says nothing of its size. */
export function styledVisible(element: Element): boolean {
  if (typeof element.checkVisibility === 'function') {
    return element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false });
  }
  const view = element.ownerDocument.defaultView;
  if (view?.getComputedStyle(element).visibility === 'hidden') return false;
  for (let at: Element | null = element; at; at = parentOf(at)) {
    if (at.hasAttribute('hidden') || view?.getComputedStyle(at).display === 'none') return false;
  }
  return true;
}

/**
 * The element it stands in, also across the edge of a shadow tree. Asked of the prototype: a form's own
 * `parentNode` may be a field of that name, and following it would go in circles.
 */
export function parentOf(node: Node): Element | null {
  const parent = Object.getOwnPropertyDescriptor(Node.prototype, 'parentNode')?.get?.call(node) ?? null;
  if (parent instanceof ShadowRoot) return parent.host;
  return parent instanceof Element ? parent : null;
}

/** `contains`, also through the edges of shadow trees. */
export function holds(ancestor: Element, node: Element): boolean {
  for (let at: Element | null = node; at; at = parentOf(at)) if (at === ancestor) return true;
  return false;
}
