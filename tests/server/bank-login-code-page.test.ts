import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aoba } from '../../bank/institutions/aoba/index.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { APP_ADDRESS, type RunningBank, startBank } from '../support/bank.ts';
import { giveToken, refOf } from '../support/bank-token.ts';
import { heading, logIn, type Page, startLogIn, type Visitor, visitor } from '../support/bank-visitor.ts';

const MINUTE = 60_000;
const PHONE = { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Mobile/15E148' };
const KAORU = ['aoba-001', 'demo-kaoru-1'] as const;
const CODE = aoba.fields.otp as string;
const TITLE = 'ワンタイムパスワード認証';

let house: RunningAuthority;
let bank: RunningBank;
beforeEach(async () => {
  house = await startAuthority({
    policy: aoba.tokenPolicy(['http://aoba.localhost:8611']),
    appAddress: APP_ADDRESS,
  });
  bank = await startBank({ authority: house, clock: house.clock, institution: aoba });
});
afterEach(async () => {
  await bank.close();
  await house.close();
});

const typed = (page: Page): string =>
  page.document.querySelector<HTMLInputElement>(`form[action="/login/code"] [name="${CODE}"]`)?.value ?? '-';
/** Leaves the page as it is and sends its code. */
const send = (who: Visitor, page: Page, code: string) => who.submit(page, '/login/code', { [CODE]: code });
const isHome = async (who: Visitor): Promise<boolean> => (await who.get('/menu')).status === 200;

describe('the code on a page of its own', () => {
  it('is not asked for before the use began, nor behind a wrong password', async () => {
    expect(await isHomeAfter(visitor(bank))).toBe(true);
    await giveToken(house, bank, KAORU[0], { inUse: false });
    expect(await isHomeAfter(visitor(bank))).toBe(true);
    const refused = await startLogIn(visitor(bank), KAORU[0], 'wrong');
    expect(refused.status).toBe(401);
    expect(heading(refused)).not.toBe(TITLE);
  });
  const isHomeAfter = async (who: Visitor) => {
    await startLogIn(who, ...KAORU);
    return isHome(who);
  };

  it('is asked for once the token is in use, on PC and phone, and each code is good once', async () => {
    const token = await giveToken(house, bank, KAORU[0]);
    for (const headers of [{}, PHONE]) {
      const who = visitor(bank, headers);
      const page = await startLogIn(who, ...KAORU);
      expect(heading(page)).toBe(TITLE);
      expect(page.document.querySelector('[name=go]')).toBeNull();
      expect((await who.get('/menu')).location).toBe('/login/code');
      await send(who, page, token.code());
      expect(await isHome(who)).toBe(true);
      const second = visitor(bank, headers);
      const again = await send(second, await startLogIn(second, ...KAORU), token.code());
      expect(again.status).toBe(401);
      expect(heading(again)).toBe(TITLE);
      house.clock.advance(MINUTE);
      await send(second, again, token.code());
      expect(await isHome(second)).toBe(true);
      house.clock.advance(MINUTE);
    }
  });

  it('tells a wrong one, a spent one and none at all apart to nobody', async () => {
    const token = await giveToken(house, bank, KAORU[0]);
    await logIn(visitor(bank), ...KAORU, token.code());
    const who = visitor(bank);
    const page = await startLogIn(who, ...KAORU);
    const bare = (answer: Page) => answer.text.replace(/name="_csrf" value="[^"]*"/gu, '');
    const answers = [];
    for (const code of [token.wrong(), token.code(), '', '12']) answers.push(await send(who, page, code));
    expect(new Set(answers.map((each) => each.status))).toEqual(new Set([401]));
    expect(new Set(answers.map(bare)).size).toBe(1);
  });

  it('counts wrong ones across sessions and suspends at the limit', async () => {
    const token = await giveToken(house, bank, KAORU[0]);
    const people = [visitor(bank), visitor(bank, PHONE)] as const;
    const pages = [await startLogIn(people[0], ...KAORU), await startLogIn(people[1], ...KAORU)] as const;
    const answers: Page[] = [];
    for (const at of [0, 1, 0, 1, 0] as const) answers.push(await send(people[at], pages[at], token.wrong()));
    expect(answers.map((each) => each.status)).toEqual([401, 401, 401, 401, 403]);
    expect(answers[4]?.text).toContain(aoba.desk.phone);
    // Both logins are over: the one that was told, and the other at its next code.
    expect((await people[0].get('/login/code')).location).toBe('/login');
    expect((await send(people[1], pages[1], token.code())).status).toBe(403);
    expect((await startLogIn(visitor(bank), ...KAORU)).status).toBe(403);
  });

  it('sent again from the same page is one try: a wrong code counts once, a right one lets in once', async () => {
    const token = await giveToken(house, bank, KAORU[0]);
    const who = visitor(bank);
    const page = await startLogIn(who, ...KAORU);
    const wrong = token.wrong();
    for (let i = 0; i < 3; i += 1) expect((await send(who, page, wrong)).status).toBe(401);
    const [registration] = await token.authority.registrationsOf(await refOf(bank, KAORU[0]));
    expect(registration?.failures).toBe(1);
    await Promise.all([1, 2, 3].map(() => send(who, page, token.code())));
    expect(await isHome(who)).toBe(true);
    const other = visitor(bank);
    expect((await send(other, await startLogIn(other, ...KAORU), token.code())).status).toBe(401);
  });

  it('begins the use on a phone when one is typed, and may wait for another day', async () => {
    const token = await giveToken(house, bank, KAORU[0], { inUse: false });
    const who = visitor(bank, PHONE);
    const page = await startLogIn(who, ...KAORU);
    expect(heading(page)).toBe(TITLE);
    await who.submit(page, '/login/code', { go: 'later' });
    expect(await isHome(who)).toBe(true);

    const again = visitor(bank, PHONE);
    const refused = await send(again, await startLogIn(again, ...KAORU), token.wrong());
    expect(refused.status).toBe(401);
    const home = await send(again, refused, token.code());
    expect(home.text).toContain('ワンタイムパスワードの利用を開始しました');
    house.clock.advance(MINUTE);
    expect(heading(await startLogIn(visitor(bank), ...KAORU))).toBe(TITLE);
  });

  it('cannot be skipped once the token is in use', async () => {
    await giveToken(house, bank, KAORU[0]);
    const who = visitor(bank, PHONE);
    const page = await startLogIn(who, ...KAORU);
    expect((await who.submit(page, '/login/code', { go: 'later' })).status).toBe(401);
    expect((await who.get('/menu')).location).toBe('/login/code');
  });
});

describe('a code handed over by the token app', () => {
  it('waits in the field of the second page, and logs nobody in by itself', async () => {
    const token = await giveToken(house, bank, KAORU[0]);
    const who = visitor(bank);
    const entry = await who.post(
      '/otp-entry',
      { code: token.code() },
      { origin: APP_ADDRESS, cookies: false },
    );
    expect(entry.status).toBe(200);
    expect(entry.headers.getSetCookie().some((line) => line.startsWith('sid='))).toBe(false);
    const page = await who.submit(entry, '/login', {
      [aoba.fields.loginId]: KAORU[0],
      [aoba.fields.password]: KAORU[1],
    });
    expect(heading(page)).toBe(TITLE);
    expect(typed(page)).toBe(token.code());
    expect([...who.cookies.values()].join()).not.toContain(token.code());
    expect(typed(await who.get('/login/code'))).toBe(token.code());
    await send(who, page, typed(page));
    expect(await isHome(who)).toBe(true);
    expect(who.cookies.has('handed')).toBe(false);
  });

  it('survives a mistyped password, is digits only, and is gone after the first try', async () => {
    const token = await giveToken(house, bank, KAORU[0]);
    const who = visitor(bank);
    const entry = await who.post(
      '/otp-entry',
      { code: token.wrong() },
      { origin: APP_ADDRESS, cookies: false },
    );
    const fields = { [aoba.fields.loginId]: KAORU[0] };
    const refused = await who.submit(entry, '/login', { ...fields, [aoba.fields.password]: 'wrong' });
    expect(refused.status).toBe(401);
    const page = await who.submit(refused, '/login', { ...fields, [aoba.fields.password]: KAORU[1] });
    expect(typed(page)).toMatch(/^\d{8}$/u);
    expect(typed(await send(who, page, typed(page)))).toBe('');
    expect(typed(await who.get('/login/code'))).toBe('');
    const odd = await visitor(bank).post('/otp-entry', { code: '"><b>' }, { origin: APP_ADDRESS });
    expect(odd.document.querySelector('[name=handedCode]')).toBeNull();
  });
});
