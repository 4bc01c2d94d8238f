import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BankId, INSTITUTIONS } from '../../demo/institutions.ts';
import { type Demo, runDemo } from '../../demo/run.ts';
import { shownCode } from '../support/app-page.ts';
import { fill, logInAt, logOutAt, press, typeCode } from '../support/bank-page.ts';
import { launchExtension } from '../support/extension-browser.ts';
import { allowFilling, applyAndSetUp } from '../support/extension-set-up.ts';

const dataDirectory = mkdtempSync(join(tmpdir(), 'fuda-banks-'));
/** The servers' clock: runs with the machine's and can be put forward. */
let shift = 0;
let demo: Demo;

beforeAll(async () => {
  const clock = () => Date.now() + shift;
  demo = await runDemo({ dataDirectory, ports: {}, clock, smtpUrl: null, passwordCost: 10 });
});
afterAll(async () => {
  await demo?.close();
  rmSync(dataDirectory, { recursive: true, force: true });
});

/** Waits until the page's field or boxes for the code hold `digits` digits, which nobody typed. */
const filled = (page: Page, digits: number) =>
  page.waitForFunction(
    (fields, count) =>
      [...document.querySelectorAll<HTMLInputElement>(fields)].map(({ value }) => value).join('').length ===
      count,
    {},
    '.code-input, [data-code-boxes] input',
    digits,
  );

it.each([
  ['a masked field on a page of its own', 'aoba'],
  ['a box for each digit', 'kamome'],
] as const)('fills %s at a bank’s own page, and the bank takes the code', async (_, id: BankId) => {
  const bank = demo.urls[id];
  const { otp, login } = INSTITUTIONS[id];
  const who = demo.customers[id][1]!;
  const visitor = await launchExtension({ authority: demo.urls.authority });
  try {
    const own = await visitor.openPage();
    const first = await applyAndSetUp(visitor, own, bank, who);

    // Before it may fill anything in: here a person types.
    const page = await visitor.chromium.browser.newPage();
    await logInAt(page, bank, who);
    await page.goto(`${bank}/otp/start`);
    await typeCode(page, first);
    await press(page, 'main form button.primary');
    expect(new URL(page.url()).pathname).toBe('/otp');
    await logOutAt(page);
    await allowFilling(visitor, own, bank);

    // Another step, which the extension learns of from signed time.
    shift += otp.period * 1000;
    await own.bringToFront();
    await own.reload();
    await shownCode(own, first);
    await page.bringToFront();
    await page.goto(`${bank}/login`);
    await fill(page, {
      '[autocomplete=username]': who.loginId,
      '[autocomplete=current-password]': who.password,
    });
    if (login.code === 'second-page') await press(page, 'main form button.primary');
    await filled(page, otp.digits);
    expect(
      await page
        .$eval('[autocomplete=current-password]', (one) => (one as HTMLInputElement).value)
        .catch(() => null),
    ).toBe(login.code === 'second-page' ? null : who.password);
    await press(page, 'main form button.primary');
    expect(new URL(page.url()).pathname).toBe('/menu');

    // An order asks for other things first.
    await page.goto(`${bank}/transfer`);
    await own.evaluate(() => chrome.runtime.sendMessage({ kind: 'changed' }));
    const values = await page.$$eval('main input:not([type=hidden], [type=radio])', (inputs) =>
      inputs.map((input) => (input as HTMLInputElement).value),
    );
    expect(values.length).toBeGreaterThan(0);
    expect(values.join('')).not.toMatch(/\d{6}/);
  } finally {
    await visitor.destroy();
  }
});
