import type { Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { IssuingInstitution } from '../../bank/engine/make-institution.ts';
import { aoba } from '../../bank/institutions/aoba/index.ts';
import { kamome } from '../../bank/institutions/kamome/index.ts';
import { midori } from '../../bank/institutions/midori/index.ts';
import { type Chromium, launchChromium } from '../../tools/chromium.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { type RunningBank, startBank } from '../support/bank.ts';
import { inspectBankPage } from '../support/bank-look.ts';
import { fill, logInAt, press, typeCode } from '../support/bank-page.ts';
import { giveToken } from '../support/bank-token.ts';

let chromium: Chromium;
let page: Page;
let house: RunningAuthority;
let bank: RunningBank;
beforeAll(async () => {
  chromium = await launchChromium();
});
afterAll(async () => {
  await chromium?.destroy();
});
afterEach(async () => {
  await page?.browserContext().close();
  await bank?.close();
  await house?.close();
});

/** A bank and its authority, and a browser without cookies at it. */
async function open(institution: IssuingInstitution, over: Partial<IssuingInstitution> = {}): Promise<void> {
  house = await startAuthority({ policy: institution.tokenPolicy(['http://bank.localhost:8610']) });
  bank = await startBank({ authority: house, clock: house.clock, institution: { ...institution, ...over } });
  page = await (await chromium.browser.createBrowserContext()).newPage();
}

const inspect = (name: string) => inspectBankPage(page, `${bank.institution.id}-${name}`);

const title = () => page.$eval('h1', (each) => each.textContent);
const person = (at = 0) => {
  const found = bank.institution.demoCustomers[at];
  if (!found) throw new Error('the bank has no such customer');
  return found;
};
/** Sends the login form alone. */
async function begin(at = 0): Promise<void> {
  const { loginId, password } = person(at);
  await page.goto(`${bank.origin}/login`);
  await fill(page, { '[autocomplete=username]': loginId, '[autocomplete=current-password]': password });
  await press(page, 'main form button.primary');
}
async function answerAll(answer: string): Promise<void> {
  const names = await page.$$eval('input[name^="answer-"]', (all) =>
    all.map((each) => (each as HTMLInputElement).name),
  );
  await fill(page, Object.fromEntries(names.map((name) => [`[name="${name}"]`, `${answer} ${name}`])));
}

it('registration at the first login and additional authentication fit a phone and a PC and pass axe', async () => {
  await open(midori);
  await begin();
  expect(await title()).toBe('お客さま情報登録');
  await inspect('register');
  await press(page, 'main form button.primary');
  await inspect('register-errors');
  await answerAll('答え');
  await press(page, 'main form button.primary');
  await inspect('register-confirm');
  await press(page, 'button[value=send]');
  expect(await title()).toBe('ホーム');

  // Another browser, in the middle of the night.
  house.clock.set(Date.UTC(2027, 5, 15, 17));
  const known = page;
  page = await (await chromium.browser.createBrowserContext()).newPage();
  await known.browserContext().close();
  await begin();
  expect(await title()).toBe('追加認証');
  await inspect('answers');
  await answerAll('ちがう');
  await press(page, 'main form button.primary');
  await inspect('answers-refused');
  await answerAll('答え');
  await press(page, 'main form button.primary');
  expect(await title()).toBe('ホーム');
});

it('the ways to name oneself are a choice on one page, and the other way’s fields are out of sight', async () => {
  await open(midori, { risk: null });
  await logInAt(page, bank.origin, person());
  await press(page, '.logout');
  await page.goto(`${bank.origin}/login`);
  const seen = (selector: string) => page.$eval(selector, (each) => (each as HTMLElement).checkVisibility());
  expect(await seen('[name=accountNumber]')).toBe(false);
  await page.click('[value=representative-account]');
  expect(await seen('[name=accountNumber]')).toBe(true);
  expect(await seen('[autocomplete=username]')).toBe(false);
  await inspect('login-by-account');
  await page.select('[name=branchCode]', '101');
  await fill(page, {
    '[name=accountNumber]': '1000001',
    '[autocomplete=current-password]': person().password,
  });
  await press(page, 'main form button.primary');
  expect(await title()).toBe('ホーム');
});

it.each([
  ['an ordinary field', midori],
  ['a masked field', aoba],
  ['boxes', kamome],
] as const)(
  'the code’s own page with %s fits a phone and a PC and takes the code',
  async (_, institution) => {
    const over = { login: { ...institution.login, code: 'second-page' as const }, risk: null };
    await open(institution, over);
    await logInAt(page, bank.origin, person());
    const token = await giveToken(house, bank, person().loginId);
    await page.browserContext().close();
    page = await (await chromium.browser.createBrowserContext()).newPage();
    await begin();
    expect(await title()).toBe('ワンタイムパスワード認証');
    await inspect('code');
    await typeCode(page, token.wrong());
    await press(page, 'main form button.primary');
    expect(await title()).toBe('ワンタイムパスワード認証');
    await inspect('code-refused');
    await typeCode(page, token.code());
    await press(page, 'main form button.primary');
    expect(new URL(page.url()).pathname).toBe('/menu');

    // A code handed over by a form of another origin waits in its field, box by box where there are boxes.
    house.clock.advance(60_000);
    await page.browserContext().close();
    page = await (await chromium.browser.createBrowserContext()).newPage();
    await page.setContent(
      `<form method="post" action="${bank.origin}/otp-entry"><input name="code" value="${token.code()}"><button>go</button></form>`,
    );
    await press(page, 'button');
    const { loginId, password } = person();
    await fill(page, { '[autocomplete=username]': loginId, '[autocomplete=current-password]': password });
    await press(page, 'main form button.primary');
    await inspect('code-handed');
    const standing = await page.$$eval('.code-input, .code-box', (all) =>
      all.map((each) => (each as HTMLInputElement).value).join(''),
    );
    expect(standing).toBe(token.code());
    await press(page, 'main form button.primary');
    expect(new URL(page.url()).pathname).toBe('/menu');
  },
);

it('a suspension, a pause and its end, and expiry say what to do on pages that fit', async () => {
  await open(midori, { risk: null });
  await logInAt(page, bank.origin, person());
  await press(page, '.logout');
  const token = await giveToken(house, bank, person().loginId);
  const desk = { operator: 'desk-01', reason: 'お客さまのお申出' };
  const until = house.clock() + 7 * 24 * 60 * 60_000;
  await token.authority.pause(token.id, desk, until, 'pause');
  await logInAt(page, bank.origin, person());
  await inspect('paused-home');
  await press(page, '.logout');
  house.clock.set(until);
  await logInAt(page, bank.origin, person());
  await inspect('pause-over');
  await token.authority.resume(token.id, desk, 'resume');
  for (let i = 0; i < 5; i += 1) await logInAt(page, bank.origin, person(), token.wrong());
  await inspect('suspended');
  await token.authority.lift(token.id, desk, 'lift');
  house.clock.set((token.activation.expiresAt ?? 0) + 1);
  await logInAt(page, bank.origin, person());
  await inspect('expired');
  expect(await page.$('a[href="/recover"]')).not.toBeNull();
});
