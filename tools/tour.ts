/**
 * `npm run tour`: walks the first run in a headless browser, with the real authority, bank, mailbox, token
 * app and extension, and writes a picture of each step to `.output/tour/`: for a machine without a screen.
 * `npx node tools/tour.ts --overview` draws the README's picture as well.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { ensureBuilt, ROOT } from '../demo/build.ts';
import { runDemo } from '../demo/run.ts';
import { shownCode, tap, walkSetUp } from '../tests/support/app-page.ts';
import { applyAt, fill, logInAt, logOutAt, press } from '../tests/support/bank-page.ts';
import { launchExtension } from '../tests/support/extension-browser.ts';
import { callAt } from '../tests/support/telephone.ts';
import { drawOverview } from './overview.ts';

const PASSWORD = '246810';
const CODE_FIELD = '[autocomplete=one-time-code]';
const folder = join(ROOT, '.output/tour');
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const dataDirectory = await mkdtemp(join(tmpdir(), 'fuda-tour-'));
for (const target of ['pwa', 'extension'] as const) await ensureBuilt(target, console.log);

const demo = await runDemo({
  dataDirectory,
  ports: {},
  clock: () => Date.now(),
  smtpUrl: null,
  passwordCost: 10,
});
const visitor = await launchExtension({ authority: demo.urls.authority });
const { browser } = visitor.chromium;
let count = 0;

/** Writes the page as it stands, and says what it shows. */
async function show(page: Page, what: string, name: string): Promise<string> {
  count += 1;
  const path = join(folder, `${String(count).padStart(2, '0')}-${name}.png`);
  await page.bringToFront();
  await page.screenshot({ path: path as `${string}.png` });
  console.log(`${String(count).padStart(2)}. ${what}\n    ${path}`);
  return page.screenshot({ encoding: 'base64' });
}

try {
  const bank = demo.urls.midori;
  const [onPhone, onPc] = demo.customers.midori;
  if (!onPhone || !onPc) throw new Error('the demonstration has two customers');
  const page = await browser.newPage();
  await page.setViewport({ width: 1000, height: 640, deviceScaleFactor: 2 });

  await page.goto(`${bank}/login`);
  await show(page, "The bank's login page", 'bank-login');
  await logInAt(page, bank, onPhone);
  await show(page, 'Logged in, after the registration that a first login asks for', 'bank-home');
  const application = { email: 'demo@customer.example', activationPassword: PASSWORD };
  const phoneIds = await applyAt(page, bank, {
    ...application,
    device: 'phone',
    call: async (numbers) => {
      await show(page, 'Applying: the bank waits for a call from the registered number', 'bank-call');
      await callAt(browser, demo.devices.phone, numbers, (telephone) =>
        show(telephone, 'The telephone: the bank took the call', 'telephone'),
      );
    },
  });
  await show(page, 'Applied for a token: service ID and user ID', 'bank-applied');
  await page.goto(demo.urls.mailbox);
  // The list renews itself until the mail has come.
  await page.waitForSelector('a[href^="/mails/"]');
  await press(page, 'a[href^="/mails/"]');
  await show(page, 'The mail with the same IDs and the set-up link', 'mail');

  const app = await browser.newPage();
  await app.setViewport({ width: 360, height: 640, deviceScaleFactor: 2 });
  await app.goto(`${demo.urls.app}/#setup?s=${phoneIds.serviceId}&u=${phoneIds.userId}`);
  await walkSetUp(app, { activationPassword: PASSWORD });
  await shownCode(app);
  await tap(app, 'トークンを開く');
  await app.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  // Not in the last seconds of a step, where everything is vermilion.
  await app.waitForFunction(() => Number(document.querySelector('[data-part=seconds]')?.textContent) > 25, {
    polling: 200,
  });
  const phone = await show(app, 'The token app shows the code', 'app-code');

  const code = await shownCode(app);
  await page.bringToFront();
  await page.goto(`${bank}/otp/start`);
  await fill(page, { '[name=code]': code });
  await press(page, 'main form button[type=submit]');
  await show(page, 'Start of use with that code', 'bank-in-use');
  await logOutAt(page);

  await logInAt(page, bank, onPc);
  const pcIds = await applyAt(page, bank, {
    ...application,
    device: 'pc',
    call: (numbers) => callAt(browser, demo.devices.phone, numbers),
  });
  await logOutAt(page);
  const own = await visitor.openPage();
  await own.setViewport({ width: 1000, height: 900 });
  await tap(own, '設定をはじめる');
  await walkSetUp(own, { activationPassword: PASSWORD, ids: pcIds });
  await shownCode(own);
  await show(own, "A second customer's token in the extension's page", 'extension-set-up');
  await visitor.agreeTo('http://*.localhost/*');
  await own.bringToFront();
  await tap(own, `${bank} での自動入力を許可する`);
  await own.locator('::-p-text(許可されています)').wait();
  await show(own, 'Filling is allowed on the bank and nowhere else', 'extension-allowed');

  await page.bringToFront();
  await page.goto(`${bank}/login`);
  await fill(page, { '[name=userLoginId]': onPc.loginId, '[name=loginPassword]': onPc.password });
  await page.waitForFunction(
    (field) => /^\d{8}$/.test(document.querySelector<HTMLInputElement>(field)?.value ?? ''),
    {},
    CODE_FIELD,
  );
  const pc = await show(page, 'The login page: the code is in its field, without a click', 'bank-filled');
  await page.goto(`${demo.urls.aoba}/login`);
  await show(page, 'The second bank: the code has a page of its own', 'aoba-login');
  await page.goto(demo.devices.token);
  await show(page, 'Its hardware tokens', 'hardware-tokens');
  await page.goto(`${demo.urls.kamome}/login`);
  await show(page, 'The third bank: a box for each digit', 'kamome-login');
  await page.goto(demo.desks.midori);
  await show(page, "The first bank's staff desk", 'desk');
  if (process.argv.includes('--overview')) {
    const images = join(ROOT, 'docs/images');
    await mkdir(images, { recursive: true });
    await drawOverview(browser, { phone, pc }, join(images, 'overview.png') as `${string}.png`);
  }
} finally {
  await visitor.destroy();
  await demo.close();
  await rm(dataDirectory, { recursive: true, force: true });
}
