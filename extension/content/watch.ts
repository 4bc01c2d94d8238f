import { isAlive } from './ask.ts';
import { on } from './on.ts';

/** A page's own work may settle for this long (ms) before it is looked at. */
const SETTLE_MS = 150;
/** Between two looks, so many times what the last one took: a page that never rests costs this share at most. */
const SPARING = 50;

/** What can make a field appear, other than a new element or shadow tree. */
const ATTRIBUTES = ['class', 'style', 'hidden', 'disabled', 'readonly', 'open'];

/** Watches a page for what makes a look worth while. */
export interface PageWatch {
  /** Looks when the page has settled and the browser is idle; a second call until then adds nothing. */
  lookSoon(): void;
  /** Watches a shadow tree too, which changes without the document's observer hearing of it. */
  alsoIn(root: ShadowRoot): void;
}

/**
 * Calls `look` some time after changes, and only where there can be something to see: a page without any
 * input or shadow tree costs one comparison for each bundle of changes. `isWaiting`: something was there.
 */
export function watchPage(look: () => void, isWaiting: () => boolean, now: () => number): PageWatch {
  let isDue = false;
  let cost = 0;
  let hasRoots = false;
  const page = document;
  // Live, so its length is kept by the browser.
  const inputs = Document.prototype.getElementsByTagName.call(document, 'input');
  const lookSoon = () => {
    if (isDue) return;
    isDue = true;
    const looked = () => {
      isDue = false;
      const began = now();
      look();
      cost = now() - began;
    };
    setTimeout(() => requestIdleCallback(looked, { timeout: 500 }), SETTLE_MS + SPARING * cost);
  };
  const changed = () => {
    // Updated or removed: whoever comes next watches.
    if (!isAlive()) observer.disconnect();
    else if (inputs.length || hasRoots || isWaiting()) {
      observe(page);
      lookSoon();
    }
  };
  const observer = new MutationObserver(changed);
  // A node that is observed already is so only once. Without a field no attribute can show one.
  const observe = (node: Node) =>
    observer.observe(node, {
      childList: true,
      subtree: true,
      ...((inputs.length || hasRoots) && { attributeFilter: ATTRIBUTES }),
    });
  observe(page);
  // Styles that came or moved without any attribute.
  on('load transitionend animationend toggle', changed);
  // A component that took its shadow tree late: its host, or what it shows of itself, takes the focus.
  on('focusin', ({ localName }) => /^input$|-/.test(localName) && lookSoon());
  return {
    lookSoon,
    alsoIn(root) {
      hasRoots = true;
      observe(root);
    },
  };
}
