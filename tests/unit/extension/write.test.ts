// @vitest-environment jsdom
import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { cut, isFree, writePieces } from '../../../extension/content/write.ts';

const fields = (html: string): HTMLInputElement[] => {
  document.body.innerHTML = `<form>${html}</form>`;
  return [...document.querySelectorAll('input')];
};
const texts = (elements: readonly HTMLInputElement[]) => elements.map(({ value }) => value);

beforeEach(() => {
  document.body.innerHTML = '';
});

it.each([
  ['one field', '<input>', ['12345678']],
  ['one field of just that length', '<input maxlength="8">', ['12345678']],
  ['a box a digit', '<input maxlength="1">'.repeat(8), [...'12345678']],
  ['boxes that would take a pasted code', '<input maxlength="8">'.repeat(8), [...'12345678']],
  ['boxes without a length', '<input>'.repeat(8), [...'12345678']],
  ['two halves', '<input maxlength="4">'.repeat(2), ['1234', '5678']],
])('cuts a code for %s', (_what, html, pieces) => {
  expect(cut('12345678', fields(html))).toEqual(pieces);
});

it.each([
  ['a field that is too short', '<input maxlength="6">'],
  ['six boxes', '<input maxlength="1">'.repeat(6)],
  ['halves of another code', '<input maxlength="3">'.repeat(2)],
])('does not cut eight digits for %s', (_what, html) => {
  expect(cut('12345678', fields(html))).toBeNull();
});

it('loses and repeats no digit, whatever the fields are', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^\d{6,10}$/),
      fc.array(fc.integer({ min: -1, max: 10 }), { minLength: 1, maxLength: 10 }),
      (code, lengths) => {
        const elements = fields(
          lengths.map((n) => (n < 0 ? '<input>' : `<input maxlength="${n}">`)).join(''),
        );
        const pieces = cut(code, elements);
        if (pieces) expect(pieces.join('')).toBe(code);
      },
    ),
  );
});

it('writes each field once and tells the page as typing would', () => {
  const elements = fields('<input maxlength="1">'.repeat(3));
  const heard: string[] = [];
  for (const type of ['input', 'change', 'submit', 'keydown', 'focus'])
    document.addEventListener(
      type,
      (event) => heard.push(`${type} ${texts(elements).join('')}`) && event,
      true,
    );
  expect(writePieces(elements, ['1', '2', '3'], null)).toBe(true);
  expect(heard).toEqual(['input 1', 'change 1', 'input 12', 'change 12', 'input 123', 'change 123']);
});

it('goes past a setter that the page put on the element', () => {
  const elements = fields('<input>');
  let caught = '';
  const own = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  Object.defineProperty(elements[0], 'value', {
    configurable: true,
    get: () => own?.get?.call(elements[0]),
    set: (value: string) => {
      caught = value;
    },
  });
  expect(writePieces(elements, ['123456'], null)).toBe(true);
  expect(caught).toBe('');
  expect(texts(elements)).toEqual(['123456']);
});

it('never writes over what a person typed, in any of the fields', () => {
  const elements = fields('<input maxlength="1">'.repeat(3));
  elements[2]!.value = '9';
  expect(isFree(elements, null)).toBe(false);
  expect(writePieces(elements, ['1', '2', '3'], null)).toBe(false);
  expect(texts(elements)).toEqual(['', '', '9']);
});

it('replaces its own value, and only that', () => {
  const elements = fields('<input>');
  expect(writePieces(elements, ['111111'], null)).toBe(true);
  expect(writePieces(elements, ['222222'], ['111111'])).toBe(true);
  elements[0]!.value = '2222';
  expect(writePieces(elements, ['333333'], ['222222'])).toBe(false);
  expect(texts(elements)).toEqual(['2222']);
});

it.each<[string, (field: HTMLInputElement) => void]>([
  ['was taken away', (field) => field.remove()],
  ['was disabled', (field) => field.setAttribute('disabled', '')],
  ['was made read-only', (field) => field.setAttribute('readonly', '')],
  ['was typed into', (field) => field.setAttribute('value', '7')],
])('stops when a later field %s by the page at the first digit', (_what, change) => {
  const elements = fields('<input maxlength="1">'.repeat(2));
  elements[0]!.addEventListener('input', () => change(elements[1]!));
  expect(writePieces(elements, ['1', '2'], null)).toBe(false);
  expect(elements[1]!.value).not.toBe('2');
});
