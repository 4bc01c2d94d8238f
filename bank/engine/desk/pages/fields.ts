import { html } from 'hono/html';
import type { Html } from '../../pages/html.ts';

interface Field {
  value: string;
  error?: string | undefined;
  hint?: string | undefined;
}

/** Names what describes a field to a screen reader: its hint and what is wrong with it. */
const described = (name: string, { error, hint }: Field): string =>
  [hint ? `${name}-hint` : '', error ? `${name}-error` : ''].filter((each) => each !== '').join(' ');

const about = (name: string, field: Field): Html => {
  const ids = described(name, field);
  return html`${ids ? html` aria-describedby="${ids}"` : ''}${field.error ? html` aria-invalid="true"` : ''}`;
};

const below = (name: string, { error, hint }: Field): Html =>
  html`${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : ''}${
    error ? html`<p class="error" id="${name}-error">${error}</p>` : ''
  }`;

/** Beside the label of what has to be filled in. */
const MUST = html` <span class="must">必須</span>`;

/** One line of text. */
export const textField = (
  name: string,
  label: string,
  field: Field & {
    type?: 'text' | 'email' | 'password';
    list?: string;
    autocomplete?: string;
    numeric?: boolean;
    must?: boolean;
  },
): Html => html`<div class="field">
  <label for="${name}">${label}${field.must ? MUST : ''}</label>
  <input id="${name}" name="${name}" type="${field.type ?? 'text'}" value="${field.value}" autocomplete="${field.autocomplete ?? 'off'}"${field.numeric ? html` inputmode="numeric"` : ''}${
    field.list ? html` list="${field.list}"` : ''
  }${about(name, field)}>
  ${below(name, field)}
</div>`;

/** A day, e.g. `2028-02-29`. */
export const dateField = (
  name: string,
  label: string,
  field: Field & { min: string; max: string },
): Html => html`<div class="field">
  <label for="${name}">${label}${MUST}</label>
  <input id="${name}" name="${name}" type="date" value="${field.value}" min="${field.min}" max="${
    field.max
  }" class="short" required${about(name, field)}>
  ${below(name, field)}
</div>`;

/** One of a few; pairs of value and words. */
export const radioField = (
  name: string,
  label: string,
  field: Field & { choices: readonly (readonly [string, string])[] },
): Html => html`<fieldset class="field"${about(name, field)}>
  <legend>${label}${MUST}</legend>
  ${field.choices.map(
    ([value, words]) =>
      html`<label class="choice"><input type="radio" name="${name}" value="${value}"${
        field.value === value ? html` checked` : ''
      }> ${words}</label>`,
  )}
  ${below(name, field)}
</fieldset>`;

/** One of several; pairs of value and words. */
export const selectField = (
  name: string,
  label: string,
  field: Field & { choices: readonly (readonly [string, string])[] },
): Html => html`<div class="field">
  <label for="${name}">${label}${MUST}</label>
  <select id="${name}" name="${name}" required${about(name, field)}>
    <option value="">選んでください</option>
    ${field.choices.map(
      ([value, words]) =>
        html`<option value="${value}"${field.value === value ? html` selected` : ''}>${words}</option>`,
    )}
  </select>
  ${below(name, field)}
</div>`;

/** Some lines of text that must be written. */
export const textArea = (
  name: string,
  label: string,
  field: Field & { maxLength: number },
): Html => html`<div class="field">
  <label for="${name}">${label}${MUST}</label>
  <textarea id="${name}" name="${name}" rows="3" maxlength="${field.maxLength}" required${about(name, field)}>${
    field.value
  }</textarea>
  ${below(name, field)}
</div>`;
