import { isAlive } from './ask.ts';
import { on } from './on.ts';

/** A page's own work may settle for this long (ms) before it is looked at. */
const SETTLE_MS = 150;
/** Between two looks, so many times what the last one took: a page that never rests costs this share at most. */
const SPARING = 50;

/** What can make a field appear, other than a new element or shadow tree. */
const ATTRIBUTES = [
  'class',
  'style',
  'hidden',
  'disabled',
  'readonly',
  'open',
  'inert',
  'aria-hidden',
  'type',
];

/** Watches a page for what makes a look worth while. */
export interface PageWatch {
  /** Looks when the page has settled and the browser is idle; a second call until then adds nothing. */
  lookSoon(): void;
  /** Watches a shadow tree too, which changes without the document's observer hearing of it. */
  alsoIn(root: ShadowRoot): void;
}

/**
 * Calls `look` some time after changes, and only where there can be something to see. The first change of many is
 * heard of; then the page is left to itself until it is looked at, which shows what all of them came to. A page
 * without any input or shadow tree costs one search for an input by then. `isWaiting`: something was there.
 */
export function watchPage(look: () => void, isWaiting: () => boolean, now: () => number): PageWatch {
  let isDue = false;
  let cost = 0;
  let hasRoots = false;
  // Not a live list: a browser keeps those right at every change.
  const mayHaveFields = () => hasRoots || Document.prototype.querySelector.call(document, 'input');
  const observer = new MutationObserver(() => {
    observer.disconnect();
    // Updated or removed: whoever comes next watches.
    if (isAlive()) lookSoon();
  });
  // Without a field no attribute can show one.
  const observe = (node: Node) =>
    observer.observe(node, {
      childList: true,
      subtree: true,
      ...(mayHaveFields() && { attributeFilter: ATTRIBUTES }),
    });
  const looked = () => {
    isDue = false;
    const began = now();
    // Before the look: nothing that comes after it is missed.
    observe(document);
    if (mayHaveFields() || isWaiting()) look();
    cost = now() - began;
  };
  const lookSoon = () => {
    if (isDue) return;
    isDue = true;
    setTimeout(() => requestIdleCallback(looked, { timeout: 500 }), SETTLE_MS + SPARING * cost);
  };
  observe(document);
  // Styles that came or moved without any attribute.
  on('load transitionend animationend toggle', lookSoon);
  // A component that took its shadow tree late: its host, or what it shows of itself, takes the focus.
  on('focusin', ({ localName }) => {
    if (!/^input$|-/.test(localName)) return;
    hasRoots = true;
    lookSoon();
  });
  return {
    lookSoon,
    alsoIn(root) {
      hasRoots = true;
      observe(root);
    },
  };
}
