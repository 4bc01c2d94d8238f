import { isAlive } from './ask.ts';
import { shadowRootsIn } from './shadow-root.ts';

/** The shadow trees of this document, as they were when it was last searched for them. */
export interface ShadowTrees {
  /** Those that hang on the elements of a tree; not those in them. Searches where nobody has yet. */
  in(tree: Document | ShadowRoot): ShadowRoot[];
  /** Searches all of the document. */
  search(): void;
}

/**
 * To search for shadow trees is to step over every element, which takes longer than all the rest of a first look: so
 * it has turns of its own, and looks in between go by what was found. `found` is told of each, each time.
 */
export function makeShadowTrees(found: (root: ShadowRoot) => void): ShadowTrees {
  let known: Map<Document | ShadowRoot, ShadowRoot[]> | null = null;
  const searchIn = (tree: Document | ShadowRoot, into: Map<Document | ShadowRoot, ShadowRoot[]>): void => {
    const roots = shadowRootsIn(tree);
    into.set(tree, roots);
    for (const root of roots) {
      found(root);
      searchIn(root, into);
    }
  };
  const search = () => {
    known = new Map();
    try {
      // Of an extension that was updated or removed nothing is left to do here.
      if (isAlive()) searchIn(document, known);
    } catch {
      // A page's elements may have the names of what is asked of it. What cannot be searched has no shadow tree.
    }
  };
  return {
    in(tree) {
      if (!known) search();
      return known?.get(tree) ?? [];
    },
    search,
  };
}
