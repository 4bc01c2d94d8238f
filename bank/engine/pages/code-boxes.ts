import { html } from 'hono/html';
import { invalid } from './form-rows.ts';
import type { Html } from './html.ts';

/** Names of the boxes for a code that is read as `name`: `code1`, `code2` and on. */
export const boxNames = (name: string, digits: number): string[] =>
  Array.from({ length: digits }, (_, index) => `${name}${index + 1}`);

/**
 * A code as boxes of one digit each. The first has `id`, so that a label can point at it; a small script
 * moves on from box to box, and without it they are plain fields.
 */
export const codeBoxes = (boxes: {
  id: string;
  label: string;
  names: readonly string[];
  value: string;
  wrong: boolean;
  describedBy?: string | undefined;
}): Html =>
  html`<span class="code-boxes" data-code-boxes>${boxes.names.map(
    (name, index) =>
      html`<input id="${index === 0 ? boxes.id : `${boxes.id}-${index + 1}`}" name="${name}" class="code-box" inputmode="numeric" autocomplete="off" maxlength="1" size="1" value="${boxes.value.charAt(index)}" aria-label="${boxes.label} ${index + 1}桁目" ${invalid(boxes)}>`,
  )}</span><script type="module" src="/code-boxes.js"></script>`;
