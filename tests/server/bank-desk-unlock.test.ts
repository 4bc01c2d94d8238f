import { afterAll, beforeAll, expect, it } from 'vitest';
import { midori } from '../../bank/institutions/midori/index.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { type RunningBank, startBank } from '../support/bank.ts';
import {
  answersOn,
  heading,
  logIn,
  type Page,
  startLogIn,
  type Visitor,
  visitor,
} from '../support/bank-visitor.ts';
import { act, clerk, historyOn, logInAtDesk, refOf, tokenInUse } from '../support/desk.ts';
import { codeAt } from '../support/device.ts';

const MINUTE = 60_000;
const HANAKO = ['midori-001', 'demo-hanako-1'] as const;
const TARO = ['midori-002', 'demo-taro-2'] as const;

let house: RunningAuthority;
let bank: RunningBank;
let desk: Visitor;
beforeAll(async () => {
  house = await startAuthority();
  bank = await startBank({ authority: house, clock: house.clock });
  desk = clerk(bank);
  await logInAtDesk(desk);
});
afterAll(async () => {
  await bank.close();
  await house.close();
});

it('lets a customer cancel again whose confirmation password was wrong too often', async () => {
  const ref = await refOf(bank, TARO[0]);
  const { token } = await tokenInUse(house, desk, ref);
  const who = visitor(bank);
  await logIn(who, ...TARO, codeAt(token, house.clock()));
  const form = await who.get('/otp/cancel');
  const send = (confirmation: string) => who.submit(form, '/otp/cancel', { confirmation });
  for (let times = 0; times < midori.confirmationLimit; times += 1) await send('no');
  expect(heading(await send('kakunin-2'))).toBe('確認用パスワードをご利用いただけません');
  expect((await desk.get(`/customers/${ref}`)).text).toContain('制限中');
  await act(desk, ref, 'unlock-confirmation');
  expect(heading(await send('kakunin-2'))).toBe('利用解除の完了');
});

it('lets a customer answer again whose answers were wrong too often', async () => {
  const ref = await refOf(bank, HANAKO[0]);
  await logIn(visitor(bank), ...HANAKO);
  house.clock.advance(2 * MINUTE);
  const away = visitor(bank, {}, { from: '127.0.7.7' });
  const wrong = (page: Page) =>
    Object.fromEntries(Object.keys(answersOn(page)).map((name) => [name, 'まちがい']));
  const ask = () => startLogIn(away, ...HANAKO);
  let page = await ask();
  for (let times = 0; times < midori.additionalAuthentication!.limit; times += 1) {
    page = await away.submit(page, '/login/answers', wrong(page));
    if (Object.keys(answersOn(page)).length === 0) page = await ask();
  }
  expect(heading(page)).toBe('追加認証をご利用いただけません');
  const record = await desk.get(`/customers/${ref}`);
  expect(record.text).toContain('制限中');
  expect(historyOn(record).some((line) => line.what.includes('初めてのブラウザー・初めての接続元'))).toBe(
    true,
  );
  await act(desk, ref, 'unlock-answers');
  page = await ask();
  expect(heading(await away.submit(page, '/login/answers', answersOn(page)))).toBe('ホーム');
});
