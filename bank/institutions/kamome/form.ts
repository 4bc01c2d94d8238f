import { html } from 'hono/html';
import { boxNames, codeBoxes } from '../../engine/pages/code-boxes.ts';
import type { FormStyle } from '../../engine/pages/form-style.ts';
import { fieldError } from '../../engine/pages/html.ts';

/** A list of names and fields, and a box for each digit of a code. */
export const form: FormStyle = {
  rows: (rows) =>
    html`<dl class="fields">${rows.map(
      ({ id, label, control, hint, error }) => html`<div class="field">
        <dt>${id ? html`<label for="${id}">${label}</label>` : label}</dt>
        <dd>${control}${hint ? html`<p class="hint">${hint}</p>` : ''}${fieldError(id, error)}</dd>
      </div>`,
    )}</dl>`,
  code: ({ name, digits, ...field }) =>
    codeBoxes({ ...field, label: 'ワンタイムパスワード', names: boxNames(name, digits) }),
};
