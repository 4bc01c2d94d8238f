// @vitest-environment jsdom
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { findOtpField } from '../../core/detect/find.ts';
import { wordsFrom } from '../../core/detect/vocabulary.ts';
import { WORD_SOURCES } from '../../core/detect/words.ts';
import { isFit } from '../../extension/content/destination.ts';
import { lendVisibility } from '../support/styles-only.ts';

const words = wordsFrom(WORD_SOURCES);

/**
 * The isolated world has prototypes of its own, but shares the document: an element of the page can take the
 * place of any property of its form and of the document. Whatever the detector and the writer read that way
 * may be somebody's input; then they may find nothing, but never loop, and never find another field.
 */

/** Everything that is read of elements, of forms and of the document, and some of what nobody reads. */
const NAMES = [
  ...['elements', 'form', 'action', 'method', 'value', 'labels', 'length', 'name', 'id', 'type', 'submit'],
  ...['isConnected', 'getRootNode', 'ownerDocument', 'parentNode', 'parentElement', 'childNodes', 'children'],
  ...['firstChild', 'lastChild', 'nextSibling', 'previousSibling', 'firstElementChild', 'lastElementChild'],
  ...[
    'nextElementSibling',
    'previousElementSibling',
    'nodeType',
    'nodeName',
    'nodeValue',
    'localName',
    'tagName',
  ],
  ...[
    'textContent',
    'innerText',
    'attributes',
    'getAttribute',
    'hasAttribute',
    'matches',
    'closest',
    'contains',
  ],
  ...[
    'compareDocumentPosition',
    'querySelector',
    'querySelectorAll',
    'getElementById',
    'getElementsByTagName',
  ],
  ...['addEventListener', 'dispatchEvent', 'checkVisibility', 'getClientRects', 'getBoundingClientRect'],
  ...['hidden', 'style', 'className', 'classList', 'shadowRoot', 'host', 'title', 'dir', 'dataset', 'inert'],
  ...['defaultView', 'documentElement', 'body', 'head', 'activeElement', 'forms', 'all', 'baseURI', 'cells'],
  ...[
    'constructor',
    'hasOwnProperty',
    'toString',
    'valueOf',
    '__proto__',
    'chrome',
    'fuda',
    'then',
    'toJSON',
  ],
];

const OTP = '<label>ワンタイムパスワード <input id="otp" autocomplete="one-time-code"></label>';
const LOGIN =
  '<label>利用者ID <input id="user" autocomplete="username"></label>' +
  '<label>ログインパスワード <input id="password" type="password"></label>';
const form = (inner: string, attributes = '') => `<form ${attributes}>${inner}${LOGIN}${OTP}</form>`;

/** Asked of the prototypes: this stand-in for the browser's own answer is not what is tried here. */
const parentOf = Object.getOwnPropertyDescriptor(Node.prototype, 'parentNode')?.get as (
  this: Node,
) => Node | null;
const has = Element.prototype.hasAttribute;

beforeAll(() => {
  lendVisibility(globalThis);
  Element.prototype.checkVisibility = function () {
    for (let at: Node | null = this; at instanceof Element; at = parentOf.call(at))
      if (has.call(at, 'hidden')) return false;
    return true;
  };
});

beforeEach(() => {
  document.documentElement.innerHTML = '<head></head><body></body>';
});

const body = Object.getOwnPropertyDescriptor(Document.prototype, 'body')?.get as (
  this: Document,
) => HTMLElement;

/** What is found, by ID; a page that cannot be read is one without a field. */
function found(html: string): string[] {
  body.call(document).innerHTML = html;
  try {
    const elements = findOtpField(document, { words }).otp?.elements ?? [];
    return elements.filter((each) => isFit(each)).map(({ id }) => id);
  } catch {
    return [];
  }
}

it('finds the field in the page that the others are made from', () => {
  expect(found(form(''))).toEqual(['otp']);
});

it.each<[string, (name: string) => string]>([
  ['hidden fields of the form', (name) => form(`<input type="hidden" name="${name}">`)],
  ['fields of the form', (name) => form(`<label>備考 <input name="${name}"></label>`)],
  ['buttons of the form', (name) => form(`<button type="button" name="${name}">x</button>`)],
  ['fields beside the form', (name) => `<input type="hidden" form="f" name="${name}">${form('', 'id="f"')}`],
  ['fields behind the form', (name) => `${form('', 'id="f"')}<input type="hidden" form="f" name="${name}">`],
  ['the form itself', (name) => form('', `name="${name}"`)],
  ['pictures', (name) => `<img name="${name}"><img name="${name}">${form('')}`],
  ['other forms', (name) => `<form name="${name}"><input type="hidden" name="${name}"></form>${form('')}`],
  [
    'frames and objects',
    (name) => `<iframe name="${name}"></iframe><object id="${name}"></object>${form('')}`,
  ],
  [
    'fields of two forms that lead to each other',
    (name) =>
      `<div><input type="hidden" form="f" name="${name}"><form id="e"></form>${form('', 'id="f"')}` +
      `<input type="hidden" form="e" name="${name}"></div>`,
  ],
])('finds the right field or none where %s are called like anything that is read', (_what, html) => {
  const lost = NAMES.filter((name) => {
    const ids = found(html(name));
    if (ids.length > 0) expect(ids, name).toEqual(['otp']);
    return ids.length === 0;
  });
  // Most of it does not even get in the way.
  expect(lost.length, lost.join()).toBeLessThan(NAMES.length / 4);
});
