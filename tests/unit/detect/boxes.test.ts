// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { findOtpField } from '../../../core/detect/find.ts';
import { wordsFrom } from '../../../core/detect/vocabulary.ts';
import { WORD_SOURCES } from '../../../core/detect/words.ts';
import { lendVisibility } from '../../support/styles-only.ts';

const words = wordsFrom(WORD_SOURCES);

lendVisibility(globalThis);

const found = (body: string, lead = 'ワンタイムパスワード') => {
  document.body.innerHTML = `<form><p>${lead}</p>${body}</form>`;
  return findOtpField(document, { words }).otp?.elements.map(({ id }) => id) ?? null;
};
const ids = (count: number) => Array.from({ length: count }, (_, at) => `b${at + 1}`);
const boxes = (count: number, attributes = 'maxlength="1"') =>
  ids(count).map((id) => `<input id="${id}" ${attributes}>`);

test.for([6, 7, 8])('takes %i boxes for one entry', (count) => {
  expect(found(boxes(count).join(''))).toEqual(ids(count));
  expect(found(boxes(count, 'maxlength="1" type="password"').join(''))).toEqual(ids(count));
  expect(found(boxes(count, 'maxlength="1" autocomplete="one-time-code"').join(''))).toEqual(ids(count));
  expect(found(boxes(count, 'style="width:2em"').join(''))).toEqual(ids(count));
});

test.for([4, 5, 9, 10])('takes %i boxes where it is said what they are for', (count) => {
  expect(found(boxes(count).join(''))).toEqual(ids(count));
  expect(found(boxes(count).join(''), '認証番号')).toBeNull();
  expect(found(boxes(count, 'maxlength="1" name="otp"').join(''))).toEqual(ids(count));
  expect(found(boxes(count, 'maxlength="1" autocomplete="one-time-code"').join(''))).toEqual(ids(count));
});

test('takes boxes with something between them', () => {
  expect(found(boxes(8).join('<span>-</span>'))).toEqual(ids(8));
  expect(
    found(`<div>${boxes(8).slice(0, 4).join('')}</div>-<div>${boxes(8).slice(4).join('')}</div>`),
  ).toEqual(ids(8));
});

test('takes boxes whose first one has room for a code that is pasted', () => {
  expect(found(['<input id="b1" maxlength="6">', ...boxes(6).slice(1)].join(''))).toEqual(ids(6));
});

test('takes boxes that are called by words', () => {
  const names = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];
  expect(found(names.map((id) => `<input id="${id}" maxlength="1">`).join(''))).toEqual(names);
});

test('takes the boxes and not the hidden field that gathers them', () => {
  const gathers = [
    '<input type="hidden" name="otp">',
    '<input name="otp" style="display:none">',
    '<input name="otp" style="visibility:hidden">',
    '<span style="opacity:0"><input name="otp"></span>',
    '<span aria-hidden="true"><input name="otp"></span>',
    '<span inert><input name="otp"></span>',
    '<input name="otp" readonly>',
    '<input name="otp" disabled>',
  ];
  for (const gathered of gathers) expect(found(boxes(6).join('') + gathered), gathered).toEqual(ids(6));
});

test('takes two halves in their order, and no third', () => {
  expect(found(boxes(2, 'maxlength="3"').join('-'))).toEqual(ids(2));
  expect(found(boxes(2, 'maxlength="4"').join('-'))).toEqual(ids(2));
  expect(found(boxes(3, 'maxlength="4"').join('-'))).toBeNull();
});

test('takes parts that hold six or eight digits together, by what they are called', () => {
  expect(found(boxes(3, 'maxlength="2"').join('-'))).toEqual(ids(3));
  expect(found(boxes(4, 'maxlength="2"').join('-'))).toEqual(ids(4));
  expect(found(boxes(2, 'maxlength="2"').join('/'))).toBeNull();
  expect(found(boxes(3, 'maxlength="2"').join('-'), 'Sort code')).toBeNull();
});

test('takes neither of two rows', () => {
  expect(
    found(`${boxes(6).join('')}</form><form><p>ワンタイムパスワード</p>${boxes(6).join('')}`),
  ).toBeNull();
});
