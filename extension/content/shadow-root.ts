/**
 * An element's shadow root, closed ones too: Chrome tells it by a call of its own, Firefox on the element, and
 * only to the scripts of extensions, whose view of it no page can alter.
 */
export function shadowRootIn(element: HTMLElement): ShadowRoot | null {
  // Asking for closed ones costs: only components have them.
  if (!element.localName.includes('-')) return element.shadowRoot;
  const { dom } = chrome as Partial<typeof chrome>;
  return dom
    ? dom.openOrClosedShadowRoot(element)
    : ((element as { openOrClosedShadowRoot?: ShadowRoot | null }).openOrClosedShadowRoot ?? null);
}
