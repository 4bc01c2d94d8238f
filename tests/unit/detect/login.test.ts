// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { findOtpField } from '../../../core/detect/find.ts';
import { wordsFrom } from '../../../core/detect/vocabulary.ts';
import { WORD_SOURCES } from '../../../core/detect/words.ts';
import { lendVisibility } from '../../support/styles-only.ts';

const words = wordsFrom(WORD_SOURCES);

lendVisibility(globalThis);

/** What is told of the login on a page, by the IDs of the fields. */
const login = (body: string, title = '') => {
  document.title = title;
  document.body.innerHTML = body;
  const { username, passwords, otp } = findOtpField(document, { words });
  const idOf = (found: { elements: HTMLInputElement[] } | null) => found?.elements[0]?.id ?? null;
  return { id: idOf(username), passwords: passwords.map(idOf), otp: idOf(otp) };
};
const CODE = '<label>ワンタイムパスワード <input id="o" type="password" maxlength="6"></label>';
const PASSWORD = '<label>パスワード <input id="p" type="password"></label>';

test('names the login ID where a masked code is all that stands beside it', () => {
  const page = `<form><label>ログインID <input id="i"></label>${CODE}</form>`;
  expect(login(page)).toEqual({ id: 'i', passwords: [], otp: 'o' });
});

test('names a field beside the code of which nothing can be read: another person may be typing there', () => {
  expect(login(`<form><input id="i">${CODE}</form>`).id).toBe('i');
});

test.for([
  '契約者番号',
  'お客さま番号',
  'ご利用者ID',
  'Customer number',
  'Member no.',
  'Kundennummer',
  'Identifiant',
  'Usuario',
  '用户名',
  '아이디',
])('names %s on a page of its own where one logs in', (label) => {
  expect(login(`<h1>ログイン</h1><form><label>${label} <input id="i"></label></form>`).id).toBe('i');
  expect(login(`<form><label>${label} <input id="i"></label></form>`, 'Log in').id).toBe('i');
});

test('names an address only where one logs in by it', () => {
  const field = '<label>メールアドレス <input type="email" id="i"></label>';
  expect(login(`<h1>ログイン</h1><form>${field}</form>`).id).toBe('i');
  expect(login(`<form>${field}${PASSWORD}</form>`).id).toBe('i');
  expect(login(`<h1>お知らせの配信</h1><form>${field}</form>`).id).toBeNull();
});

test("takes the login's own field, not the newsletter's or the search's beside it", () => {
  const own = `<form><label>ログインID <input id="i" name="loginid"></label>${PASSWORD}</form>`;
  const asides = [
    '<header><form><input id="n" type="email" autocomplete="email"></form></header>',
    '<header><input id="n" autocomplete="email" name="mail"></header>',
    '<header><input id="n" name="q" placeholder="Search"></header>',
  ];
  for (const aside of asides) {
    expect(login(aside + own).id, aside).toBe('i');
    expect(login(aside + own.replaceAll(/<\/?form>/g, '')).id, aside).toBe('i');
    expect(login(aside).id, aside).toBeNull();
  }
});

test('takes the person, not their company or branch', () => {
  const person = '<label>利用者ID <input id="i"></label>';
  expect(login(`<form><label>企業ID <input id="c"></label>${person}${PASSWORD}</form>`).id).toBe('i');
  expect(
    login(`<form><label>店番号 <input maxlength="3" id="b"></label>${person}${PASSWORD}</form>`).id,
  ).toBe('i');
  expect(login(`<form><label>企業ID <input id="c"></label>${PASSWORD}</form>`).id).toBe('c');
});

test('takes nothing of a payment or an order for a login ID', () => {
  const amount = '<label>金額 <input id="a"></label>';
  expect(login(`<form>${amount}${CODE}</form>`).id).toBeNull();
  expect(
    login(`<form><label>口座番号 <input id="n"></label>${amount}${PASSWORD}${CODE}</form>`).id,
  ).toBeNull();
  expect(login(`<label>口座番号 <input id="n"></label>${amount}${CODE}`).id).toBeNull();
  expect(login(`<form><label>承認コメント <input id="c"></label>${CODE}</form>`).id).toBeNull();
});

test('takes a password that its page shows in clear for no login ID', () => {
  const shown = '<label>パスワード <input id="s" autocomplete="current-password"></label>';
  expect(login(`<form>${shown}${CODE}</form>`).id).toBeNull();
  expect(login(`<form><label>パスワード <input id="s"></label>${CODE}</form>`).id).toBeNull();
});

test('counts what is printed on a card or sent among no passwords', () => {
  const masked = (label: string, attributes = '') =>
    login(`<form><label>${label} <input id="m" type="password" ${attributes}></label></form>`).passwords;
  expect(masked('ログインパスワード')).toEqual(['m']);
  expect(masked('第二暗証番号', 'maxlength="4"')).toEqual(['m']);
  expect(masked('', 'autocomplete="current-password"')).toEqual(['m']);
  expect(masked('セキュリティコード', 'maxlength="4"')).toEqual([]);
  expect(masked('', 'autocomplete="cc-csc"')).toEqual([]);
  expect(masked('乱数表 A3', 'maxlength="2"')).toEqual([]);
});

test('gives each field of the login a score, higher for more that speaks for it, and says what does', () => {
  document.body.innerHTML = `<form><label>ログインID <input autocomplete="username"></label>${PASSWORD}</form>`;
  const said = findOtpField(document, { words });
  document.body.innerHTML = '<form><input><input type="password"></form>';
  const bare = findOtpField(document, { words });
  expect(said.username?.evidence).toEqual(['autocomplete', 'words', 'before']);
  expect(bare.username?.evidence).toEqual(['before']);
  expect(said.username!.score).toBeGreaterThan(bare.username!.score);
  expect(said.passwords[0]?.evidence).toEqual(['masked', 'words']);
  expect(bare.passwords[0]?.evidence).toEqual(['masked']);
  expect(said.passwords[0]!.score).toBeGreaterThan(bare.passwords[0]!.score);
});
