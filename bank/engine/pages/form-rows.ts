import { html } from 'hono/html';
import type { CodeField, FormRow, SecretField } from './form-style.ts';
import { fieldError, type Html } from './html.ts';
import type { PageContext } from './pages.ts';

const tableRows = (rows: readonly FormRow[]): Html =>
  html`<table class="form"><tbody>${rows.map(
    ({ id, label, control, hint, error }) => html`<tr>
    <th scope="row">${id ? html`<label for="${id}">${label}</label>` : label}</th>
    <td>${control}${hint ? html`<p class="hint">${hint}</p>` : ''}${fieldError(id, error)}</td>
  </tr>`,
  )}</tbody></table>`;

/** The lines of a form, marked up as the institution does it. */
export const formRows = (context: PageContext, rows: readonly FormRow[]): Html =>
  (context.institution.form?.rows ?? tableRows)(rows);

/** What assistive technology is told of a field that was refused. */
export const invalid = ({ wrong, describedBy }: Pick<CodeField, 'wrong' | 'describedBy'>): Html | string =>
  wrong ? html`aria-invalid="true" ${describedBy ? html`aria-describedby="${describedBy}"` : ''}` : '';

/** A field for a one-time password, as the institution draws it. */
export const codeField = (context: PageContext, field: CodeField): Html =>
  context.institution.form?.code?.(field) ??
  html`<input id="${field.id}" name="${field.name}" class="code-input" inputmode="numeric" autocomplete="one-time-code" maxlength="${field.digits}" size="12" value="${field.value}" ${invalid(field)}>`;

/**
 * A field for a secret that is typed; never filled in by the bank. Where the institution has a software
 * keyboard, a script draws it beside secrets that are not mere digits.
 */
export function secretField(context: PageContext, field: SecretField): Html {
  const { form, softwareKeyboard } = context.institution;
  const keyboard = softwareKeyboard && !field.numeric;
  const input =
    form?.secret?.({ ...field, keyboard }) ??
    html`<input id="${field.id}" name="${field.name}" type="password" autocomplete="off" maxlength="64" ${field.numeric ? html`inputmode="numeric"` : ''} ${keyboard ? html`data-software-keyboard` : ''} ${invalid(field)}>`;
  return keyboard ? html`${input}<script type="module" src="/software-keyboard.js"></script>` : input;
}
