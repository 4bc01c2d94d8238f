import { type Facts, LONGEST_LABEL, MOST_FIELDS } from './facts.ts';
import { labelOf } from './labels.ts';
import { ASIDE, surroundingsOf } from './surroundings.ts';
import { isWritable } from './visible.ts';

/** A field that a person could type into, and what the page says of it. */
export interface Field {
  input: HTMLInputElement;
  facts: Facts;
}

/** Names the shadow trees that hang on the elements of a tree, in any order; not those in them. */
export type ShadowRootsIn = (tree: Document | ShadowRoot) => ShadowRoot[];

/**
 * Reads a document's fields in order, without what stands around them; the words are not needed for it. Throws where
 * a page hides what is asked of it. Of a page with too many none is read.
 */
export function readFields(root: Document, shadowRootsIn: ShadowRootsIn): Field[] {
  const inputs = fieldsOf(root, shadowRootsIn);
  const forms = inputs.map(({ form }) => form);
  return inputs[MOST_FIELDS]
    ? []
    : inputs.map((input) => ({ input, facts: factsOf(input, input.form ? forms.indexOf(input.form) : -1) }));
}

/** Reads what stands around some entries, given by the places of their fields: it is told of the first of each. */
export function readAround(fields: readonly Field[], entries: readonly (readonly number[])[]): void {
  for (const places of entries) {
    const { input, facts } = fields[places[0]!]!;
    const others = fields.flatMap((each, at) => (places.includes(at) ? [] : each.input));
    facts.around ??= surroundingsOf(input, others);
  }
}

function factsOf(input: HTMLInputElement, form: number): Facts {
  const short = (text: string | null) => (text ?? '').slice(0, LONGEST_LABEL);
  return {
    name: short(input.name),
    id: short(input.id),
    aria: short(input.getAttribute('aria-label')),
    label: short(labelOf(input)),
    autocomplete: short(input.autocomplete),
    type: input.type,
    isNumeric: input.inputMode === 'numeric',
    maxLength: input.maxLength,
    width: input.offsetWidth,
    form,
    isAside: input.matches(ASIDE) && !input.form?.querySelector('[type=password]'),
    around: null,
  };
}

/** The writable fields of a tree and the shadow trees in it, in order. */
function fieldsOf(tree: Document | ShadowRoot, shadowRootsIn: ShadowRootsIn): HTMLInputElement[] {
  const fields = [...tree.querySelectorAll('input')].filter(isWritable);
  const roots = new Map(shadowRootsIn(tree).map((root) => [root.host, root]));
  if (!roots.size) return fields;
  return [...fields, ...roots.keys()]
    .sort((a, b) => (a.compareDocumentPosition(b) & 4 ? -1 : 1))
    .flatMap((each) => {
      const root = roots.get(each);
      return root ? fieldsOf(root, shadowRootsIn) : (each as HTMLInputElement);
    });
}
