// @vitest-environment jsdom
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { findOtpField } from '../../../core/detect/find.ts';
import { wordsFrom } from '../../../core/detect/vocabulary.ts';
import { WORD_SOURCES } from '../../../core/detect/words.ts';
import { lendVisibility } from '../../support/styles-only.ts';

const words = wordsFrom(WORD_SOURCES);

lendVisibility(globalThis);

const PAGES = join(process.cwd(), 'tests/pages/detect');
const load = (name: string) => show(readFileSync(join(PAGES, `${name}.html`), 'utf8'));
const show = (html: string) => {
  document.documentElement.innerHTML = html;
};
const found = () => findOtpField(document, { words }).otp?.elements.map((element) => element.id) ?? null;

beforeEach(() => show(''));

test.for([
  ['login-three-fields', ['code']],
  ['masked-cells', ['f2']],
  ['cells-above', ['a2']],
  ['definition-list', ['b2']],
  ['picture-labels', ['c2']],
  ['six-boxes', ['d1', 'd2', 'd3', 'd4', 'd5', 'd6']],
  ['two-halves', ['h1', 'h2']],
  ['no-form', ['entry']],
  ['autocomplete-only', ['x9']],
  ['full-width-words', ['z']],
  ['hint-offers-recovery', ['k']],
  ['field-behind-trap', ['real']],
  ['start-of-use', ['first']],
] as const)('finds the field on the page %s', ([name, expected]) => {
  load(name);
  expect(found()).toEqual(expected);
});

const without = readdirSync(PAGES)
  .map((file) => file.replace('.html', ''))
  .filter((name) => name.startsWith('no-') && name !== 'no-form');

test.for(without)('fills nothing on the page %s', (name) => {
  load(name);
  expect(found()).toBeNull();
});

test('names the login ID and the passwords beside the code', () => {
  load('login-three-fields');
  const { username, passwords, otp } = findOtpField(document, { words });
  expect(username?.elements[0]?.id).toBe('user');
  expect(passwords.map(({ elements: [field] }) => field?.id)).toEqual(['pass']);
  expect(otp?.evidence).toContain('words');
});

test('does not count a masked code among the passwords', () => {
  load('masked-cells');
  expect(findOtpField(document, { words }).passwords.map(({ elements: [field] }) => field?.id)).toEqual([
    'f1',
  ]);
});

test('changes nothing in any of the pages', () => {
  for (const file of readdirSync(PAGES)) {
    show(readFileSync(join(PAGES, file), 'utf8'));
    const before = document.documentElement.outerHTML;
    findOtpField(document, { words });
    expect(document.documentElement.outerHTML).toBe(before);
  }
});

test('looks into shadow trees, and reads the words that stand outside of them', () => {
  show('<form><span>ワンタイムパスワード</span><div id="host"></div></form>');
  const host = document.getElementById('host')!;
  const closed = host.attachShadow({ mode: 'closed' });
  closed.innerHTML = '<input id="inner" maxlength="6">';
  expect(found()).toBeNull();
  const shadowRootsIn = (tree: Node) => (tree === document ? [closed] : []);
  expect(findOtpField(document, { words, shadowRootsIn }).otp?.elements.map(({ id }) => id)).toEqual([
    'inner',
  ]);
});

test('keeps the order in which a person sees fields, whichever trees they stand in', () => {
  show('<form><input id="a"><div></div><input id="d" type="password"><div></div></form>');
  for (const [host, id] of [...document.querySelectorAll('div')].map((each, at) => [each, 'cb'[at]] as const))
    host.attachShadow({ mode: 'open' }).innerHTML = `<div><input id="${id}" type="password"></div>`;
  document.querySelectorAll('div')[1]!.before(document.querySelectorAll('div')[0]!);
  expect(findOtpField(document, { words }).passwords.map(({ elements }) => elements[0]?.id)).toEqual([
    'd',
    'c',
    'b',
  ]);
});

test('ends on a form whose fields take the names of what is asked of it', () => {
  for (const name of [
    'parentNode',
    'parentElement',
    'firstChild',
    'nextSibling',
    'previousSibling',
    'contains',
    'localName',
    'matches',
    'checkVisibility',
    'getAttribute',
    'getRootNode',
    'parentElement',
    'querySelectorAll',
    'getBoundingClientRect',
  ]) {
    show(
      `<div><form><input name="${name}" id="c"><label>OTP <input id="o" maxlength="6"></label></form></div>`,
    );
    expect(['o', undefined]).toContain(found()?.[0]);
  }
});

test('answers for any arrangement of fields without failing, with fields of the page only', () => {
  const field = fc
    .record({
      type: fc.constantFrom('text', 'tel', 'password', 'number', 'hidden', 'email', 'checkbox', 'nonsense'),
      name: fc.constantFrom('otp', 'code', 'd1', 'd2', '', 'token', 'zip', '"><b>'),
      max: fc.constantFrom('', '0', '1', '3', '6', '8', '-1', 'x'),
      before: fc.constantFrom(
        '',
        'OTP',
        'ワンタイムパスワード',
        '<td>',
        '<table><tr><td>コード<td>',
        '<form>',
      ),
    })
    .map(({ type, name, max, before }) => {
      const quoted = name.replaceAll('"', '&quot;');
      return `${before}<input type="${type}" name="${quoted}" maxlength="${max}">`;
    });
  fc.assert(
    fc.property(fc.array(field, { maxLength: 12 }), (fields) => {
      show(fields.join(' '));
      const { otp, passwords } = findOtpField(document, { words });
      for (const { elements } of [...(otp ? [otp] : []), ...passwords])
        for (const element of elements) expect(element.isConnected).toBe(true);
      if (otp) expect(otp.elements.length).toBeGreaterThan(0);
    }),
    { numRuns: 150 },
  );
});
