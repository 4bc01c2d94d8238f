/** A field that a person could type into now: of a fitting type, neither disabled nor read-only, and to be seen. */
export function isWritable(input: HTMLInputElement): boolean {
  return (
    /^(text|tel|number|password|email)$/.test(input.type) &&
    !input.matches(':disabled,:read-only,[inert] *,[aria-hidden=true] *') &&
    isVisible(input)
  );
}

/** Whether what is typed shows as dots: by its type, or by style alone. */
export function isMasked(input: HTMLInputElement): boolean {
  return (
    input.type === 'password' ||
    /disc|circle|square/.test(getComputedStyle(input).getPropertyValue('-webkit-text-security'))
  );
}

/**
 * Whether a person can see and reach the input: styles show it, it has a size, lies where scrolling gets to,
 * and no ancestor cuts it off. What fades in is not there yet. Sizes count only where there is a layout.
 */
function isVisible(input: HTMLInputElement): boolean {
  const around = parentOf(input);
  // An input may itself be clear, over the boxes that are drawn for its digits.
  if (!isShown(input) || !around?.checkVisibility({ opacityProperty: true })) return false;
  if (!document.documentElement.getClientRects().length) return true;
  const box = input.getBoundingClientRect();
  // Traps for robots sit outside the page or are a pixel small; no scrolling brings them in.
  let left = Math.max(box.left, -scrollX);
  let top = Math.max(box.top, -scrollY);
  let { right, bottom } = box;
  for (let at: Element | null = around; at && !/^(html|body)$/.test(at.localName); at = parentOf(at)) {
    if (!/hidden|clip/.test(getComputedStyle(at).overflow)) continue;
    const frame = at.getBoundingClientRect();
    left = Math.max(left, frame.left);
    top = Math.max(top, frame.top);
    right = Math.min(right, frame.right);
    bottom = Math.min(bottom, frame.bottom);
  }
  return right - left > 2 && bottom - top > 2;
}

/** Whether styles let the element show; says nothing of its size. */
export function isShown(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}

/**
 * The element it stands in, also across the edge of a shadow tree. Asked of the prototype: a form's own
 * `parentNode` may be a field of that name, and following it would go in circles.
 */
export function parentOf(node: Node): Element | null {
  const parent: (Node & { host?: Element }) | null = Object.getOwnPropertyDescriptor(
    Node.prototype,
    'parentNode',
  )?.get?.call(node);
  return parent?.nodeType === 1 ? (parent as Node as Element) : (parent?.host ?? null);
}

/** Every element that any of `nodes` stands in, themselves included; through the edges of shadow trees. */
export function lineage(nodes: readonly Element[]): Set<Element> {
  const all = new Set<Element>();
  for (const node of nodes) {
    for (let at: Element | null = node; at && !all.has(at); at = parentOf(at)) all.add(at);
  }
  return all;
}
