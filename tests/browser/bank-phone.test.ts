import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPhone } from '../../bank/demo/phone.ts';
import type { Institution } from '../../bank/engine/institution.ts';
import { CALL_PATH } from '../../bank/engine/routes/calls.ts';
import { aoba } from '../../bank/institutions/aoba/index.ts';
import { kamome } from '../../bank/institutions/kamome/index.ts';
import { midori } from '../../bank/institutions/midori/index.ts';
import { type Listener, openListener } from '../../server/listen.ts';
import { type Chromium, launchChromium } from '../../tools/chromium.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { APP_ADDRESS, CALL_KEY, type RunningBank, startBank } from '../support/bank.ts';
import { inspectBankPage } from '../support/bank-look.ts';
import { fill, logInAt, press, untilAt } from '../support/bank-page.ts';
import { giveToken } from '../support/bank-token.ts';
import { untilHeading, untilText } from '../support/pwa.ts';

let house: RunningAuthority;
let bank: RunningBank;
let exchange: Listener;
let chromium: Chromium;
let page: Page;
let phone: Page;
const complaints: string[] = [];

const listenTo = (each: Page) =>
  each.on('console', (message) => {
    if (!message.text().startsWith('Failed to load resource')) complaints.push(message.text());
  });

beforeAll(async () => {
  house = await startAuthority({ appAddress: APP_ADDRESS });
  bank = await startBank({ authority: house, clock: house.clock });
  exchange = await openListener(0);
  exchange.serve(
    createPhone({
      lines: [
        {
          name: midori.name,
          number: midori.phoneVerification?.number ?? '',
          printed: midori.phoneVerification?.printed ?? '',
          webhookUrl: bank.url + CALL_PATH,
          key: CALL_KEY,
        },
      ],
      callers: midori.demoCustomers.map(({ name, phone: number }) => ({ name, number })),
      clock: house.clock,
      random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    }).fetch,
  );
  chromium = await launchChromium();
  page = await chromium.browser.newPage();
  // A window of its own: a page behind another one is not drawn.
  phone = await (await chromium.browser.createBrowserContext()).newPage();
  listenTo(page);
  listenTo(phone);
});
afterAll(async () => {
  await chromium?.destroy();
  await exchange?.close();
  await bank?.close();
  await house?.close();
});

async function inspect(name: string, on: Page = page): Promise<void> {
  await on.bringToFront();
  await inspectBankPage(on, name);
}

const titleOf = () => page.$eval('h1', (each) => each.textContent);

/** From the first page of the application to the one that waits for the call. */
async function toCall(origin: string, confirmation: string, look = inspect): Promise<void> {
  await page.goto(`${origin}/otp/apply`);
  await look('apply');
  await fill(page, { '[name=activationPassword]': '246810', '[name=activationPasswordRepeat]': '246810' });
  await page.click('[name=device][value=phone]');
  await press(page, 'main form button.primary');
  await look('apply-confirm');
  await fill(page, { '[name=confirmation]': confirmation });
  await press(page, 'button[value=send]');
}

async function call(from: string): Promise<string> {
  await phone.bringToFront();
  await phone.goto(`http://127.0.0.1:${exchange.port}/`);
  await phone.click(`[name=from][value="${from}"]`);
  await press(phone, 'button[type=submit]');
  return phone.$eval('.voice', (voice) => voice.textContent);
}

it('the page tells of a call that does not count and goes on by itself after one that does', async () => {
  const customer = midori.demoCustomers[0]!;
  await logInAt(page, bank.origin, customer);
  await toCall(bank.origin, customer.confirmationPassword);
  expect(await titleOf()).toBe('電話番号の確認');
  await inspect('phone');
  expect(await call('withheld')).toContain('186');
  await inspect('telephone-refused', phone);
  await page.bringToFront();
  await untilText(page, '186');
  await inspect('phone-refused');
  expect(await call(customer.phone)).toContain('確認しました');
  await inspect('telephone', phone);
  await page.bringToFront();
  await untilAt(page, '/otp/apply/done');
  expect(await titleOf()).toBe('申込の完了');
  await inspect('apply-done');
  await page.emulateMediaType('print');
  await inspect('apply-done-print');
  await page.emulateMediaType('screen');
  expect(complaints).toEqual([]);
});

/** For pages that were looked at before. */
const unseen = async (): Promise<void> => undefined;

it('the page goes to the late one by itself when the time is over, and without script the button does it', async () => {
  const customer = midori.demoCustomers[1]!;
  const context = await chromium.browser.createBrowserContext();
  const visitor = await context.newPage();
  const before = page;
  page = visitor;
  await logInAt(page, bank.origin, customer);
  await toCall(bank.origin, customer.confirmationPassword, unseen);
  bank.clock.advance(121_000);
  await page.bringToFront();
  await page.waitForSelector('button[value=again]');
  await untilAt(page);
  await inspect('phone-late');
  await press(page, 'button[value=again]');
  await page.setJavaScriptEnabled(false);
  await toCall(bank.origin, customer.confirmationPassword, unseen);
  await call(customer.phone);
  await page.bringToFront();
  await press(page, 'button[value=check]');
  expect(await titleOf()).toBe('申込の完了');
  await context.close();
  page = before;
});

it('the way back looks right before the login', async () => {
  const customer = midori.demoCustomers[1]!;
  // Two days after the applications of the pages before were taken back.
  await house.ctx.db
    .updateTable('registrations')
    .set({ state: 'cancelled', ended_at: house.clock() })
    .execute();
  bank.clock.advance(2 * 24 * 60 * 60_000);
  await giveToken(house, bank, customer.loginId);
  const context = await chromium.browser.createBrowserContext();
  const before = page;
  page = await context.newPage();
  await page.goto(`${bank.origin}/recover`);
  await inspect('recover');
  await fill(page, {
    '[autocomplete=username]': customer.loginId,
    '[autocomplete=current-password]': customer.password,
  });
  await press(page, 'main form button.primary');
  await inspect('recover-confirm');
  await fill(page, { '[name=confirmation]': customer.confirmationPassword });
  await press(page, 'button[value=send]');
  await inspect('recover-phone');
  await call(customer.phone);
  await page.bringToFront();
  await untilHeading(page, 'トークンを解除しました');
  await untilAt(page);
  await inspect('recover-done');
  await context.close();
  page = before;
});

/** Pages of the other banks that this one does not have. */
async function elsewhere(
  institution: Institution & { tokenPolicy(origins: readonly string[]): unknown },
  walk: (origin: string, other: RunningBank, authority: RunningAuthority) => Promise<void>,
): Promise<void> {
  const authority = await startAuthority({
    appAddress: APP_ADDRESS,
    policy: institution.tokenPolicy([`http://${institution.id}.localhost:8610`]),
  });
  const other = await startBank({ authority, clock: authority.clock, institution });
  try {
    await walk(other.origin, other, authority);
  } finally {
    await other.close();
    await authority.close();
  }
}

it('choosing a hardware token, and what follows, fits a phone and a PC at another bank', async () => {
  const customer = aoba.demoCustomers[0]!;
  await elsewhere(aoba, async (origin) => {
    await logInAt(page, origin, customer);
    await page.goto(`${origin}/otp/apply`);
    await inspect('choice');
    await page.click('[name=form][value=hardware]');
    await press(page, 'main form button.primary');
    await inspect('hardware-form');
    await press(page, 'main form button.primary');
    await inspect('hardware-confirm');
    await fill(page, { '[name=confirmation]': customer.confirmationPassword });
    await press(page, 'button[value=send]');
    await inspect('hardware-done');
    await page.goto(`${origin}/otp`);
    await inspect('hardware-ordered');
    await press(page, 'a[href="/otp/apply/withdraw"]');
    await inspect('hardware-withdraw');
  });
});

it('the way back from a new phone fits a phone and a PC at another bank', async () => {
  const customer = kamome.demoCustomers[0]!;
  await elsewhere(kamome, async (origin, other, authority) => {
    await giveToken(authority, other, customer.loginId);
    await page.goto(`${origin}/recover`);
    await inspect('new-phone');
    await fill(page, {
      '[autocomplete=username]': customer.loginId,
      '[autocomplete=current-password]': customer.password,
    });
    await press(page, 'main form button.primary');
    await inspect('new-phone-confirm');
    await fill(page, {
      '[name=confirmation]': customer.confirmationPassword,
      '[name=cardNumber]': customer.cardNumber ?? '',
    });
    await press(page, 'button[value=send]');
    await inspect('new-phone-call');
  });
});
