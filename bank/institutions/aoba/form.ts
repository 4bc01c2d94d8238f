import { html } from 'hono/html';
import { invalid } from '../../engine/pages/form-rows.ts';
import type { FormRow, FormStyle } from '../../engine/pages/form-style.ts';
import { fieldError, type Html } from '../../engine/pages/html.ts';

/** Labels that are pictures of words, as old banking pages have them; `alt` says the same. */
const PICTURED: readonly string[] = [
  'ワンタイムパスワード',
  '確認用パスワード',
  'ログインID',
  'ログインパスワード',
];
const pathOf = (index: number): string => `/images/label-${index + 1}.svg`;

const drawn = (words: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${words.length * 16 + 4}" height="20" role="img" aria-label="${words}"><text x="2" y="15" font-size="15" font-weight="700" fill="#23265a" textLength="${[...words].reduce((sum, each) => sum + (each < '\u0080' ? 9 : 15), 0)}" font-family="'Yu Mincho','Hiragino Mincho ProN','Noto Serif CJK JP',serif">${words}</text></svg>`;

export const LABEL_FILES: Readonly<Record<string, { type: string; body: string }>> = Object.fromEntries(
  PICTURED.map((words, index) => [pathOf(index), { type: 'image/svg+xml', body: drawn(words) }]),
);

/** A label as it stands in its cell: a picture where there is one. */
export function label(words: Html | string): Html | string {
  const index = typeof words === 'string' ? PICTURED.indexOf(words) : -1;
  return index < 0
    ? words
    : html`<img class="label-picture" src="${pathOf(index)}" alt="${PICTURED[index]}">`;
}

const labelCell = (row: FormRow): Html =>
  html`<th scope="col">${row.id ? html`<label for="${row.id}">${label(row.label)}</label>` : row.label}</th>`;
const fieldCell = ({ id, control, hint, error }: FormRow): Html =>
  html`<td>${control}${hint ? html`<p class="hint">${hint}</p>` : ''}${fieldError(id, error)}</td>`;

/** The password and the code that confirm an operation share a line. */
function lines(rows: readonly FormRow[]): (readonly FormRow[])[] {
  const together = rows.filter(({ id }) => id === 'confirmation' || id === 'code');
  const others = rows.filter((row) => !together.includes(row)).map((row) => [row]);
  return together.length > 0 ? [...others, together] : others;
}

/** A table in a table: each line one of its own, label cells above the fields; codes are masked. */
export const form: FormStyle = {
  rows: (rows) =>
    html`<table class="outer" role="presentation"><tbody>${lines(rows).map(
      (line) => html`<tr><td>
        <table class="line" data-cells="${line.length}"><tbody>
          <tr>${line.map(labelCell)}</tr>
          <tr>${line.map(fieldCell)}</tr>
        </tbody></table>
      </td></tr>`,
    )}</tbody></table>`,
  // No words tied to these fields: with a picture for a label, they would be taken for its name.
  code: ({ id, name, digits, value, wrong }) =>
    html`<input id="${id}" name="${name}" class="code-input" type="password" inputmode="numeric" autocomplete="off" maxlength="${digits}" size="10" value="${value}" ${invalid({ wrong })}>`,
  secret: ({ id, name, wrong, numeric, keyboard }) =>
    html`<input id="${id}" name="${name}" type="password" autocomplete="off" maxlength="64" ${numeric ? html`inputmode="numeric"` : ''} ${keyboard ? html`data-software-keyboard` : ''} ${invalid({ wrong })}>`,
};
