import { shadowRootIn } from './shadow-root.ts';

/** What the focus is on inside an element whose shadow tree keeps to itself where an event came from. */
function innermost(target: Element): Element {
  const inner = shadowRootIn(target as HTMLElement)?.activeElement;
  return inner ? innermost(inner) : target;
}

/**
 * Listens in the capture phase to what the person or the browser did; events that a page's script made up do
 * not count. `work` is given the innermost element that may be seen.
 */
export function on(types: string, work: (target: Element, event: Event) => void): void {
  for (const type of types.split(' '))
    addEventListener(
      type,
      (event) => {
        if (event.isTrusted) work(innermost(event.composedPath()[0] as Element), event);
      },
      true,
    );
}

/**
 * A property of the document by the platform's own getter: a page's element can take the place of any name on
 * the document itself (`<img name="hidden">`), in every world.
 */
export const ofDocument = (name: 'hidden' | 'activeElement' | 'prerendering'): unknown =>
  Reflect.get(Document.prototype, name, document);
