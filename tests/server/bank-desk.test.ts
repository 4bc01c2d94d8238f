import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit } from '../../bank/engine/audit.ts';
import { midori } from '../../bank/institutions/midori/index.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { APP_ADDRESS, type RunningBank, startBank } from '../support/bank.ts';
import { heading, type Page, type Visitor, visitor } from '../support/bank-visitor.ts';
import {
  act,
  actsOn,
  auditOf,
  CLERK,
  clerk,
  historyOn,
  logInAtDesk,
  refOf,
  stateOn,
} from '../support/desk.ts';

const MINUTE = 60_000;
const HANAKO = ['midori-001', 'demo-hanako-1'] as const;
const FIRST = midori.demoCustomers[0]!;
/** Logging in asks for nothing but the password and the code. */
const plain = { ...midori, additionalAuthentication: null, risk: null };

let house: RunningAuthority;
let bank: RunningBank;
let desk: Visitor;
let hanako: string;
beforeAll(async () => {
  house = await startAuthority({ appAddress: APP_ADDRESS });
  bank = await startBank({ authority: house, clock: house.clock, institution: plain });
  hanako = await refOf(bank, HANAKO[0]);
});
afterAll(async () => {
  await bank.close();
  await house.close();
});

const search = async (fields: Record<string, string>): Promise<Page> =>
  desk.submit(await desk.get('/customers'), '/customers', fields);
const found = (page: Page): string[] =>
  [...page.document.querySelectorAll('[aria-labelledby="found"] td a')].map((each) => each.textContent ?? '');

describe('the desk', () => {
  it('answers on its own host name only, and the customers’ pages on theirs', async () => {
    desk = clerk(bank);
    expect(heading(await desk.get('/login'))).toBe('窓口ログイン');
    for (const path of ['/menu', '/otp', '/transfer', '/otp-entry', '/logo.svg'])
      expect((await desk.get(path)).status, path).toBe(404);
    const customers = visitor(bank);
    for (const path of ['/customers', `/customers/${hanako}`, `/customers/${hanako}/acts/cancel`])
      expect((await customers.get(path)).status, path).toBe(404);
    expect(heading(await customers.get('/login'))).not.toBe('窓口ログイン');
    expect((await desk.get('/style.css')).text).not.toBe((await customers.get('/style.css')).text);
  });

  it.each([
    'desk.midori.localhost.evil.example',
    'xdesk.midori.localhost',
    'midori.localhost',
    'desk.localhost',
  ])('is not what %s is answered with', async (host) => {
    const stranger = clerk(bank, host);
    expect((await stranger.get('/customers')).status).toBe(404);
    expect((await stranger.get('/login')).text).not.toContain('窓口ログイン');
  });

  it('lets nobody in without a login', async () => {
    for (const path of ['/', '/customers', `/customers/${hanako}`, `/customers/${hanako}/acts/lift`]) {
      const page = await clerk(bank).get(path);
      expect(page.status).toBe(303);
      expect(page.text).not.toContain(FIRST.name);
    }
  });

  it('logs a clerk in and notes it', async () => {
    const home = await logInAtDesk(desk);
    expect(heading(home)).toBe('お客様をさがす');
    expect(home.text).toContain('みどり農業協同組合');
    expect(home.text).toContain('desk-01');
    expect((await auditOf(bank, null)).at(-1)).toEqual({
      event: 'desk-login',
      actor: 'desk:desk-01',
      detail: {},
    });
  });
});

describe('finding a customer', () => {
  it.each<[string, Record<string, string>]>([
    ['the login ID', { loginId: ' MIDORI-001 ' }],
    ['part of the name', { name: FIRST.name.split(/\s/u)[1]! }],
    ['the name without its blank', { name: FIRST.name.replace(/\s/u, '') }],
    ['the name in kana, in half-width letters', { name: 'ﾊﾅｺ' }],
    ['the last digits of the phone number', { phone: FIRST.phone.slice(-4) }],
    ['the whole phone number as it is said', { phone: FIRST.phone.replace('+81', '0') }],
  ])('works by %s', async (_by, fields) => {
    expect(found(await search(fields))).toEqual([FIRST.name]);
  });

  it('works by branch and account number together', async () => {
    const { branch, number } = FIRST.accounts[0]!;
    expect(found(await search({ branch, number }))).toEqual([FIRST.name]);
    expect((await search({ branch })).status).toBe(422);
  });

  it('shows no more than is needed to choose', async () => {
    const page = await search({ name: 'デモ' });
    expect(found(page).length).toBeGreaterThan(1);
    for (const { email, phone, accounts } of plain.demoCustomers) {
      expect(page.text).not.toContain(email);
      expect(page.text).not.toContain(phone.slice(3));
      expect(page.text).not.toContain(accounts[0]!.number);
    }
    expect(page.location).toBeNull();
  });

  it('finds only what fits everything that was typed', async () => {
    expect(found(await search({ name: 'デモ', loginId: 'midori-002' }))).toHaveLength(1);
    expect(found(await search({ name: '太郎', loginId: 'midori-001' }))).toEqual([]);
  });

  it.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['one letter of a name', { name: '見' }],
    ['three digits of a phone number', { phone: '001' }],
    ['wildcards', { phone: '%%%%' }],
  ])('refuses %s', async (_what, fields) => {
    const page = await search(fields);
    expect(page.status).toBe(422);
    expect(found(page)).toEqual([]);
  });

  it('takes wildcards and quotes for what they are', async () => {
    for (const name of ['%%', '__', `' OR 1=1 --`]) expect(found(await search({ name }))).toEqual([]);
  });

  it('notes that somebody searched, never what for', async () => {
    await search({ name: '花子' });
    expect((await auditOf(bank, null)).at(-1)).toEqual({
      event: 'desk-searched',
      actor: 'desk:desk-01',
      detail: { found: 1 },
    });
  });
});

describe('a customer’s page', () => {
  it('shows who it is with mail and phone hidden in part, and that there is no token', async () => {
    const page = await desk.get(`/customers/${hanako}`);
    expect(heading(page)).toBe(`${FIRST.name} 様`);
    expect(stateOn(page)).toBe('お申込みなし');
    expect(page.text).not.toContain('hanako@demo.example');
    expect(page.text).toContain('***@demo.example');
    expect(page.text).not.toContain(FIRST.phone.slice(3));
    expect(actsOn(page)).toEqual(['reissue']);
  });

  it('is noted once an opening', async () => {
    const views = async () =>
      (await auditOf(bank, hanako)).filter((each) => each.event === 'desk-viewed').length;
    const before = await views();
    await desk.get(`/customers/${hanako}?history=40`);
    expect(await views()).toBe(before);
    for (let minutes = 0; minutes < 11; minutes += 1) {
      house.clock.advance(MINUTE);
      await desk.get('/customers');
    }
    await desk.get(`/customers/${hanako}/acts/reissue`);
    await desk.get(`/customers/${hanako}`);
    expect(await views()).toBe(before + 1);
  });

  it('says so for a customer there is not', async () => {
    expect((await desk.get('/customers/c_nobody')).status).toBe(404);
    expect((await desk.get(`/customers/${hanako}/acts/nothing`)).status).toBe(404);
    expect((await desk.get(`/customers/${hanako}/acts/toString`)).status).toBe(404);
  });

  it('tells the history of bank and authority by time, in words, with more on the next page', async () => {
    const taro = await refOf(bank, 'midori-002');
    expect(heading(await act(desk, taro, 'reissue', { device: 'pc' }))).toBe('発行の完了');
    const page = await desk.get(`/customers/${taro}`);
    const lines = historyOn(page);
    expect(lines).toContainEqual({
      who: '窓口 担当(窓口 desk-01)',
      what: '発行・再発行しましたパソコン・本人確認 来店・運転免許証',
      why: 'ご本人が来店されたため',
      kept: '銀行',
    });
    expect(lines).toContainEqual({
      who: '窓口 担当(窓口 desk-01)',
      what: 'トークンを発行しましたパソコン',
      why: 'ご本人が来店されたため',
      kept: '認証センター',
    });
    expect(lines.every((line) => !/[a-z]+-[a-z]+/.test(line.what))).toBe(true);

    for (let times = 0; times < 25; times += 1) await audit(bank.bank.store, taro, 'login');
    const first = await desk.get(`/customers/${taro}`);
    expect(historyOn(first)).toHaveLength(20);
    expect(historyOn(first).some((line) => line.what.startsWith('トークンを発行'))).toBe(false);
    const more = first.document.querySelector('a[href*="history="]')?.getAttribute('href') ?? '';
    const second = await desk.get(more.replace(/#.*/, ''));
    expect(historyOn(second).length).toBeGreaterThan(20);
    expect(historyOn(second).slice(0, 20)).toEqual(historyOn(first));
    expect(historyOn(second).some((line) => line.what.startsWith('トークンを発行'))).toBe(true);
    expect(second.document.querySelector('a[href*="history="]')).toBeNull();
  });

  it('still shows what the bank knows while the authority is away, and offers nothing that needs it', async () => {
    const alone = await startBank({
      authority: { url: 'http://127.0.0.1:1', credential: 'none' },
      clock: house.clock,
      institution: plain,
    });
    try {
      const who = clerk(alone);
      await logInAtDesk(who);
      const ref = await refOf(alone, HANAKO[0]);
      const page = await who.get(`/customers/${ref}`);
      expect(page.status).toBe(200);
      expect(page.text).toContain('認証センターにつながらない');
      expect(historyOn(page)[0]?.what).toBe('お客様の記録を開きました');
      expect(actsOn(page)).toEqual([]);
    } finally {
      await alone.close();
    }
  });
});

describe('a clerk’s login', () => {
  it('ends after ten minutes untouched, and after eight hours in any case', async () => {
    const who = clerk(bank);
    await logInAtDesk(who);
    for (let minutes = 0; minutes < 8 * 60; minutes += 9) {
      expect((await who.get('/customers')).status).toBe(200);
      house.clock.advance(9 * MINUTE);
    }
    const over = await who.get('/customers');
    expect(over.status).toBe(401);
    expect(heading(over)).toBe('ログインの有効時間が過ぎました');

    const idle = clerk(bank);
    await logInAtDesk(idle);
    house.clock.advance(10 * MINUTE);
    expect((await idle.get('/customers')).status).toBe(401);
  });

  it('ends at logout', async () => {
    const who = clerk(bank);
    const home = await logInAtDesk(who);
    const thief = clerk(bank);
    thief.cookies.set('desk-session', who.cookies.get('desk-session') ?? '');
    expect((await thief.get('/customers')).status).toBe(200);
    expect(heading(await who.submit(home, '/logout', {}))).toBe('ログアウトしました');
    expect((await thief.get('/customers')).status).toBe(401);
    expect((await auditOf(bank, null)).at(-1)?.event).toBe('desk-logout');
  });

  it('takes the ID in any case', async () => {
    expect(heading(await logInAtDesk(clerk(bank), ` ${CLERK[0].toUpperCase()} `, CLERK[1]))).toBe(
      'お客様をさがす',
    );
  });
});
