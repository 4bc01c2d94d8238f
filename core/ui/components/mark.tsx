/** The project's mark: a wooden tag on its cord. Decoration; the name stands beside it. */
export function Mark({ large = false }: { large?: boolean }) {
  return (
    <svg class={large ? 'mark mark-large' : 'mark'} viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <path class="mark-cord" d="M24 14C24 7 27.5 3.5 31 1.5M24 14c0-7-3.5-10.5-7-12.5" fill="none" />
      <path class="mark-wood" d="M17 8h14l7 7v27a4 4 0 0 1-4 4H14a4 4 0 0 1-4-4V15z" />
      <circle class="mark-hole" cx="24" cy="15" r="3" />
      <path class="mark-strokes" d="M16.5 27h15M16.5 34h15" fill="none" />
    </svg>
  );
}
