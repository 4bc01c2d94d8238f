import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { midori } from '../../bank/institutions/midori/index.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { type RunningBank, startBank } from '../support/bank.ts';
import { giveToken, refOf } from '../support/bank-token.ts';
import {
  answersOn,
  heading,
  logIn,
  type Page,
  startLogIn,
  type Visitor,
  visitor,
} from '../support/bank-visitor.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const HANAKO = ['midori-001', 'demo-hanako-1'] as const;
const TITLE = '追加認証';
const QUESTIONS = midori.additionalAuthentication?.questions ?? [];

let house: RunningAuthority;
let bank: RunningBank;
/** A browser of 花子 that has come to the end of a login, an hour ago. */
let home: Visitor;
beforeEach(async () => {
  house = await startAuthority();
  bank = await startBank({ authority: house, clock: house.clock });
  home = visitor(bank);
  await logIn(home, ...HANAKO);
  house.clock.advance(HOUR);
});
afterEach(async () => {
  await bank.close();
  await house.close();
});

/** What was found, oldest first, by the bank's own records and by its audit. */
async function findings() {
  const ref = await refOf(bank, HANAKO[0]);
  const { db } = bank.bank.store;
  const rows = await db
    .selectFrom('risk_events')
    .selectAll()
    .where('customer_ref', '=', ref)
    .orderBy('id')
    .execute();
  const lines = await db
    .selectFrom('audit')
    .selectAll()
    .where('customer_ref', '=', ref)
    .where('event', '=', 'risk-scored')
    .orderBy('id')
    .execute();
  const noted = rows.map(({ operation, signals, score, asked }) => ({
    operation,
    signals: JSON.parse(signals) as string[],
    score,
    asked: asked === 1,
  }));
  const audited = lines.map(({ detail }) => JSON.parse(detail) as Record<string, unknown>);
  expect(audited).toEqual(noted.map((each) => ({ ...each, signals: each.signals.join(' ') })));
  return noted;
}
const lastFinding = async () => (await findings()).at(-1);
const answer = (who: Visitor, page: Page, answers = answersOn(page)) =>
  who.submit(page, '/login/answers', answers);
const wrong = (page: Page) =>
  Object.fromEntries(Object.keys(answersOn(page)).map((name) => [name, 'まちがい']));
const questions = (page: Page) => Object.keys(answersOn(page));

describe('the risk of a login', () => {
  it('is nothing from the browser and network of the login before', async () => {
    expect(heading(await startLogIn(home, ...HANAKO))).toBe('ホーム');
    expect(await findings()).toEqual([
      { operation: 'login', signals: ['unknown-browser', 'new-network'], score: 50, asked: false },
      { operation: 'login', signals: [], score: 0, asked: false },
    ]);
  });

  it('counts an unknown browser, too little by itself, and only until a login came to its end there', async () => {
    const other = visitor(bank);
    expect(heading(await startLogIn(other, ...HANAKO))).toBe('ホーム');
    expect(await lastFinding()).toMatchObject({ signals: ['unknown-browser'], score: 30 });
    await startLogIn(other, ...HANAKO);
    expect(await lastFinding()).toMatchObject({ signals: [] });
  });

  it('counts a new network, and with a new browser asks', async () => {
    const away = visitor(bank, {}, { from: '127.0.7.7' });
    for (const [name, value] of home.cookies) away.cookies.set(name, value);
    await startLogIn(away, ...HANAKO);
    expect(await lastFinding()).toEqual({
      operation: 'login',
      signals: ['new-network'],
      score: 20,
      asked: false,
    });
    const elsewhere = visitor(bank, {}, { from: '127.0.9.1' });
    const page = await startLogIn(elsewhere, ...HANAKO);
    expect(heading(page)).toBe(TITLE);
    expect(await lastFinding()).toMatchObject({ signals: ['unknown-browser', 'new-network'], asked: true });
    // Not known by having asked: only by a login that came to its end.
    expect(heading(await startLogIn(visitor(bank, {}, { from: '127.0.9.2' }), ...HANAKO))).toBe(TITLE);
    expect(heading(await answer(elsewhere, page))).toBe('ホーム');
    await startLogIn(visitor(bank, {}, { from: '127.0.9.3' }), ...HANAKO);
    expect(await lastFinding()).toMatchObject({ signals: ['unknown-browser'], asked: false });
  });

  it('counts the hours after midnight in Japan that the table names, and with a new browser asks', async () => {
    // 15 June, 15:00 UTC is midnight in Japan.
    const midnight = Date.UTC(2027, 5, 15, 15);
    const seen: [number, string[]][] = [];
    for (const at of [midnight + HOUR - 1, midnight + HOUR, midnight + 5 * HOUR - 1, midnight + 5 * HOUR]) {
      house.clock.set(at);
      await startLogIn(home, ...HANAKO);
      seen.push([at - midnight, (await lastFinding())?.signals ?? []]);
    }
    expect(seen).toEqual([
      [HOUR - 1, []],
      [HOUR, ['unusual-hour']],
      [5 * HOUR - 1, ['unusual-hour']],
      [5 * HOUR, []],
    ]);
    house.clock.set(midnight + 26 * HOUR);
    expect(heading(await startLogIn(visitor(bank), ...HANAKO))).toBe(TITLE);
  });

  it('counts more attempts than the table allows within its window, wrong ones too', async () => {
    for (let i = 0; i < 5; i += 1) await startLogIn(home, HANAKO[0], 'wrong');
    house.clock.advance(10 * MINUTE);
    await startLogIn(home, ...HANAKO);
    expect(await lastFinding()).toMatchObject({ signals: [] });
    for (let i = 0; i < 4; i += 1) await startLogIn(home, HANAKO[0], 'wrong');
    await startLogIn(home, ...HANAKO);
    expect(await lastFinding()).toMatchObject({ signals: ['velocity'], score: 40, asked: false });
    expect(heading(await startLogIn(visitor(bank), ...HANAKO))).toBe(TITLE);
  });

  it('is written down but never acted on at a bank without questions, and nothing is at one without a table', async () => {
    const bare = { additionalAuthentication: null };
    for (const [institution, rows] of [
      [{ ...midori, ...bare }, 1],
      [{ ...midori, ...bare, risk: null }, 0],
    ] as const) {
      const other = await startBank({ authority: house, clock: house.clock, institution });
      try {
        expect(heading(await startLogIn(visitor(other), ...HANAKO))).toBe('ホーム');
        expect(await other.bank.store.db.selectFrom('risk_events').selectAll().execute()).toHaveLength(rows);
      } finally {
        await other.close();
      }
    }
  });
});

describe('the browser’s cookie', () => {
  it('is kept for long, out of reach of scripts, and only its hash is in the database', async () => {
    const form = await home.get('/login');
    const token = form.document.querySelector<HTMLInputElement>('[name="_csrf"]')?.value ?? '';
    home.cookies.delete('sid');
    const page = await visitorLogin(home, token);
    const line = page.headers.getSetCookie().find((each) => each.startsWith('browser=')) ?? '';
    expect(line).toMatch(/Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/u);
    const rows = await bank.bank.store.db.selectFrom('browsers').selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(rows[0]?.id_hash).not.toBe(home.cookies.get('browser'));
  });
  const visitorLogin = async (who: Visitor, token: string) => {
    const login = await who.get('/login');
    const csrf = login.document.querySelector<HTMLInputElement>('[name="_csrf"]')?.value ?? token;
    return who.post('/login', { _csrf: csrf, userLoginId: HANAKO[0], loginPassword: HANAKO[1] });
  };

  it('that somebody else planted is replaced, and those who share a browser both stay known', async () => {
    const shared = visitor(bank);
    await logIn(shared, 'midori-002', 'demo-taro-2');
    const planted = shared.cookies.get('browser') ?? '';
    await startLogIn(shared, ...HANAKO);
    expect(shared.cookies.get('browser')).not.toBe(planted);
    const thief = visitor(bank);
    thief.cookies.set('browser', planted);
    await startLogIn(thief, ...HANAKO);
    expect(await lastFinding()).toMatchObject({ signals: ['unknown-browser'] });
    await startLogIn(shared, ...HANAKO);
    expect(await lastFinding()).toMatchObject({ signals: [] });
    const known = shared.cookies.get('browser');
    await startLogIn(shared, 'midori-002', 'demo-taro-2');
    expect(shared.cookies.get('browser')).toBe(known);
  });
});

describe('additional authentication', () => {
  const asked = async (from = '127.0.9.1') => {
    const who = visitor(bank, {}, { from });
    return { who, page: await startLogIn(who, ...HANAKO) };
  };

  /** How many wrong answers were looked at. */
  const looked = async (): Promise<number> => {
    const { db } = bank.bank.store;
    return (await db.selectFrom('audit').select('id').where('event', '=', 'answers-wrong').execute()).length;
  };

  it('asks as many of the questions as the bank says, the same ones after a reload and a new login', async () => {
    const { who, page } = await asked();
    expect(questions(page)).toHaveLength(2);
    expect(questions(await who.get('/login/answers'))).toEqual(questions(page));
    expect(questions((await asked()).page)).toEqual(questions(page));
    const seen = new Set<string>();
    for (let round = 0; round < 12 && seen.size < QUESTIONS.length; round += 1) {
      const next = await asked(`127.0.${20 + round}.1`);
      for (const name of questions(next.page)) seen.add(name);
      house.clock.advance(HOUR);
      expect(heading(await answer(next.who, next.page))).toBe('ログインの有効時間が過ぎました');
      house.clock.advance(19 * HOUR + round * MINUTE);
      await startLogIn(home, ...HANAKO);
    }
    expect(seen.size).toBe(QUESTIONS.length);
  });

  it('takes the answers as people write them', async () => {
    const { who, page } = await asked();
    const typed = Object.fromEntries(
      Object.entries(answersOn(page)).map(([name, value]) => [
        name,
        ` ${value.replace(' ', ' ').toUpperCase()}`,
      ]),
    );
    expect(heading(await answer(who, page, typed))).toBe('ホーム');
  });

  it('never tells which answer was wrong nor keeps what was typed', async () => {
    const { who, page } = await asked();
    const bare = (each: Page) => each.text.replace(/name="_csrf" value="[^"]*"/gu, '');
    const [first = '', second = ''] = questions(page);
    const right = answersOn(page);
    const pages = [
      await answer(who, page, { ...right, [first]: 'まちがい' }),
      await answer(who, page, { ...right, [second]: 'まちがい' }),
      await answer(who, page, {}),
    ];
    expect(new Set(pages.map((each) => each.status))).toEqual(new Set([401]));
    expect(new Set(pages.map(bare)).size).toBe(1);
    expect(pages[0]?.text).not.toContain('まちがい');
  });

  it('is locked after the bank’s limit of wrong tries across sessions, right ones included, until the desk helps', async () => {
    const first = await asked();
    for (let i = 0; i < 3; i += 1)
      expect((await answer(first.who, first.page, wrong(first.page))).status).toBe(401);
    const second = await asked();
    expect((await answer(second.who, second.page, wrong(second.page))).status).toBe(401);
    const locked = await answer(second.who, second.page, wrong(second.page));
    expect(locked.status).toBe(403);
    expect(locked.text).toContain('0120-000-000');
    expect((await answer(first.who, first.page)).status).toBe(403);
    const third = await asked();
    expect(third.page.status).toBe(403);
    expect(heading(third.page)).toBe('追加認証をご利用いただけません');
    // The customer's own browser is not asked, and stays open.
    expect(heading(await startLogIn(home, ...HANAKO))).toBe('ホーム');
  });

  it('counts parallel tries before it looks, and forgets them after a right one', async () => {
    const { who, page } = await asked();
    for (let i = 0; i < 4; i += 1) await answer(who, page, wrong(page));
    expect(heading(await answer(who, page))).toBe('ホーム');
    const next = await asked('127.0.11.1');
    const before = await looked();
    await Promise.all(Array.from({ length: 12 }, () => answer(next.who, next.page, wrong(next.page))));
    expect((await looked()) - before).toBe(5);
    const row = await bank.bank.store.db
      .selectFrom('customers')
      .select('answer_failures')
      .where('login_id', '=', HANAKO[0])
      .executeTakeFirstOrThrow();
    expect(row.answer_failures).toBe(5);
  });

  it('comes after a code typed on the login page, which is spent once and never kept', async () => {
    const token = await giveToken(house, bank, HANAKO[0]);
    const who = visitor(bank, {}, { from: '127.0.9.1' });
    expect((await startLogIn(who, ...HANAKO, token.wrong())).status).toBe(401);
    const code = token.code();
    const page = await startLogIn(who, ...HANAKO, code);
    expect(heading(page)).toBe(TITLE);
    expect((await startLogIn(visitor(bank), ...HANAKO, code)).status).toBe(401);
    expect(heading(await answer(who, page))).toBe('ホーム');
  });

  it('comes before a code that has a page of its own', async () => {
    const institution = { ...midori, login: { ...midori.login, code: 'second-page' as const } };
    const other = await startBank({ authority: house, clock: house.clock, institution });
    try {
      await logIn(visitor(other), ...HANAKO);
      const token = await giveToken(house, other, HANAKO[0]);
      const who = visitor(other, {}, { from: '127.0.9.1' });
      const page = await startLogIn(who, ...HANAKO);
      expect(heading(page)).toBe(TITLE);
      const next = await answer(who, page);
      expect(heading(next)).toBe('ワンタイムパスワード認証');
      expect(heading(await who.submit(next, '/login/code', { otpNo: token.code() }))).toBe('ホーム');
    } finally {
      await other.close();
    }
  });
});

describe('an application', () => {
  const apply = async (who: Visitor) =>
    who.submit(await who.get('/otp/apply'), '/otp/apply', {
      form: 'software',
      email: 'hanako@demo.example',
      device: 'pc',
      activationPassword: '246810',
      activationPasswordRepeat: '246810',
    });
  /** Whether applying asks this visitor for answers; written down as a finding of its own where it was scored. */
  const asksWhenApplying = async (who: Visitor): Promise<boolean> => {
    const before = (await findings()).length;
    const page = await apply(who);
    const after = (await findings()).slice(before);
    expect(after.every((each) => each.operation === 'apply')).toBe(true);
    const asked = after.some((each) => each.asked);
    expect(questions(page).length > 0).toBe(asked);
    return asked;
  };

  it('asks in a session whose login was unusual, although that login made its browser known', async () => {
    await startLogIn(home, ...HANAKO);
    expect(await asksWhenApplying(home)).toBe(false);
    const other = visitor(bank);
    await startLogIn(other, ...HANAKO);
    for (let i = 0; i < 6; i += 1) await startLogIn(visitor(bank), HANAKO[0], 'wrong');
    expect(await asksWhenApplying(other)).toBe(true);
  });

  it('does not ask again where the login did, nor right after the registration', async () => {
    const away = visitor(bank, {}, { from: '127.0.9.1' });
    await logIn(away, ...HANAKO);
    expect(await asksWhenApplying(away)).toBe(false);
    const taro = visitor(bank, {}, { from: '127.0.12.1' });
    await logIn(taro, 'midori-002', 'demo-taro-2');
    expect(questions(await apply(taro))).toEqual([]);
    const rows = await bank.bank.store.db
      .selectFrom('risk_events')
      .selectAll()
      .where('customer_ref', '=', await refOf(bank, 'midori-002'))
      .execute();
    expect(rows.map((row) => row.operation)).toEqual(['login']);
  });
});
