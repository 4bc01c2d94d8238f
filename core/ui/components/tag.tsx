import type { ComponentChildren } from 'preact';

/** The card: a wooden tag with its hole, chamfered like one where the browser can draw that. */
export function Tag({ children, quiet = false }: { children: ComponentChildren; quiet?: boolean }) {
  return (
    <section class={quiet ? 'tag tag-quiet' : 'tag'}>
      <i class="tag-hole" aria-hidden="true" />
      {children}
    </section>
  );
}
