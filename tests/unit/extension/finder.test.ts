// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import { weigh } from '../../../extension/background/weigh.ts';
import { makeFind } from '../../../extension/content/finder.ts';
import type { WeighAnswer, WeighMessage } from '../../../extension/messages.ts';
import { lendVisibility } from '../../support/styles-only.ts';

lendVisibility(globalThis);

const LOGIN =
  '<form>契約者番号 <input name="id"> ログインパスワード <input type="password"> <label>トークンの数字 <input id="x"></label></form>';

const said: WeighMessage[] = [];
type Worker = (message: WeighMessage) => WeighAnswer | null | Promise<WeighAnswer | null>;
const ofWorker: Worker = ({ fields }) => weigh(fields);
let answer: Worker = ofWorker;

const finder = () =>
  makeFind(
    async (message) => {
      said.push(structuredClone(message));
      return answer(message);
    },
    () => [],
  );
const show = (html: string) => {
  document.body.innerHTML = html;
};
const input = (selector = '#x') => document.querySelector<HTMLInputElement>(selector);

beforeEach(() => {
  vi.stubGlobal('chrome', { runtime: { id: 'fuda' } });
  said.length = 0;
  answer = ofWorker;
});

it('finds the code and the login ID, and answers at once when it is asked again', async () => {
  show(LOGIN);
  const find = finder();
  expect(await find()).toEqual({ otp: [input()], username: input('[name=id]') });
  const before = said.length;
  expect(find()).toEqual({ otp: [input()], username: input('[name=id]') });
  expect(said).toHaveLength(before);
  document.querySelector('label')!.prepend('確認用');
  await find();
  expect(said.length).toBeGreaterThan(before);
});

it('tells what stands around an entry only where that decides, and never what a person typed', async () => {
  show(`${LOGIN} お知らせ`);
  for (const field of document.querySelectorAll('input')) field.value = 'taro-77';
  await finder()();
  const told = said.flatMap(({ fields }) => fields);
  expect(told.filter(({ around }) => around).map(({ label }) => label)).toEqual(['トークンの数字']);
  expect(JSON.stringify(said)).not.toContain('taro-77');
});

it('asks nothing new because of a clock that runs beside the field', async () => {
  show(`<p>残り <b>29</b> 秒</p>${LOGIN}`);
  const find = finder();
  await find();
  const before = said.length;
  document.querySelector('b')!.textContent = '8';
  expect(find()).toMatchObject({ otp: [input()] });
  expect(said).toHaveLength(before);
});

it('offers the field that stands there when the answer comes, not the one that was asked about', async () => {
  show(LOGIN);
  const [first, password] = [input()!, input('[type=password]')!];
  let isFirst = true;
  answer = (message) => {
    if (isFirst) first.replaceWith(first.cloneNode());
    isFirst = false;
    return ofWorker(message);
  };
  const found = await finder()();
  expect(found?.otp).toEqual([input()]);
  expect(found?.otp).not.toContain(first);
  // It has become another thing: nothing is offered.
  answer = (message) => {
    password.remove();
    document.querySelector('label')!.textContent = '';
    return ofWorker(message);
  };
  expect(await finder()()).toMatchObject({ otp: [] });
});

it('gives up on a page that says something else each time it is read', async () => {
  show(LOGIN);
  let times = 0;
  answer = (message) => {
    document.querySelector('label')!.prepend(`${'字'.repeat(++times)} `);
    return ofWorker(message);
  };
  expect(await finder()()).toMatchObject({ otp: [] });
  expect(times).toBeLessThan(10);
});

it('names a field of this page at most, whatever comes back', async () => {
  show(LOGIN);
  for (const wrong of [
    { otp: [99], username: [-5] },
    { otp: [], username: [] },
  ]) {
    answer = () => wrong;
    expect(await finder()()).toEqual({ otp: [], username: null });
  }
  answer = () => ({ more: [[0], [1], [2]] });
  expect(await finder()()).toEqual({ otp: [], username: null });
});

it('asks nobody on a page without a field, or with more than any login has', () => {
  show('<p>ワンタイムパスワード</p>');
  expect(finder()()).toEqual({ otp: [], username: null });
  show('<p>ワンタイムパスワード <input maxlength="8"><input maxlength="9"></p>'.repeat(101));
  expect(finder()()).toEqual({ otp: [], username: null });
  expect(said).toEqual([]);
});

it('finds nothing where nobody answers, and asks again at the next look', async () => {
  show(LOGIN);
  const find = finder();
  answer = () => null;
  expect(await find()).toBeNull();
  answer = ofWorker;
  expect(await find()).toMatchObject({ otp: [input()] });
});

it('takes a page that hides what is asked of it for one without a field', () => {
  show(LOGIN);
  Object.defineProperty(document, 'querySelectorAll', { value: document.body, configurable: true });
  expect(finder()()).toEqual({ otp: [], username: null });
  Reflect.deleteProperty(document, 'querySelectorAll');
});

it('reads no page any more when the extension that put it here is gone', async () => {
  show(LOGIN);
  vi.stubGlobal('chrome', { runtime: {} });
  expect(finder()()).toBeNull();
  vi.stubGlobal('chrome', { runtime: { id: 'fuda' } });
  answer = (message) => {
    vi.stubGlobal('chrome', { runtime: {} });
    return ofWorker(message);
  };
  expect(await finder()()).toBeNull();
});
