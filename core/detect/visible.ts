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
  const [, ...around] = lineage(input);
  // An input may itself be clear, over the boxes that are drawn for its digits.
  if (!isShown(input) || !around[0]?.checkVisibility({ opacityProperty: true })) return false;
  if (!document.documentElement.getClientRects().length) return true;
  let { left, top, right, bottom } = input.getBoundingClientRect();
  // Traps for robots sit outside the page or are a pixel small; no scrolling brings them in.
  left = Math.max(left, -scrollX);
  top = Math.max(top, -scrollY);
  for (const each of around) {
    if (!/hidden|clip/.test(getComputedStyle(each).overflow) || /^(html|body)$/.test(each.localName))
      continue;
    const frame = each.getBoundingClientRect();
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
 * The element and all that it stands in, inmost first, through the edges of shadow trees. Each comes once: a
 * form's `parentElement` may be a field of that name, and following it would go in circles.
 */
export function lineage(element: Element): Set<Element> {
  const all = new Set<Element>();
  let at: Element | null = element;
  while (at && !all.has(at)) {
    all.add(at);
    at = at.parentElement ?? (at.getRootNode() as ShadowRoot).host ?? null;
  }
  return all;
}
