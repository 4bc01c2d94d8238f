/**
 * An element's shadow root, closed ones too: Chrome tells it by a call of its own, Firefox on the element, and
 * only to the scripts of extensions, whose view of it no page can alter.
 */
export function shadowRootIn(element: HTMLElement): ShadowRoot | null {
  // Asking for closed ones costs: only components have them.
  const isComponent = element.localName.includes('-');
  return isComponent && chrome.dom
    ? chrome.dom.openOrClosedShadowRoot(element)
    : ((element as { openOrClosedShadowRoot?: ShadowRoot }).openOrClosedShadowRoot ?? element.shadowRoot);
}
