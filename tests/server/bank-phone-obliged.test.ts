import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Institution } from '../../bank/engine/institution.ts';
import { kamome } from '../../bank/institutions/kamome/index.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { APP_ADDRESS, type RunningBank, startBank } from '../support/bank.ts';
import { applyFor, callFrom, demoCustomer } from '../support/bank-apply.ts';
import { type GivenToken, giveToken } from '../support/bank-token.ts';
import {
  heading,
  loginFields,
  type Page,
  startLogIn,
  type Visitor,
  visitor,
} from '../support/bank-visitor.ts';

const PHONE = { 'sec-ch-ua-mobile': '?1' };
const NAGISA = ['kamome-001', 'demo-nagisa-1'] as const;
const DAY = 86_400_000;
const DESK = { operator: 'desk-01', reason: 'asked at the counter' };

/** As かもめ, but with hardware tokens and a wait after an end, so that every state can be met. */
const strict: Institution = {
  ...kamome,
  tokenForms: ['software', 'hardware'],
  otp: { ...kamome.otp, reissue: 'next-day' },
};
const policy = (() => {
  const { institution, services } = kamome.tokenPolicy(['http://kamome.localhost:8610']) as {
    institution: object;
    services: object[];
  };
  return {
    institution,
    services: services.map((each) => ({ ...each, hardware: true, reissue: 'next-day' })),
  };
})();

let house: RunningAuthority;
let bank: RunningBank;
beforeEach(async () => {
  house = await startAuthority({ appAddress: APP_ADDRESS, policy });
  bank = await startBank({ authority: house, clock: house.clock, institution: strict });
});
afterEach(async () => {
  await bank.close();
  await house.close();
});

/** Follows an address to the page that stands there; a ring of redirections is none. */
async function follow(who: Visitor, path: string): Promise<Page> {
  let page = await who.get(path);
  const seen = [path];
  while (page.location !== null) {
    if (seen.length > 4 || seen.includes(page.location))
      throw new Error(`led in a ring: ${[...seen, page.location].join(' → ')}`);
    seen.push(page.location);
    page = await who.get(page.location);
  }
  return page;
}

const linksOn = (page: Page): string[] =>
  [...page.document.querySelectorAll('main a[href^="/"]')].map((link) => link.getAttribute('href') ?? '');
const formsOn = (page: Page): string[] =>
  [...page.document.querySelectorAll('main form')].map((form) => form.getAttribute('action') ?? '');

/** Logs in on a phone without a code, looks behind every link of what comes, and at what else there might be. */
async function lookAround(): Promise<Page> {
  const who = visitor(bank, PHONE);
  const first = await startLogIn(who, ...NAGISA);
  expect(first.location).toBeNull();
  const look = async (path: string): Promise<Page> => {
    // Some pages end the session, and say so.
    if (!who.cookies.has('sid')) await startLogIn(who, ...NAGISA);
    return follow(who, path);
  };
  for (const link of linksOn(first)) expect((await look(link)).status, link).toBe(200);
  for (const path of ['/', '/menu', '/otp', '/otp/apply', '/otp/start', '/otp/apply/done', '/otp/cancelled'])
    expect(heading(await look(path)), path).not.toBe('');
  return first;
}

const wrongCodes = async (token: GivenToken) => {
  for (let times = 0; times < 5; times += 1)
    await token.authority.start(token.id, token.wrong(), randomUUID());
};

describe('somebody who must have a token on their phone, without one in use', () => {
  it('can apply when they have none', async () => {
    expect(formsOn(await lookAround())).toContain('/otp/apply/form');
  });

  it('goes on after the application with the numbers, in the same session and in a later one', async () => {
    const who = visitor(bank, PHONE);
    await startLogIn(who, ...NAGISA);
    const { done, ids } = await applyFor(who, NAGISA[0], { device: 'phone' });
    expect(heading(done)).toBe('申込の完了');
    expect(formsOn(done)).toContain('/logout');
    expect((await follow(who, '/otp/apply')).text).toContain(ids.userId);
    expect((await follow(who, '/menu')).text).toContain(ids.userId);
    expect((await lookAround()).text).toContain(ids.userId);
  });

  it('applies anew when the set-up was not made in time', async () => {
    await giveToken(house, bank, NAGISA[0], { setUp: false });
    house.clock.advance(15 * DAY);
    const who = visitor(bank, PHONE);
    await startLogIn(who, ...NAGISA);
    expect(heading((await applyFor(who, NAGISA[0])).done)).toBe('申込の完了');
  });

  it('begins the use of what was set up meanwhile, and is in', async () => {
    const who = visitor(bank, PHONE);
    await startLogIn(who, ...NAGISA);
    const token = await giveToken(house, bank, NAGISA[0], { inUse: false });
    const status = await follow(who, '/menu');
    expect(linksOn(status)).toContain('/otp/start');
    await lookAround();
    const form = await who.get('/otp/start');
    const refused = await who.submit(form, '/otp/start', { code: token.wrong() });
    expect(refused.status).toBe(422);
    expect((await who.get('/menu')).location).toBe('/otp/apply');
    const begun = await who.submit(refused, '/otp/start', { code: token.code() });
    expect(begun.text).toContain('利用を開始しました');
    expect((await who.get('/menu')).status).toBe(200);
    expect((await who.get('/transfer')).status).toBe(200);
  });

  it('of a token whose first codes were wrong too often is told whom to call', async () => {
    const token = await giveToken(house, bank, NAGISA[0], { inUse: false });
    const who = visitor(bank, PHONE);
    await startLogIn(who, ...NAGISA);
    await wrongCodes(token);
    const page = await follow(who, '/otp/start');
    expect(page.text).toContain(strict.desk.phone);
    expect((await lookAround()).text).toContain(strict.desk.phone);
  });

  it('of a token that the desk set aside before its start is let in', async () => {
    const token = await giveToken(house, bank, NAGISA[0], { inUse: false });
    await token.authority.pause(token.id, DESK, house.clock() + DAY, randomUUID());
    expect(heading(await lookAround())).toBe(strict.menu.home);
  });

  it('whose token expired before its start applies anew', async () => {
    await giveToken(house, bank, NAGISA[0], { inUse: false });
    house.clock.advance(732 * DAY);
    const who = visitor(bank, PHONE);
    await startLogIn(who, ...NAGISA);
    expect(heading((await applyFor(who, NAGISA[0])).done)).toBe('申込の完了');
  });

  it('waits for the day after the end of the last one, is told so, and can log out', async () => {
    const token = await giveToken(house, bank, NAGISA[0]);
    await token.authority.cancel(token.id, randomUUID());
    const page = await lookAround();
    expect(page.text).toContain('2027年6月16日');
    expect(formsOn(page)).toContain('/logout');
    house.clock.advance(DAY);
    expect(formsOn(await lookAround())).toContain('/otp/apply/form');
  });

  it('who waits for a hardware token sees that it is on its way, and can withdraw', async () => {
    const who = visitor(bank, PHONE);
    await startLogIn(who, ...NAGISA);
    const { done } = await applyFor(who, NAGISA[0], { form: 'hardware' });
    expect(done.status).toBe(200);
    const page = await lookAround();
    expect(page.text).toContain('お申込みを受け付けています');
    expect(linksOn(page)).toContain('/otp/apply/withdraw');
    const withdrawn = await who.submit(await who.get('/otp/apply/withdraw'), '/otp/apply/withdraw', {});
    expect(linksOn(withdrawn)).toContain('/otp/apply');
    expect(formsOn(await follow(who, '/otp/apply'))).toContain('/otp/apply/form');
  });
});

describe('somebody who comes by the way back', () => {
  it('goes on to the application at once, and from there to the numbers', async () => {
    await bank.close();
    await house.close();
    house = await startAuthority({
      appAddress: APP_ADDRESS,
      policy: kamome.tokenPolicy(['http://kamome.localhost:8610']),
    });
    bank = await startBank({ authority: house, clock: house.clock, institution: kamome });
    await giveToken(house, bank, NAGISA[0], { inUse: false });
    house.clock.advance(60_000);
    const who = visitor(bank, PHONE);
    const { confirmationPassword, cardNumber = '', phone } = demoCustomer(bank, NAGISA[0]);
    const proof = await who.submit(await who.get('/recover'), '/recover', loginFields(who, ...NAGISA));
    const call = await who.submit(proof, '/recover/confirm', {
      go: 'send',
      confirmation: confirmationPassword,
      cardNumber,
    });
    await callFrom(bank, phone);
    const form = await who.submit(call, '/recover/phone', { go: 'check' });
    expect(heading(form)).toBe('ワンタイムパスワード利用申込');
    // Neither back nor elsewhere leads into a ring.
    for (const path of ['/menu', '/recover/confirm', '/otp', '/otp/start', '/login'])
      expect((await follow(who, path)).status, path).toBe(200);
    const { done, ids } = await applyFor(who, NAGISA[0], { device: 'phone' });
    expect(heading(done)).toBe('申込の完了');
    expect((await follow(who, '/menu')).text).toContain(ids.userId);
    expect((await lookAround()).text).toContain(ids.userId);
  });
});
