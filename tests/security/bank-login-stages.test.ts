import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { midori } from '../../bank/institutions/midori/index.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { type RunningBank, startBank } from '../support/bank.ts';
import { type GivenToken, giveToken } from '../support/bank-token.ts';
import {
  answersOn,
  heading,
  logIn,
  type Page,
  register,
  startLogIn,
  type Visitor,
  visitor,
} from '../support/bank-visitor.ts';

const MINUTE = 60_000;
const HANAKO = ['midori-001', 'demo-hanako-1'] as const;
const TARO = ['midori-002', 'demo-taro-2'] as const;
const STAGE_PAGES = ['/login/answers', '/login/code', '/register'];
const INSIDE = ['/menu', '/balances', '/entries', '/transfer', '/otp', '/otp/apply', '/otp/cancel'];

let house: RunningAuthority;
let bank: RunningBank;
let token: GivenToken;
/** One login under way at each stage: 花子 is asked for answers and then the code, 太郎 to register. */
let answers: { who: Visitor; page: Page };
let code: { who: Visitor; page: Page };
let registering: { who: Visitor; page: Page };
beforeEach(async () => {
  house = await startAuthority();
  const institution = { ...midori, login: { ...midori.login, code: 'second-page' as const } };
  bank = await startBank({ authority: house, clock: house.clock, institution });
  await logIn(visitor(bank), ...HANAKO);
  token = await giveToken(house, bank, HANAKO[0]);
  const stage = async (login: readonly [string, string], from?: string) => {
    const who = visitor(bank, {}, from ? { from } : {});
    return { who, page: await startLogIn(who, ...login) };
  };
  code = await stage(HANAKO);
  answers = await stage(HANAKO, '127.0.9.1');
  registering = await stage(TARO);
});
afterEach(async () => {
  await bank.close();
  await house.close();
});

const csrfOf = (page: Page): string =>
  page.document.querySelector<HTMLInputElement>('main [name="_csrf"]')?.value ?? '';

describe('a login under way', () => {
  it('reaches its own page only, and is led back to it from everywhere else', async () => {
    for (const [{ who, page }, own] of [
      [answers, '/login/answers'],
      [code, '/login/code'],
      [registering, '/register'],
    ] as const) {
      expect((await who.get(own)).status).toBe(200);
      for (const path of [...INSIDE, ...STAGE_PAGES.filter((each) => each !== own)])
        expect((await who.get(path)).location, `${path} from ${own}`).toBe(own);
      const fields = { _csrf: csrfOf(page), otpNo: token.code(), go: 'send' };
      for (const path of ['/logout', '/otp/cancel', '/transfer/confirm', '/otp/apply/confirm'])
        expect((await who.post(path, fields)).location, `${path} from ${own}`).toBe(own);
    }
    // A code typed at the wrong stage was not even looked at.
    expect((await token.authority.registrationsOf((await customer()).ref))[0]?.failures).toBe(0);
  });
  const customer = () =>
    bank.bank.store.db
      .selectFrom('customers')
      .select('ref')
      .where('login_id', '=', HANAKO[0])
      .executeTakeFirstOrThrow();

  it('is shown nothing of the customer, nor a menu', async () => {
    for (const { page } of [answers, code, registering]) {
      expect(page.text).not.toMatch(/デモ 花子|デモ 太郎/u);
      expect(page.document.querySelector('nav.menu, form[action="/logout"]')).toBeNull();
    }
  });

  it('has a new session id at each step, and the one before stops working', async () => {
    const ids = [answers.who.cookies.get('sid')];
    const next = await answers.who.submit(answers.page, '/login/answers', answersOn(answers.page));
    ids.push(answers.who.cookies.get('sid'));
    const home = await answers.who.submit(next, '/login/code', { otpNo: token.code() });
    expect(heading(home)).toBe('ホーム');
    ids.push(answers.who.cookies.get('sid'));
    expect(new Set(ids).size).toBe(3);
    for (const id of ids.slice(0, 2)) {
      const thief = visitor(bank);
      thief.cookies.set('sid', id ?? '');
      expect((await thief.get('/menu')).status).toBe(401);
    }
  });

  it('runs out five minutes after the password, however far it has come', async () => {
    house.clock.advance(4 * MINUTE);
    const late = await answers.who.submit(answers.page, '/login/answers', answersOn(answers.page));
    expect(heading(late)).toBe('ワンタイムパスワード認証');
    house.clock.advance(MINUTE);
    for (const [who, page] of [
      [answers.who, late],
      [code.who, code.page],
    ] as const) {
      const over = await who.submit(page, '/login/code', { otpNo: token.code() });
      expect(over.status).toBe(401);
      expect(heading(over)).toBe('ログインの有効時間が過ぎました');
      expect((await who.get('/login/code')).location).toBe('/login');
    }
    // Answers for life take longer to think of: only the session's own limits hold there.
    expect(heading(await register(registering.who, registering.page))).toBe('ホーム');
  });

  it('ends by its button, and by going back to the login page', async () => {
    for (const { who, page } of [answers, code, registering]) {
      const stale = visitor(bank);
      stale.cookies.set('sid', who.cookies.get('sid') ?? '');
      expect(heading(await who.submit(page, '/login/stop', {}))).toBe('ログイン');
      expect(who.cookies.has('sid')).toBe(false);
      expect((await stale.get('/menu')).status).toBe(401);
    }
    const again = await startLogIn(code.who, ...HANAKO);
    expect(heading(again)).toBe('ワンタイムパスワード認証');
    expect(heading(await code.who.get('/login'))).toBe('ログイン');
    expect((await code.who.get('/login/code')).location).toBe('/login');
  });

  it('takes no step without its form’s token, from another origin, or with another session’s', async () => {
    for (const [{ who, page }, path] of [
      [answers, '/login/answers'],
      [code, '/login/code'],
      [registering, '/register'],
      [registering, '/register/confirm'],
      [answers, '/login/stop'],
    ] as const) {
      const fields = { ...answersOn(page), otpNo: token.code() };
      const foreign = csrfOf(page === code.page ? answers.page : code.page);
      expect((await who.post(path, fields)).status).toBe(403);
      expect((await who.post(path, { ...fields, _csrf: foreign })).status).toBe(403);
      const own = { ...fields, _csrf: csrfOf(page) };
      expect((await who.post(path, own, { origin: 'http://evil.localhost' })).status).toBe(403);
    }
    expect((await code.who.submit(code.page, '/login/code', { otpNo: token.code() })).status).toBe(200);
  });

  it('without any session is sent to the login page', async () => {
    for (const path of STAGE_PAGES) expect((await visitor(bank).get(path)).location).toBe('/login');
  });
});

describe('a finished login', () => {
  it('has no way back into its stages', async () => {
    const home = await code.who.submit(code.page, '/login/code', { otpNo: token.code() });
    expect(heading(home)).toBe('ホーム');
    for (const path of STAGE_PAGES) expect((await code.who.get(path)).location).toBe('/menu');
    expect((await code.who.post('/login/stop', { _csrf: csrfOf(code.page) })).status).toBe(403);
    expect((await code.who.get('/menu')).status).toBe(200);
  });
});

describe('what a login leaves behind', () => {
  it('holds neither code nor answer, in database, log or audit', async () => {
    const used = token.code();
    await code.who.submit(code.page, '/login/code', { otpNo: used });
    await answers.who.submit(answers.page, '/login/answers', answersOn(answers.page));
    const { db } = bank.bank.store;
    const rows = JSON.stringify([
      await db.selectFrom('sessions').selectAll().execute(),
      await db.selectFrom('audit').selectAll().execute(),
      await db.selectFrom('risk_events').selectAll().execute(),
      await db.selectFrom('browsers').selectAll().execute(),
    ]);
    expect(rows).not.toContain(used);
    expect(rows).not.toContain('答え');
    expect(rows).not.toContain('127.0.');
    expect(bank.log.join()).not.toContain(used);
  });
});
