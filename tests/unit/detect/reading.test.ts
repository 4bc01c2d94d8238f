// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { findOtpField } from '../../../core/detect/find.ts';
import { wordsFrom } from '../../../core/detect/vocabulary.ts';
import { WORD_SOURCES } from '../../../core/detect/words.ts';
import { lendVisibility } from '../../support/styles-only.ts';

lendVisibility(globalThis);

const words = wordsFrom(WORD_SOURCES);

const found = (body: string) => {
  // Files of a worker share the document: what an earlier one left in its head is not this page's.
  document.head.innerHTML = '';
  document.body.innerHTML = body;
  return findOtpField(document, { words }).otp?.elements.map(({ id }) => id) ?? null;
};
const LOGIN = '<label>ID <input name="id"></label><label>PW <input type="password" name="pw"></label>';

test.for([
  '<table><tr><th>ワンタイムパスワード</th><td>【必須】</td><td><input id="x"></td></tr></table>',
  '<table><tr><th>ワンタイムパスワード</th><td>必須</td><td><input id="x"></td></tr></table>',
  '<dl><dt>ワンタイムパスワード</dt><dd><span>(必須)</span><input id="x"></dd></dl>',
  '<p>ワンタイムパスワード</p><p>※</p><p>*</p><input id="x">',
  '<div>One-time password</div><div>Required</div><div><input id="x"></div>',
  '<div>Einmalpasswort</div><div>*</div><div><input id="x"></div>',
] as const)('reads past a mark between the words and the field: %s', (markup) => {
  expect(found(`<form>${LOGIN}${markup}</form>`)).toEqual(['x']);
});

test.for([
  ['<p>お手元のトークンをご用意ください。</p><form><label>番号 <input id="x"></label></form>'],
  ['<form><fieldset><legend>ワンタイムパスワード</legend><input id="x" name="F01"></fieldset></form>'],
  ['<h2>One-time password</h2><form><p>Enter all six digits.</p><input id="x" name="code"></form>'],
  [
    '<h1>ワンタイムパスワード入力</h1><p>トークンの数字を半角で入力してください。</p><form><input id="x"></form>',
  ],
  [
    '<p id="n">Open your authenticator app.</p><form><label>Code <input id="x" aria-describedby="n"></label></form>',
  ],
  [
    '<form><label>コード <input id="x" maxlength="6"></label><small>トークンに表示された6桁です。</small></form>',
  ],
] as const)('reads what stands around a field whose name says nothing: %s', ([markup]) => {
  expect(found(markup)).toEqual(['x']);
});

test('reads what a field is described by, beside other fields too', () => {
  const field = '<label>コード <input id="x" maxlength="6" aria-describedby="n"></label>';
  expect(found(`<form>${LOGIN}${field}</form>`)).toBeNull();
  expect(found(`<form>${LOGIN}${field}</form><p id="n">トークンに表示された番号</p>`)).toEqual(['x']);
  expect(found(`<form>${LOGIN}${field}</form><p id="n">メールで送信した番号</p>`)).toBeNull();
});

test('reads what shows in the slots of a shadow tree, and around a field that shows in one', () => {
  document.body.innerHTML = '<form><x-field><b slot="name">ワンタイムパスワード</b></x-field></form>';
  const own = document.querySelector('x-field')!.attachShadow({ mode: 'open' });
  own.innerHTML = '<p><slot name="name"></slot></p><input id="x">';
  expect(findOtpField(document, { words }).otp?.elements[0]?.id).toBe('x');
  document.body.innerHTML = '<form><x-field><input id="y"></x-field></form>';
  const around = document.querySelector('x-field')!.attachShadow({ mode: 'open' });
  around.innerHTML = '<p>ワンタイムパスワード</p><slot></slot>';
  expect(findOtpField(document, { words }).otp?.elements[0]?.id).toBe('y');
});

test.for(['username', 'current-password', 'new-password', 'cc-csc', 'section-a tel-national', 'email'])(
  'takes no field whose autocomplete is %s, whatever stands before it',
  (autocomplete) => {
    const field = `<label>ワンタイムパスワード</label><input id="x" name="otp" autocomplete="${autocomplete}">`;
    expect(found(`<form>${field}</form>`)).toBeNull();
    expect(found(`<form><label for="x">ワンタイムパスワード</label>${field}</form>`)).toBeNull();
  },
);

const many = (box: (at: number) => string, count = 6) =>
  Array.from({ length: count }, (_, at) => box(at + 1)).join('');
const ids = (count = 6) => Array.from({ length: count }, (_, at) => `b${at + 1}`);

test.for([4, 5, 6, 7, 8, 9, 10])('takes %i boxes in wrappers of their own, without a length', (count) => {
  const named = many((at) => `<div><div><input id="b${at}" name="otp_${at}"></div></div>`, count);
  expect(found(`<form>${named}</form>`)).toEqual(ids(count));
  const counted = many((at) => `<div><input id="b${at}" aria-label="Digit ${at}"></div>`, count);
  expect(found(`<h1>One-time password</h1><form>${counted}</form>`)).toEqual(
    [6, 7, 8].includes(count) ? ids(count) : null,
  );
});

test('takes the boxes beside a login, and not the field behind them', () => {
  const boxes = many((at) => `<span><input id="b${at}" maxlength="1" aria-label="${at}桁目"></span>`);
  expect(found(`<form>${LOGIN}<p>ワンタイムパスワード</p><div>${boxes}</div></form>`)).toEqual(ids());
  expect(
    found(`<form><p>ワンタイムパスワード</p>${boxes}<p>紹介コード</p><input maxlength="8"></form>`),
  ).toEqual(ids());
});

test('reads past a keyboard that is drawn beside the field', () => {
  const keys = many((at) => `<td>${at}</td>`, 9);
  const table = `<table><tr>${keys}</tr></table>`;
  const buttons = many((at) => `<button type="button">${at}</button>`, 9);
  for (const keyboard of [table, buttons])
    expect(
      found(`<form>${LOGIN}<p>ワンタイムパスワード</p>${keyboard}<input id="x" type="password"></form>`),
    ).toEqual(['x']);
});

test.for([
  '<h1>Create a 6-digit passcode</h1><p>You use it to open the app.</p><form><input id="x" type="password" maxlength="6"></form>',
  '<h1>アプリのパスコードを設定</h1><form><label>パスコード <input id="x" maxlength="6"></label></form>',
  '<h1>Connect a device</h1><form><label>Verification code <input id="x"></label></form>',
  '<p>テレビに表示されたコードを入力してください。</p><form><input id="x"></form>',
  '<h1>Join a meeting</h1><form><label>Passcode <input id="x"></label></form>',
  '<p>自動音声でお知らせした番号を入力してください。</p><form><label>認証番号 <input id="x"></label></form>',
  '<p>We are calling you now.</p><form><label>Verification code <input id="x"></label></form>',
  '<p>Wir haben Ihnen einen Code gesendet.</p><form><label>Bestätigungscode <input id="x"></label></form>',
  '<p>Ti abbiamo inviato un codice.</p><form><label>Codice di verifica <input id="x"></label></form>',
  '<p>已发送至您的手机</p><form><label>验证码 <input id="x"></label></form>',
])('takes none where the page is about another code: %s', (markup) => {
  expect(found(markup)).toBeNull();
});
