/**
 * An element's shadow root, closed ones too: Chrome tells it by a call of its own, Firefox on the element, and
 * only to the scripts of extensions, whose view of it no page can alter.
 */
export function shadowRootIn(element: HTMLElement): ShadowRoot | null {
  // Asking for closed ones costs: components have them, and boxes that seem empty.
  const mayHide = (element.firstChild ? /-/ : /-|^(div|span)$/).test(element.localName);
  return mayHide && globalThis.chrome?.dom
    ? chrome.dom.openOrClosedShadowRoot(element)
    : ((element as { openOrClosedShadowRoot?: ShadowRoot }).openOrClosedShadowRoot ?? element.shadowRoot);
}
