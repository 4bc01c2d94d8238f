// @vitest-environment jsdom
import fc from 'fast-check';
import { beforeEach, expect, it, vi } from 'vitest';
import { cut, digitsIn, writePieces } from '../../../extension/content/write.ts';

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
  ['a longer field', '<input maxlength="16">', ['12345678']],
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

/** Writes down every event that a page could hear of its fields, with what they hold by then. */
function listen(elements: readonly HTMLInputElement[], ...types: string[]): string[] {
  const heard: string[] = [];
  for (const type of types)
    document.addEventListener(type, () => void heard.push(`${type} ${texts(elements).join('')}`), true);
  return heard;
}

it('writes each field once and tells the page as typing would, with neither a focus nor a submission', () => {
  const elements = fields('<input maxlength="1">'.repeat(2));
  const heard = listen(elements, 'keydown', 'input', 'keyup', 'change', 'submit', 'focus', 'blur');
  writePieces(elements, ['1', '2']);
  expect(heard).toEqual([
    ...['keydown ', 'input 1', 'keyup 1', 'change 1'],
    ...['keydown 1', 'input 12', 'keyup 12', 'change 12'],
  ]);
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
  writePieces(elements, ['123456']);
  expect(caught).toBe('');
  expect(texts(elements)).toEqual(['123456']);
});

it('writes into boxes whose script enters the keys itself, each digit once', () => {
  const elements = fields('<input maxlength="1">'.repeat(4));
  const typed: string[] = [];
  for (const [index, element] of elements.entries())
    element.addEventListener('keydown', (event) => {
      if (!/^\d$/.test(event.key)) return;
      event.preventDefault();
      typed.push(event.key);
      element.value = event.key;
      elements[index + 1]?.focus();
    });
  const heard = listen(elements, 'input');
  writePieces(elements, [...'1234']);
  expect(typed.join('')).toBe('1234');
  expect(texts(elements).join('')).toBe('1234');
  expect(heard).toEqual([]);
});

it('writes into boxes whose script allows no keys but is content with values', () => {
  const elements = fields('<input maxlength="1">'.repeat(3));
  for (const element of elements) element.addEventListener('keydown', (event) => event.preventDefault());
  writePieces(elements, [...'123']);
  expect(texts(elements).join('')).toBe('123');
});

it.each(['input', 'keyup'])('gives the focus back that boxes move on at each %s', (type) => {
  const elements = fields('<input maxlength="1">'.repeat(3));
  const login = document.body.appendChild(document.createElement('input'));
  for (const [index, element] of elements.entries())
    element.addEventListener(type, () => elements[index + 1]?.focus());
  login.focus();
  writePieces(elements, [...'123']);
  expect(document.activeElement).toBe(login);
  login.blur();
  writePieces(elements, [...'456']);
  expect(document.activeElement).toBe(document.body);
  // Whoever is in the boxes already goes on as if they had typed.
  elements[0]!.focus();
  writePieces(elements, [...'789']);
  expect(document.activeElement).toBe(elements[2]);
});

it('gives the focus back that a page moves on only after its handler is done', () => {
  vi.useFakeTimers();
  const elements = fields('<input maxlength="1">'.repeat(2));
  const login = document.body.appendChild(document.createElement('input'));
  elements[0]!.addEventListener('input', () => setTimeout(() => elements[1]!.focus()));
  login.focus();
  writePieces(elements, ['1', '2']);
  vi.runAllTimers();
  vi.useRealTimers();
  expect(document.activeElement).toBe(login);
});

it('reads digits whatever a page puts between them', () => {
  const elements = fields('<input value="12 3">'.concat('<input value="-456">'));
  expect(digitsIn(elements)).toBe('123456');
  expect(digitsIn([])).toBe('');
});

it.each<[string, (field: HTMLInputElement) => void]>([
  ['was taken away', (field) => field.remove()],
  ['was disabled', (field) => field.setAttribute('disabled', '')],
  ['was made read-only', (field) => field.setAttribute('readonly', '')],
])('stops when a later field %s by the page at the first digit', (_what, change) => {
  const elements = fields('<input maxlength="1">'.repeat(2));
  elements[0]!.addEventListener('input', () => change(elements[1]!));
  writePieces(elements, ['1', '2']);
  expect(elements[1]!.value).not.toBe('2');
});
