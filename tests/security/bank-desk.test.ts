import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCustomer } from '../../bank/engine/customers.ts';
import { midori } from '../../bank/institutions/midori/index.ts';
import { altered } from '../support/altered.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { APP_ADDRESS, type RunningBank, startBank } from '../support/bank.ts';
import { heading, logIn, type Page, type Visitor, visitor } from '../support/bank-visitor.ts';
import { act, auditOf, CLERK, clerk, logInAtDesk, refOf, WHY } from '../support/desk.ts';

const MINUTE = 60_000;
const HANAKO = ['midori-001', 'demo-hanako-1'] as const;
const plain = { ...midori, additionalAuthentication: null, risk: null };

let house: RunningAuthority;
let bank: RunningBank;
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

const tokenOf = (page: Page): string =>
  page.document.querySelector<HTMLInputElement>('[name="_csrf"]')?.value ?? '';
const cookieLine = (page: Page): string =>
  page.headers.getSetCookie().find((line) => line.includes('desk-session=')) ?? '';

async function rawLogin(who: Visitor, password: string = CLERK[1], operator: string = CLERK[0]) {
  const form = await who.get('/login');
  return who.post('/login', { _csrf: tokenOf(form), operator, password });
}

describe('the clerk’s cookie', () => {
  it('is HttpOnly, SameSite=Strict, for this host alone, and Secure over https', async () => {
    expect(cookieLine(await rawLogin(clerk(bank)))).toMatch(
      /^desk-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/u,
    );
    const secure = await startBank({ authority: house, scheme: 'https', institution: plain });
    try {
      const line = cookieLine(await rawLogin(clerk(secure)));
      expect(line).toMatch(/^__Host-desk-session=/u);
      expect(line).toContain('; Secure');
      expect(line).not.toMatch(/domain/iu);
      const page = await clerk(secure).get('/login');
      expect(page.headers.get('strict-transport-security')).not.toBeNull();
    } finally {
      await secure.close();
    }
  });

  it('planted before the login is never made a login', async () => {
    const who = clerk(bank);
    who.cookies.set('desk-session', 'A'.repeat(43));
    await rawLogin(who);
    expect(who.cookies.get('desk-session')).not.toBe('A'.repeat(43));
    const thief = clerk(bank);
    thief.cookies.set('desk-session', 'A'.repeat(43));
    expect((await thief.get('/customers')).status).toBe(401);
  });

  it('of an earlier login stops working at a new one', async () => {
    const who = clerk(bank);
    await rawLogin(who);
    const old = clerk(bank);
    old.cookies.set('desk-session', who.cookies.get('desk-session') ?? '');
    expect((await old.get('/customers')).status).toBe(200);
    const form = await clerk(bank).get('/login');
    who.cookies.set('desk-form', form.headers.getSetCookie()[0]?.split(/[=;]/u)[1] ?? '');
    await who.post('/login', { _csrf: tokenOf(form), operator: CLERK[0], password: CLERK[1] });
    expect((await old.get('/customers')).status).toBe(401);
    expect((await who.get('/customers')).status).toBe(200);
  });

  it('is not in the database, nor is a clerk’s password', async () => {
    const who = clerk(bank);
    await rawLogin(who);
    const files = ['', '-wal'].map((end) => readFileSync(bank.databasePath + end, 'latin1')).join('');
    expect(files).toContain('desk-01');
    expect(files).not.toContain(who.cookies.get('desk-session') ?? 'missing');
    expect(files).not.toContain(CLERK[1]);
  });
});

describe('one side’s login', () => {
  it('of a customer is worth nothing at the desk, under any cookie’s name', async () => {
    const customer = visitor(bank);
    await logIn(customer, ...HANAKO);
    const sid = customer.cookies.get('sid') ?? 'missing';
    for (const name of ['sid', 'desk-session', 'desk-form']) {
      const who = clerk(bank);
      who.cookies.set(name, sid);
      const page = await who.get(`/customers/${hanako}`);
      expect([303, 401]).toContain(page.status);
      expect(page.text).not.toContain('花子');
    }
    const both = clerk(bank);
    for (const [name, value] of customer.cookies) both.cookies.set(name, value);
    expect((await both.get('/customers')).status).toBe(303);
  });

  it('of a clerk is worth nothing at the customers’ pages', async () => {
    const who = clerk(bank);
    await rawLogin(who);
    const session = who.cookies.get('desk-session') ?? 'missing';
    for (const name of ['sid', 'form', 'desk-session']) {
      const customer = visitor(bank);
      customer.cookies.set(name, session);
      expect([303, 401]).toContain((await customer.get('/menu')).status);
    }
    const customer = visitor(bank);
    customer.cookies.set('desk-session', session);
    expect((await customer.get('/customers')).status).toBe(404);
  });

  it('makes no form token good at the other side', async () => {
    const customer = visitor(bank);
    const form = await customer.get('/login');
    const who = clerk(bank);
    who.cookies.set('desk-form', customer.cookies.get('form') ?? '');
    const answer = await who.post('/login', {
      _csrf: tokenOf(form),
      operator: CLERK[0],
      password: CLERK[1],
    });
    expect(answer.status).toBe(400);
    expect(cookieLine(answer)).toBe('');
  });
});

describe('a forged form', () => {
  const posts = (ref: string) => [
    '/logout',
    '/customers',
    ...['cancel', 'lift', 'pause', 'resume', 'reissue', 'restock', 'assign', 'unlock-confirmation'].map(
      (name) => `/customers/${ref}/acts/${name}`,
    ),
  ];

  it('is refused without the token, with a stranger’s, and from another origin', async () => {
    const who = clerk(bank);
    const token = tokenOf(await logInAtDesk(who));
    const foreign = tokenOf(await logInAtDesk(clerk(bank)));
    expect(foreign).not.toBe(token);
    for (const path of posts(hanako)) {
      expect((await who.post(path, WHY)).status, path).toBe(403);
      expect((await who.post(path, { ...WHY, _csrf: foreign })).status, path).toBe(403);
      for (const origin of [bank.origin, 'http://evil.localhost', 'null', null])
        expect((await who.post(path, { ...WHY, _csrf: token }, { origin })).status, path).toBe(403);
    }
    expect((await who.get('/customers')).status).toBe(200);
  });

  it('does not log anybody in', async () => {
    const fields = { operator: CLERK[0], password: CLERK[1] };
    const without = await clerk(bank).post('/login', fields);
    expect(without.status).toBe(400);
    expect(cookieLine(without)).toBe('');
    const who = clerk(bank);
    const form = await who.get('/login');
    const abroad = await who.post('/login', { ...fields, _csrf: tokenOf(form) }, { origin: bank.origin });
    expect(abroad.status).toBe(403);
  });

  it('cannot carry another clerk’s confirming page, nor one of another act or customer', async () => {
    const taro = await refOf(bank, 'midori-002');
    const mine = clerk(bank);
    await logInAtDesk(mine);
    const form = await mine.get(`/customers/${hanako}/acts/reissue`);
    const sealed = form.document.querySelector<HTMLInputElement>('[name="sealed"]')?.value ?? '';
    expect(sealed).not.toBe('');
    const fields = { ...WHY, device: 'phone', sealed };
    const yours = clerk(bank);
    const token = tokenOf(await logInAtDesk(yours));
    const path = `/customers/${hanako}/acts/reissue`;
    expect((await yours.post(path, { ...fields, _csrf: token })).status).toBe(400);
    const _csrf = tokenOf(form);
    for (const other of [`/customers/${taro}/acts/reissue`, `/customers/${hanako}/acts/unlock-answers`])
      expect((await mine.post(other, { ...fields, _csrf })).status).toBe(400);
    expect((await mine.post(path, { ...fields, _csrf, sealed: altered(sealed) })).status).toBe(400);
    expect(house.mailbox.messages()).toHaveLength(0);
  });
});

describe('guessing a clerk’s password', () => {
  it('is answered alike for clerks there are and are not', async () => {
    const known = await rawLogin(clerk(bank), 'wrong');
    const unknown = await rawLogin(clerk(bank), 'wrong', 'desk-99');
    expect([known.status, unknown.status]).toEqual([401, 401]);
    const alike = (page: Page, id: string) =>
      page.document.querySelector('main')?.innerHTML.replace(tokenOf(page), '').replaceAll(id, '');
    expect(alike(known, CLERK[0])).toBe(alike(unknown, 'desk-99'));
  });

  it.each([
    ['desk-01', CLERK[1]],
    ['desk-77', 'anything'],
  ])('of %s is slowed down, and counts apart from the customers’', async (operator, right) => {
    house.clock.advance(25 * 60 * MINUTE);
    let last = await rawLogin(clerk(bank), 'wrong', operator);
    for (let tries = 1; tries < 8 && last.status === 401; tries += 1)
      last = await rawLogin(clerk(bank), 'wrong', operator);
    expect(last.status).toBe(429);
    expect((await rawLogin(clerk(bank), right, operator)).status).toBe(429);
    expect(heading(await logIn(visitor(bank), ...HANAKO))).toBe('ホーム');
    house.clock.advance(2 * MINUTE);
    expect((await rawLogin(clerk(bank), right, operator)).status).toBe(operator === CLERK[0] ? 303 : 401);
    const events = (await auditOf(bank, null)).map((row) => row.event);
    expect(events).toContain('desk-login-throttled');
    expect(events).toContain('desk-login-refused');
  });

  it('from one address is slowed down over all names', async () => {
    house.clock.advance(25 * 60 * MINUTE);
    let answer = await rawLogin(clerk(bank), 'wrong', 'name-0');
    for (let tries = 1; tries < 40 && answer.status === 401; tries += 1)
      answer = await rawLogin(clerk(bank), 'wrong', `name-${tries}`);
    expect(answer.status).toBe(429);
    house.clock.advance(25 * 60 * MINUTE);
  });
});

describe('every page of the desk', () => {
  it('forbids foreign script, framing and storing, and labels its fields', async () => {
    const who = clerk(bank);
    const pages = [await who.get('/login'), await logInAtDesk(who), await who.get('/nowhere')];
    pages.push(await who.get(`/customers/${hanako}`), await who.get(`/customers/${hanako}/acts/reissue`));
    pages.push(await act(who, hanako, 'reissue', { device: 'phone' }));
    for (const name of ['pause', 'lift', 'cancel'])
      pages.push(await who.get(`/customers/${hanako}/acts/${name}`));
    for (const page of pages) {
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(page.headers.get('x-frame-options')).toBe('DENY');
      expect(page.headers.get('x-content-type-options')).toBe('nosniff');
      expect(page.document.querySelector('script, [style], [onclick]')).toBeNull();
      expect(page.document.documentElement.lang).toBe('ja');
      for (const input of page.document.querySelectorAll<HTMLInputElement>(
        'input:not([type="hidden"]), select, textarea',
      ))
        expect(input.labels?.length, input.name).toBeGreaterThan(0);
    }
  });

  it('shows a hostile name as text', async () => {
    const name = '<img src=x onerror=alert(1)>"\'&';
    await addCustomer(bank.bank.store, {
      loginId: 'hostile',
      name,
      email: 'h@demo.example',
      phone: '+819000000009',
      password: 'hostile-password',
      confirmationPassword: 'k',
    });
    const who = clerk(bank);
    await logInAtDesk(who);
    const found = await who.submit(await who.get('/customers'), '/customers', { name: '<img' });
    const page = await who.get(`/customers/${await refOf(bank, 'hostile')}`);
    for (const each of [found, page]) {
      expect(each.document.querySelector('img')).toBeNull();
      expect(each.document.querySelector('main')?.textContent).toContain(name);
    }
  });

  it('refuses a body too large for any of its forms', async () => {
    const answer = await clerk(bank).post('/login', { operator: 'x'.repeat(20_000) });
    expect(answer.status).toBe(400);
  });
});
