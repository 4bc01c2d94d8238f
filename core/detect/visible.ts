/** A field that a person could type into now: of a fitting type, neither disabled nor read-only, and to be seen. */
export function isWritable(input: HTMLInputElement): boolean {
  return (
    /^(text|tel|number|password|email)$/.test(input.type) &&
    !input.matches(':disabled,[readonly],[inert] *,[aria-hidden=true] *') &&
    isVisible(input)
  );
}

/**
 * Whether a person can see and reach the input: styles show it, it has a size, lies where scrolling gets to,
 * and no ancestor cuts it off. What fades in is not there yet.
 */
function isVisible(input: HTMLInputElement): boolean {
  const [, ...around] = [...lineage(input)].filter(
    (each) => each === input || getComputedStyle(each).display !== 'contents',
  );
  // An input may itself be clear, over the boxes that are drawn for its digits.
  if (!isShown(input) || !around[0]?.checkVisibility({ opacityProperty: true })) return false;
  const box = input.getBoundingClientRect();
  const isIn = (left: number, top: number, right: number, bottom: number) =>
    Math.min(box.right, right) - Math.max(box.left, left) > 2 &&
    Math.min(box.bottom, bottom) - Math.max(box.top, top) > 2;
  // Traps for robots sit outside the page or are a pixel small; no scrolling brings them in.
  if (!isIn(-scrollX, -scrollY, 1e9, 1e9)) return false;
  // All but the body and the root, which scroll the page whatever they say.
  return around.slice(0, -2).every((each) => {
    const { left, top, right, bottom } = each.getBoundingClientRect();
    return !/hidden|clip/.test(getComputedStyle(each).overflow) || isIn(left, top, right, bottom);
  });
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
    at = at.assignedSlot ?? at.parentElement ?? (at.getRootNode() as ShadowRoot).host ?? null;
  }
  return all;
}
