import { shadowRootsIn } from './shadow-root.ts';

/** The shadow trees of this document, as they were when it was last searched for them. */
export interface ShadowTrees {
  /** Those that hang on the elements of a tree; not those in them. */
  in(tree: Document | ShadowRoot): ShadowRoot[];
  /** Searches all of the document. Answers whether there are any. */
  search(): boolean;
}

/**
 * To search for shadow trees is to step over every element, which takes longer than all the rest of a first look: so
 * it is done when the browser is idle, and looks in between go by what was found. `found` is told of each, each time.
 */
export function makeShadowTrees(found: (root: ShadowRoot) => void): ShadowTrees {
  let known = new Map<Document | ShadowRoot, ShadowRoot[]>();
  const searchIn = (tree: Document | ShadowRoot): void => {
    const roots = shadowRootsIn(tree);
    known.set(tree, roots);
    for (const root of roots) {
      found(root);
      searchIn(root);
    }
  };
  return {
    in: (tree) => known.get(tree) ?? [],
    search() {
      known = new Map();
      searchIn(document);
      return known.size > 1;
    },
  };
}
