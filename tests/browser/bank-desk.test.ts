import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { orderHardwareToken } from '../../bank/engine/hardware-application.ts';
import { midori } from '../../bank/institutions/midori/index.ts';
import { type Chromium, launchChromium } from '../../tools/chromium.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { APP_ADDRESS, type RunningBank, startBank } from '../support/bank.ts';
import { inspectBankPage } from '../support/bank-look.ts';
import { logIn, visitor } from '../support/bank-visitor.ts';
import { CLERK, clerk, logInAtDesk, refOf, tokenInUse } from '../support/desk.ts';

let house: RunningAuthority;
let bank: RunningBank;
let chromium: Chromium;
let page: Page;
let hanako: string;
const plain = {
  ...midori,
  additionalAuthentication: null,
  risk: null,
  tokenForms: ['software', 'hardware'] as const,
};

beforeAll(async () => {
  house = await startAuthority({ appAddress: APP_ADDRESS });
  bank = await startBank({ authority: house, clock: house.clock, institution: plain });
  hanako = await refOf(bank, 'midori-001');
  chromium = await launchChromium();
  page = await chromium.browser.newPage();
});
afterAll(async () => {
  await chromium?.destroy();
  await bank?.close();
  await house?.close();
});

const inspect = (name: string) => inspectBankPage(page, name);

const press = (selector: string) => Promise.all([page.waitForNavigation(), page.click(selector)]);
/** Reaches an element by the Tab key alone. */
async function tabTo(selector: string): Promise<void> {
  for (let steps = 0; steps < 60; steps += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the keyboard does not reach it');
}

it('takes a clerk by keyboard from the login to a customer’s page', async () => {
  const { token } = await setUpSuspended();
  expect(token).toBeDefined();
  await page.goto(bank.deskOrigin);
  expect(new URL(page.url()).pathname).toBe('/login');
  await inspect('desk-login');
  await tabTo('#operator');
  await page.keyboard.type(CLERK[0]);
  await tabTo('#password');
  await page.keyboard.type(CLERK[1]);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  await inspect('desk-search');
  await tabTo('#name');
  await page.keyboard.type('デモ');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  await inspect('desk-found');
  await tabTo('.list a');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  await page.goto(`${bank.deskOrigin}/customers/${hanako}`);
  expect(await page.$eval('.badge', (badge) => badge.textContent)).toBe('利用停止');
  await inspect('desk-customer');
});

it('confirms an act with a reason, in the browser’s own date field, and shows what became of it', async () => {
  await press('.acts a[href$="/lift"]');
  await inspect('desk-lift');
  await page.select('#checked', 'visit-licence');
  await page.type('#reason', 'ご本人が来店されたため');
  await press('form button.primary');
  expect(await page.$eval('.badge', (badge) => badge.textContent)).toBe('ご利用中');
  await inspect('desk-done');

  await press('.acts a[href$="/pause"]');
  await page.evaluate(() => {
    for (const each of document.querySelectorAll('form')) each.noValidate = true;
  });
  await press('main form button.danger');
  await inspect('desk-wrong');
  const last = await page.$eval('#until', (field) => (field as HTMLInputElement).max);
  await page.$eval(
    '#until',
    (field, value) => {
      (field as HTMLInputElement).value = value;
    },
    last,
  );
  await page.select('#checked', 'phone-contract');
  await page.type('#reason', '海外出張のため');
  await press('main form button.danger');
  expect(await page.$eval('.badge', (badge) => badge.textContent)).toBe('一時停止中');
  await inspect('desk-paused');
});

it('keeps the activation password off the screen and puts it on paper', async () => {
  await press('.acts a[href$="/reissue"]');
  await page.click('[name=device][value=phone]');
  await page.select('#checked', 'visit-my-number');
  await page.type('#reason', '機種変更のため');
  await press('main form button.danger');
  const visible = (selector: string) =>
    page.$eval(selector, (each) => each.checkVisibility({ checkVisibilityCSS: true }));
  expect(await visible('.paper')).toBe(false);
  expect(await visible('.activation-password')).toBe(false);
  await inspect('desk-sheet');
  await page.emulateMediaType('print');
  expect(await visible('.paper')).toBe(true);
  expect(await visible('header.top')).toBe(false);
  const folder = process.env['BANK_SHOTS'];
  if (folder) await page.screenshot({ path: `${folder}/desk-print.png`, fullPage: true });
  await page.emulateMediaType('screen');
});

/** A customer whose token is suspended, and another one waiting for a hardware token. */
async function setUpSuspended() {
  const who = clerk(bank);
  await logInAtDesk(who);
  const done = await tokenInUse(house, who, hanako);
  for (let times = 0; times < 5; times += 1)
    await logIn(visitor(bank), 'midori-001', 'demo-hanako-1', '00000000');
  await orderHardwareToken(bank.bank.store, {
    id: 'application-1',
    customerRef: await refOf(bank, 'midori-002'),
    email: 'taro@demo.example',
  });
  return done;
}
