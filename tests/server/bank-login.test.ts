import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { kamome } from '../../bank/institutions/kamome/index.ts';
import { midori } from '../../bank/institutions/midori/index.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { type RunningBank, startBank } from '../support/bank.ts';
import { giveToken, refOf } from '../support/bank-token.ts';
import { heading, logIn, type Page, startLogIn, visitor } from '../support/bank-visitor.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const PHONE = { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Mobile/15E148' };
const HANAKO = ['midori-001', 'demo-hanako-1'] as const;
const DESK = { operator: 'desk-01', reason: 'お客さまのお申出' };
/** Without the questions, which are another test's business. */
const CALM = { ...midori, risk: null };

let house: RunningAuthority;
let bank: RunningBank;
beforeEach(async () => {
  house = await startAuthority();
  bank = await startBank({ authority: house, clock: house.clock, institution: CALM });
});
afterEach(async () => {
  await bank.close();
  await house.close();
});

const audited = async (event: string) => {
  const rows = await bank.bank.store.db
    .selectFrom('audit')
    .selectAll()
    .where('event', '=', event)
    .where('customer_ref', '=', await refOf(bank, HANAKO[0]))
    .execute();
  return rows.map(({ detail }) => JSON.parse(detail) as Record<string, unknown>);
};

describe('wrong codes in a row', () => {
  it('suspend the token at the fifth, spread over sessions, PC and phone, and the page says what to do', async () => {
    const token = await giveToken(house, bank, HANAKO[0]);
    const pc = visitor(bank);
    const phone = visitor(bank, PHONE);
    const answers: Page[] = [];
    for (const who of [pc, phone, pc, visitor(bank), phone])
      answers.push(await logIn(who, ...HANAKO, token.wrong()));
    expect(answers.map((each) => each.status)).toEqual([401, 401, 401, 401, 403]);
    const page = answers[4] as Page;
    expect(page.text).toContain('0120-000-000');
    expect(page.document.querySelector('a[href="/recover"]')).not.toBeNull();
    const right = await logIn(pc, ...HANAKO, token.code());
    expect(right.status).toBe(403);
    expect(heading(right)).toBe('ワンタイムパスワードの利用を停止しています');
    await token.authority.lift(token.id, DESK, 'lift-1');
    house.clock.advance(MINUTE);
    expect(heading(await logIn(pc, ...HANAKO, token.code()))).toBe('ホーム');
  });

  it('are forgotten after a right one', async () => {
    const token = await giveToken(house, bank, HANAKO[0]);
    for (let round = 0; round < 2; round += 1) {
      for (let i = 0; i < 4; i += 1)
        expect((await logIn(visitor(bank), ...HANAKO, token.wrong())).status).toBe(401);
      expect(heading(await logIn(visitor(bank), ...HANAKO, token.code()))).toBe('ホーム');
      house.clock.advance(MINUTE);
    }
  });

  it('name the desk where the bank has no way back without it', async () => {
    const plain = await startBank({
      authority: house,
      clock: house.clock,
      institution: { ...CALM, recovery: null },
    });
    try {
      const token = await giveToken(house, plain, HANAKO[0]);
      let page: Page | null = null;
      for (let i = 0; i < 5; i += 1) page = await logIn(visitor(plain), ...HANAKO, token.wrong());
      expect(page?.status).toBe(403);
      expect(page?.text).toContain('受付時間 平日');
      expect(page?.document.querySelector('a[href="/recover"]')).toBeNull();
    } finally {
      await plain.close();
    }
  });
});

describe('a paused token', () => {
  it('lets its customer in without a code until the instant named, and nobody after it', async () => {
    const token = await giveToken(house, bank, HANAKO[0]);
    const until = house.clock() + 7 * DAY;
    await token.authority.pause(token.id, DESK, until, 'pause-1');
    for (const headers of [{}, PHONE]) {
      const home = await logIn(visitor(bank, headers), ...HANAKO);
      expect(heading(home)).toBe('ホーム');
      expect(home.text).toContain('2027年6月22日');
    }
    expect(await audited('login-paused')).toEqual([{ until }, { until }]);

    house.clock.set(until - 1);
    expect(heading(await logIn(visitor(bank), ...HANAKO))).toBe('ホーム');
    house.clock.set(until);
    for (const code of ['', token.code()]) {
      const over = await logIn(visitor(bank), ...HANAKO, code);
      expect(over.status).toBe(403);
      expect(heading(over)).toBe('ワンタイムパスワードの一時停止の期限が過ぎました');
      expect(over.text).toContain('0120-000-000');
    }

    await token.authority.resume(token.id, DESK, 'resume-1');
    expect((await logIn(visitor(bank), ...HANAKO)).status).toBe(401);
    expect(heading(await logIn(visitor(bank), ...HANAKO, token.code()))).toBe('ホーム');
  });
});

describe('an expired token', () => {
  it('that was in use lets nobody in by the password alone, and names the way out', async () => {
    const token = await giveToken(house, bank, HANAKO[0]);
    house.clock.set((token.activation.expiresAt ?? 0) - 1);
    expect((await logIn(visitor(bank), ...HANAKO)).status).toBe(401);
    house.clock.set((token.activation.expiresAt ?? 0) + 1);
    for (const code of ['', token.code()]) {
      const page = await logIn(visitor(bank), ...HANAKO, code);
      expect(page.status).toBe(403);
      expect(heading(page)).toBe('ワンタイムパスワードの有効期限が過ぎました');
      expect(page.document.querySelector('a[href="/recover"]')).not.toBeNull();
    }
    await giveToken(house, bank, HANAKO[0], { setUp: false });
    expect(heading(await logIn(visitor(bank), ...HANAKO))).toBe('ホーム');
  });

  it('that never began does not stand in the way', async () => {
    const token = await giveToken(house, bank, HANAKO[0], { inUse: false });
    house.clock.set((token.activation.expiresAt ?? 0) + 1);
    expect(heading(await logIn(visitor(bank), ...HANAKO))).toBe('ホーム');
  });
});

describe('the representative account', () => {
  const byAccount = async (branch: string, account: string, password: string, code = '') => {
    const who = visitor(bank);
    return who.submit(await who.get('/login'), '/login', {
      loginBy: 'representative-account',
      branchCode: branch,
      accountNumber: account,
      userLoginId: 'left over',
      loginPassword: password,
      otpNo: code,
    });
  };

  it('names its customer as well as the login ID does', async () => {
    await logIn(visitor(bank), ...HANAKO);
    expect(heading(await byAccount('101', '1000001', HANAKO[1]))).toBe('ホーム');
    expect(heading(await byAccount('101', '1000-001', HANAKO[1]))).toBe('ホーム');
    const token = await giveToken(house, bank, HANAKO[0]);
    expect((await byAccount('101', '1000001', HANAKO[1])).status).toBe(401);
    expect(heading(await byAccount('101', '1000001', HANAKO[1], token.code()))).toBe('ホーム');
  });

  it('answers alike when it is unknown, when it is another one of the customer’s, and for a wrong password', async () => {
    const bare = (page: Page) =>
      page.text.replace(/name="_csrf" value="[^"]*"/u, '').replace(/10000\d\d|9999999/gu, '');
    const answers = [
      await byAccount('101', '9999999', 'wrong'),
      await byAccount('101', '1000001', 'wrong'),
      await byAccount('101', '1000019', HANAKO[1]),
    ];
    expect(new Set(answers.map((each) => each.status))).toEqual(new Set([401]));
    expect(new Set(answers.map(bare)).size).toBe(1);
    const kept = answers[0]?.document;
    expect(kept?.querySelector<HTMLInputElement>('[name=accountNumber]')?.value).toBe('9999999');
    expect(kept?.querySelector<HTMLInputElement>('[value=representative-account]')?.checked).toBe(true);
  });

  it('is throttled together with its login ID, and unknown ones by themselves', async () => {
    for (let i = 0; i < 5; i += 1) {
      expect((await startLogIn(visitor(bank), HANAKO[0], 'wrong')).status).toBe(401);
      expect((await byAccount('101', '1000001', 'wrong')).status).toBe(401);
    }
    expect((await startLogIn(visitor(bank), ...HANAKO)).status).toBe(429);
    expect((await byAccount('101', '1000001', HANAKO[1])).status).toBe(429);
    for (let i = 0; i < 10; i += 1) expect((await byAccount('102', '7777777', 'wrong')).status).toBe(401);
    expect((await byAccount('102', '7777777', 'wrong')).status).toBe(429);
  });

  it('names nobody at a bank that does not offer it', async () => {
    const other = await startBank({
      authority: house,
      clock: house.clock,
      institution: { ...CALM, login: { ...CALM.login, by: ['login-id'] } },
    });
    try {
      const who = visitor(other);
      const page = await who.submit(await who.get('/login'), '/login', {
        loginBy: 'representative-account',
        branchCode: '101',
        accountNumber: '1000001',
        loginPassword: HANAKO[1],
      });
      expect(page.status).toBe(401);
      expect(page.document.querySelector('[name=loginBy]')).toBeNull();
    } finally {
      await other.close();
    }
  });
});

describe('a bank whose phone users need a token', () => {
  const NAGISA = ['kamome-001', 'demo-nagisa-1'] as const;
  let gull: RunningBank;
  let nest: RunningAuthority;
  beforeEach(async () => {
    nest = await startAuthority({ policy: kamome.tokenPolicy(['http://kamome.localhost:8612']) });
    gull = await startBank({ authority: nest, clock: nest.clock, institution: kamome });
  });
  afterEach(async () => {
    await gull.close();
    await nest.close();
  });

  it('leads a phone without one straight to the application, which is all it can reach', async () => {
    const phone = visitor(gull, PHONE);
    await startLogIn(phone, ...NAGISA);
    expect((await phone.get('/otp/apply')).status).toBe(200);
    for (const path of ['/menu', '/balances', '/entries', '/transfer', '/otp/cancel'])
      expect((await phone.get(path)).location, path).toBe('/otp/apply');
    const status = await phone.get('/otp');
    expect(status.status).toBe(200);
    expect(status.document.querySelector('nav.menu')).toBeNull();
    expect(heading(await phone.submit(status, '/logout', {}))).toBe('ログアウトしました');

    const pc = visitor(gull);
    expect((await startLogIn(pc, ...NAGISA)).status).toBe(200);
    expect((await pc.get('/balances')).status).toBe(200);
  });

  it('keeps it there, with the numbers at hand, while the token waits for its set-up', async () => {
    await giveToken(nest, gull, NAGISA[0], { setUp: false });
    const phone = visitor(gull, PHONE);
    const waiting = await startLogIn(phone, ...NAGISA);
    expect(waiting.text).toContain('ユーザID');
    expect((await phone.get('/otp')).text).toContain('初期設定待ち');
    expect((await phone.get('/balances')).location).toBe('/otp/apply');
  });

  it('lets it in with a code that begins the use, and without one says to type it', async () => {
    const token = await giveToken(nest, gull, NAGISA[0], { inUse: false });
    const phone = visitor(gull, PHONE);
    const without = await startLogIn(phone, ...NAGISA);
    expect(without.text).toContain('ワンタイムパスワードを入れてログイン');
    expect((await phone.get('/balances')).location).toMatch(/^\/(?:login|otp\/apply)$/u);
    const home = await startLogIn(visitor(gull, PHONE), ...NAGISA, token.code());
    expect(home.text).toContain('ワンタイムパスワードの利用を開始しました');
    nest.clock.advance(MINUTE);
    expect((await startLogIn(visitor(gull), ...NAGISA)).status).toBe(401);
    expect((await startLogIn(visitor(gull), ...NAGISA, token.code())).status).toBe(200);
  });
});
