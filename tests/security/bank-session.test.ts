import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCustomer } from '../../bank/engine/customers.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { APP_ADDRESS, type RunningBank, startBank } from '../support/bank.ts';
import { heading, logIn, type Page, visitor } from '../support/bank-visitor.ts';

const MINUTE = 60_000;
const HANAKO = ['midori-001', 'demo-hanako-1'] as const;

let house: RunningAuthority;
let bank: RunningBank;
beforeAll(async () => {
  house = await startAuthority({ appAddress: APP_ADDRESS });
  bank = await startBank({ authority: house, clock: house.clock });
});
afterAll(async () => {
  await bank.close();
  await house.close();
});

const sessionLine = (page: Page): string =>
  page.headers.getSetCookie().find((line) => /^(?:__Host-)?sid=/u.test(line)) ?? '';

/** Posts the login form without following the redirect. */
async function rawLogin(
  who: ReturnType<typeof visitor>,
  fields: Record<string, string> = { userLoginId: HANAKO[0], loginPassword: HANAKO[1] },
): Promise<Page> {
  const form = await who.get('/login');
  const token = form.document.querySelector<HTMLInputElement>('[name="_csrf"]')?.value ?? '';
  return who.post('/login', { _csrf: token, ...fields });
}

describe('the session cookie', () => {
  it('is HttpOnly, SameSite=Lax and for the whole site', async () => {
    const line = sessionLine(await rawLogin(visitor(bank)));
    expect(line).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/u);
  });

  it('is Secure under a __Host- name where the bank is served over https', async () => {
    const secure = await startBank({ authority: house, scheme: 'https' });
    try {
      const line = sessionLine(await rawLogin(visitor(secure)));
      expect(line).toMatch(/^__Host-sid=/u);
      expect(line).toContain('; Secure');
      expect((await visitor(secure).get('/login')).headers.get('strict-transport-security')).not.toBeNull();
    } finally {
      await secure.close();
    }
  });

  it('planted before the login is never made a session', async () => {
    const who = visitor(bank);
    who.cookies.set('sid', 'A'.repeat(43));
    who.cookies.set('form', 'B'.repeat(43));
    await rawLogin(who);
    expect(who.cookies.get('sid')).not.toBe('A'.repeat(43));
    const thief = visitor(bank);
    thief.cookies.set('sid', 'A'.repeat(43));
    expect((await thief.get('/menu')).status).toBe(401);
    thief.cookies.set('sid', 'B'.repeat(43));
    expect((await thief.get('/menu')).status).toBe(401);
  });

  it('of an earlier login stops working at a new login and at logout', async () => {
    const who = visitor(bank);
    await logIn(who, ...HANAKO);
    const first = visitor(bank);
    first.cookies.set('sid', who.cookies.get('sid') ?? '');
    const form = await visitor(bank).get('/login');
    who.cookies.set('form', form.headers.getSetCookie()[0]?.split(/[=;]/u)[1] ?? '');
    const token = form.document.querySelector<HTMLInputElement>('[name="_csrf"]')?.value ?? '';
    await who.post('/login', { _csrf: token, userLoginId: HANAKO[0], loginPassword: HANAKO[1] });
    expect((await first.get('/menu')).status).toBe(401);

    const second = visitor(bank);
    second.cookies.set('sid', who.cookies.get('sid') ?? '');
    await who.submit(await who.get('/menu'), '/logout', {});
    expect(who.cookies.has('sid')).toBe(false);
    expect((await second.get('/menu')).status).toBe(401);
  });

  it('is not in the database, nor is a password', async () => {
    const who = visitor(bank);
    await logIn(who, ...HANAKO);
    const files = ['', '-wal'].map((end) => readFileSync(bank.databasePath + end, 'latin1')).join('');
    expect(files).toContain('midori-001');
    expect(files).not.toContain(who.cookies.get('sid') ?? 'missing');
    expect(files).not.toContain(HANAKO[1]);
  });

  it('runs out when idle, and in any case after its longest life', async () => {
    const who = visitor(bank);
    await logIn(who, ...HANAKO);
    for (let minutes = 0; minutes < 54; minutes += 9) {
      expect((await who.get('/menu')).status).toBe(200);
      bank.clock.advance(9 * MINUTE);
    }
    expect((await who.get('/menu')).status).toBe(200);
    bank.clock.advance(6 * MINUTE);
    const over = await who.get('/menu');
    expect(over.status).toBe(401);
    expect(heading(over)).toBe('ログインの有効時間が過ぎました');

    const idle = visitor(bank);
    await logIn(idle, ...HANAKO);
    bank.clock.advance(10 * MINUTE);
    expect((await idle.get('/menu')).status).toBe(401);
    expect((await idle.get('/menu')).location).toBe('/login');
  });
});

const POSTS = [
  '/logout',
  '/transfer',
  '/transfer/confirm',
  '/otp/apply',
  '/otp/apply/form',
  '/otp/apply/answers',
  '/otp/apply/confirm',
  '/otp/apply/phone',
  '/otp/apply/withdraw',
  '/otp/start',
  '/otp/cancel',
];

describe('a forged form', () => {
  it.each(POSTS)(
    '%s is refused without the token, with a stranger’s, and from another origin',
    async (path) => {
      const who = visitor(bank);
      const home = await logIn(who, ...HANAKO);
      const token = home.document.querySelector<HTMLInputElement>('[name="_csrf"]')?.value ?? '';
      const other = await logIn(visitor(bank), 'midori-002', 'demo-taro-2');
      const foreign = other.document.querySelector<HTMLInputElement>('[name="_csrf"]')?.value ?? '';
      expect(foreign).not.toBe(token);
      expect((await who.post(path, {})).status).toBe(403);
      expect((await who.post(path, { _csrf: foreign })).status).toBe(403);
      expect((await who.post(path, { _csrf: token }, { origin: 'http://evil.localhost' })).status).toBe(403);
      expect((await who.post(path, { _csrf: token }, { origin: 'null' })).status).toBe(403);
      expect((await who.post(path, { _csrf: token }, { origin: null })).status).toBe(403);
      expect((await who.get('/menu')).status).toBe(200);
    },
  );

  it('does not log anybody in', async () => {
    const fields = { userLoginId: HANAKO[0], loginPassword: HANAKO[1] };
    const without = await visitor(bank).post('/login', fields);
    expect(without.status).toBe(400);
    expect(sessionLine(without)).toBe('');
    const abroad = await visitor(bank).post('/login', fields, { origin: 'http://evil.localhost' });
    expect(abroad.status).toBe(403);
  });

  it('cannot carry another session’s confirmed step', async () => {
    const mine = visitor(bank);
    await logIn(mine, 'midori-002', 'demo-taro-2');
    const confirm = await mine.submit(await mine.get('/otp/apply'), '/otp/apply', {
      email: 'taro@demo.example',
      device: 'pc',
      activationPassword: '246810',
      activationPasswordRepeat: '246810',
    });
    const sealed = confirm.document.querySelector<HTMLInputElement>('[name="sealed"]')?.value ?? '';
    const yours = visitor(bank);
    const home = await logIn(yours, ...HANAKO);
    const token = home.document.querySelector<HTMLInputElement>('[name="_csrf"]')?.value ?? '';
    const answer = await yours.post('/otp/apply/confirm', { _csrf: token, sealed, go: 'send' });
    expect(answer.status).toBe(400);
    expect(house.mailbox.messages()).toHaveLength(0);
  });
});

describe('the hand-over from the token app', () => {
  it('shows the code in the form and logs nobody in, whatever cookies come along', async () => {
    const who = visitor(bank);
    await logIn(who, ...HANAKO);
    const sid = who.cookies.get('sid');
    const page = await who.post('/otp-entry', { code: '1234 5678' }, { origin: APP_ADDRESS, cookies: false });
    expect(page.status).toBe(200);
    expect(page.document.querySelector<HTMLInputElement>('[name="otpNo"]')?.value).toBe('12345678');
    expect(sessionLine(page)).toBe('');
    expect(who.cookies.get('sid')).toBe(sid);
    const again = await who.submit(page, '/login', { userLoginId: HANAKO[0], loginPassword: HANAKO[1] });
    expect(heading(again)).toBe('ホーム');
  });

  it('puts nothing but digits into the form', async () => {
    for (const code of ['"><script>alert(1)</script>', '12', 'x'.repeat(400)]) {
      const page = await visitor(bank).post('/otp-entry', { code }, { origin: APP_ADDRESS });
      expect(page.document.querySelector<HTMLInputElement>('[name="otpNo"]')?.value).toBe('');
      expect(page.document.querySelector('script')).toBeNull();
    }
  });
});

describe('every page', () => {
  it('forbids foreign script, framing and storing', async () => {
    const who = visitor(bank);
    const pages = [await who.get('/login'), await who.get('/nowhere'), await logIn(who, ...HANAKO)];
    for (const path of ['/otp', '/otp/apply', '/transfer', '/entries', '/balances'])
      pages.push(await who.get(path));
    for (const page of pages) {
      expect(page.headers.get('content-security-policy')).toBe(
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      );
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(page.headers.get('x-content-type-options')).toBe('nosniff');
      expect(page.document.querySelector('script, [style], [onclick]')).toBeNull();
      expect(page.document.documentElement.lang).toBe('ja');
      for (const input of page.document.querySelectorAll<HTMLInputElement>(
        'input:not([type="hidden"]), select',
      ))
        expect(input.labels?.length, input.name).toBeGreaterThan(0);
    }
  });

  it('shows a hostile name and hostile input as text', async () => {
    const name = '<img src=x onerror=alert(1)>"\'&';
    await addCustomer(bank.bank.store, {
      loginId: 'hostile',
      name,
      email: 'h@demo.example',
      phone: '+819000000009',
      password: 'hostile-password',
      confirmationPassword: 'k',
    });
    const who = visitor(bank);
    const home = await logIn(who, 'hostile', 'hostile-password');
    expect(home.document.querySelector('.who strong')?.textContent).toBe(name);
    expect(home.document.querySelector('img[src="x"]')).toBeNull();
    const refused = await rawLogin(visitor(bank), {
      userLoginId: '"><svg onload=alert(1)>',
      loginPassword: 'x',
    });
    expect(refused.document.querySelector('svg')).toBeNull();
    expect(refused.document.querySelector<HTMLInputElement>('[name="userLoginId"]')?.value).toBe(
      '"><svg onload=alert(1)>',
    );
  });
});
