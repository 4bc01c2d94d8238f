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

/** Every shadow tree on the elements of a tree, as `shadowRootIn` tells them one by one. */
export function shadowRootsIn(tree: Document | ShadowRoot): ShadowRoot[] {
  const roots = [...tree.querySelectorAll<HTMLElement>('div:empty,span:empty')].map(shadowRootIn);
  const name = 'openOrClosedShadowRoot' in Element.prototype ? 'openOrClosedShadowRoot' : 'shadowRoot';
  // Thousands of elements are stepped over: no list of them, and next to nothing for each.
  const walker = document.createTreeWalker(tree, 1);
  for (let at = walker.nextNode() as HTMLElement; at; at = walker.nextNode() as HTMLElement)
    if ((at as unknown as Record<string, unknown>)[name] || /-/.test(at.localName))
      roots.push(shadowRootIn(at));
  // A form's field may have the name of what is asked of the form.
  // An empty element with an open tree is met twice.
  return [...new Set(roots.filter((root) => root?.nodeType === 11) as ShadowRoot[])];
}
