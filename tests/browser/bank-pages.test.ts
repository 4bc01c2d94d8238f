import { AxePuppeteer } from '@axe-core/puppeteer';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ActivateResponse } from '../../core/protocol/device/messages.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { APP_ADDRESS, type RunningBank, startBank } from '../support/bank.ts';
import { type Chromium, launchChromium } from '../support/chromium.ts';
import { codeAt, makeDevice, openActivation, postActivate } from '../support/device.ts';

let house: RunningAuthority;
let bank: RunningBank;
let chromium: Chromium;
let page: Page;
/** What the browser complained about, apart from the answers' own status. */
const complaints: string[] = [];

beforeAll(async () => {
  house = await startAuthority({ appAddress: APP_ADDRESS });
  bank = await startBank({ authority: house, clock: house.clock });
  chromium = await launchChromium();
  page = await chromium.browser.newPage();
  page.on('console', (message) => {
    if (!message.text().startsWith('Failed to load resource: the server responded'))
      complaints.push(message.text());
  });
});
afterAll(async () => {
  await chromium?.destroy();
  await bank?.close();
  await house?.close();
});

/** The page fits a phone and a PC, and axe finds nothing. `BANK_SHOTS` names a folder for pictures. */
async function inspect(name: string): Promise<void> {
  for (const [width, height] of [
    [1280, 800],
    [360, 740],
  ] as const) {
    await page.setViewport({ width, height });
    const needed = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(needed, `${name} at ${width}`).toBeLessThanOrEqual(width);
    const { violations } = await new AxePuppeteer(page).analyze();
    const found = violations.map((each) => `${each.id}: ${each.nodes[0]?.html ?? ''}`);
    expect(found, `${name} at ${width}`).toEqual([]);
    const folder = process.env['BANK_SHOTS'];
    if (folder) await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
  }
  await page.setViewport({ width: 1280, height: 800 });
}

const go = (path: string) => page.goto(bank.origin + path);
const press = (selector: string) => Promise.all([page.waitForNavigation(), page.click(selector)]);
async function fill(values: Record<string, string>): Promise<void> {
  for (const [selector, value] of Object.entries(values)) {
    await page.$eval(selector, (each) => {
      (each as HTMLInputElement).value = '';
    });
    await page.type(selector, value);
  }
}

it('every page of the story fits a phone and a PC and passes axe, driven as a customer would', async () => {
  await go('/login');
  await inspect('login');
  await fill({ '#userLoginId': 'midori-001', '#loginPassword': 'wrong' });
  await press('main button.primary');
  await inspect('login-refused');
  await fill({ '#userLoginId': 'midori-001', '#loginPassword': 'demo-hanako-1' });
  await press('main button.primary');
  await inspect('menu');
  for (const path of ['balances', 'entries', 'transfer', 'otp', 'nowhere']) {
    await go(`/${path}`);
    await inspect(path);
  }
  await go('/transfer');
  await fill({ '#number': '123' });
  await press('main button.primary');
  await inspect('transfer-errors');
  await page.select('#branch', '102');
  await fill({ '#number': '1000002', '#amount': '12,000' });
  await press('main button.primary');
  await inspect('transfer-confirm');
  await press('button[value="send"]');
  await inspect('transfer-done');

  await go('/otp/apply');
  await fill({ '#password': '12' });
  await press('main button.primary');
  await inspect('apply-errors');
  await page.click('input[value="pc"]');
  await fill({ '#password': '246810', '#repeat': '246810' });
  await press('main button.primary');
  await inspect('apply-confirm');
  await press('button[value="send"]');
  await inspect('apply-done');
  const [serviceId = '', userId = ''] = await page.$$eval('.id-number', (each) =>
    each.map((one) => one.textContent ?? ''),
  );
  const ids = { serviceId, userId };
  await go('/otp');
  await inspect('otp-issued');
  const device = await makeDevice();
  const sealed = (await (await postActivate(house, device, ids, '246810')).json()) as ActivateResponse;
  const token = await openActivation(house, device, ids, sealed);
  await go('/otp');
  await inspect('otp-activated');
  await go('/otp/start');
  await fill({ '#code': '00000000' });
  await press('main button.primary');
  await inspect('start-refused');
  await fill({ '#code': codeAt(token, house.clock()) });
  await press('main button.primary');
  await inspect('otp-in-use');
  await go('/otp/cancel');
  await fill({ '#confirmation': 'wrong' });
  await press('main button.danger');
  await inspect('cancel-refused');
  await fill({ '#confirmation': 'kakunin-1' });
  await press('main button.danger');
  await inspect('cancelled');
  await go('/otp');
  await inspect('otp-ended');
  await press('.logout');
  await inspect('logged-out');
  expect(complaints).toEqual([]);
});

it('takes the code handed over by a form of another origin', async () => {
  await page.setContent(
    `<form method="post" action="${bank.origin}/otp-entry"><input name="code" value="12345678"><button>go</button></form>`,
  );
  await press('button');
  expect(await page.$eval('#otpNo', (each) => (each as HTMLInputElement).value)).toBe('12345678');
  await inspect('otp-entry');
});
