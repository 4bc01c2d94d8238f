import { html } from 'hono/html';
import { groupDigits } from '../../../core/i18n/format.ts';

/** Markup from `hono/html`: whatever is put into it as a plain value was escaped. */
export type Html = ReturnType<typeof html>;

/** Whole yen as a bank prints them, e.g. 1,234,567円. */
export const yen = (amount: number): string => `${amount.toLocaleString('ja-JP')}円`;

/** Digits grouped for the eye; copying gives them without gaps. */
export const digits = (value: string): Html =>
  html`<span class="digits">${groupDigits(value).map((group) => html`<span>${group}</span>`)}</span>`;

/** The hidden token every form carries. */
export const csrfField = (token: string): Html => html`<input type="hidden" name="_csrf" value="${token}">`;

/** A message beside a field, tied to it by `aria-describedby="<id>-error"`. */
export const fieldError = (id: string, message: string | undefined): Html =>
  message ? html`<p class="field-error" id="${id}-error">${message}</p>` : html``;

/** A message about the whole page. */
export const notice = (kind: 'info' | 'warning' | 'success', body: Html | string): Html =>
  html`<div class="notice notice-${kind}" role="${kind === 'warning' ? 'alert' : 'status'}">${body}</div>`;

/** The step bar of a procedure; `current` counts from 0. */
export const steps = (names: readonly string[], current: number): Html => html`<ol class="steps">
  ${names.map(
    (name, index) =>
      html`<li class="${index < current ? 'done' : index === current ? 'now' : ''}" ${
        index === current ? html`aria-current="step"` : ''
      }><span class="step-number">${index + 1}</span>${name}</li>`,
  )}
</ol>`;

/** A table of names and values. */
export const facts = (rows: readonly (readonly [string, Html | string])[]): Html =>
  html`<table class="facts"><tbody>${rows.map(
    ([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`,
  )}</tbody></table>`;

/** A number that is not to be broken at a line's end: a telephone number, a date. */
export const whole = (text: string): Html => html`<span class="whole">${text}</span>`;
