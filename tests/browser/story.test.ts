import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Ports } from '../../demo/ports.ts';
import { type Demo, runDemo } from '../../demo/run.ts';
import { type Chromium, launchChromium } from '../../tools/chromium.ts';
import { shownCode, tap, walkSetUp } from '../support/app-page.ts';
import { applyAt, type Customer, fill, logInAt, logOutAt, mainText, press } from '../support/bank-page.ts';
import { ensureBuilt } from '../support/built.ts';
import { OFTEN, untilHome, untilText } from '../support/pwa.ts';
import { callAt } from '../support/telephone.ts';

const PHONE =
  'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/156.0.0.0 Mobile Safari/537.36';
const PASSWORD = '246810';
const STEP = 60_000;

/** The servers' clock: runs with the machine's, and can be put forward. */
let shift = 0;
const clock = () => Date.now() + shift;
const dataDirectory = mkdtempSync(join(tmpdir(), 'fuda-story-'));
let demo: Demo;
let ports: Partial<Ports>;
let chromium: Chromium;
let customer: Customer;

const start = (at: Partial<Ports>) =>
  runDemo({ dataDirectory, ports: at, clock, smtpUrl: null, passwordCost: 10 });
const portOf = (url: string) => Number(new URL(url).port);

async function phone(): Promise<Page> {
  const page = await chromium.browser.newPage();
  await page.setViewport({ width: 360, height: 740, hasTouch: true, isMobile: true });
  await page.setUserAgent({
    userAgent: PHONE,
    userAgentMetadata: {
      mobile: true,
      platform: 'Android',
      platformVersion: '16',
      architecture: '',
      model: 'Pixel 9',
    },
  });
  return page;
}

beforeAll(async () => {
  await ensureBuilt('pwa');
  demo = await start({});
  ports = {
    authority: portOf(demo.urls.authority),
    app: portOf(demo.urls.app),
    midori: portOf(demo.urls.midori),
    mailbox: portOf(demo.urls.mailbox),
  };
  customer = demo.customers.midori[0]!;
  chromium = await launchChromium();
});

afterAll(async () => {
  await chromium?.destroy();
  await demo?.close();
  rmSync(dataDirectory, { recursive: true, force: true });
});

it('a customer applies, sets the token up on a phone, uses it offline, at the login, and ends it', async () => {
  // At the bank: log in, apply.
  const pc = await chromium.browser.newPage();
  expect(await logInAt(pc, demo.urls.midori, customer)).toBe('/menu');
  const ids = await applyAt(pc, demo.urls.midori, {
    email: 'demo@customer.example',
    device: 'phone',
    activationPassword: PASSWORD,
    call: (numbers) => callAt(chromium.browser, demo.devices.phone, numbers),
  });
  expect(ids.serviceId).toMatch(/^\d{8}$/);
  expect(ids.userId).toMatch(/^\d{12}$/);
  await logOutAt(pc);

  // In the mailbox: the same IDs, and a link with nothing else in it.
  await pc.goto(demo.urls.mailbox);
  await pc.waitForFunction(() => document.querySelector('a[href^="/mails/"]') !== null || location.reload());
  await press(pc, 'a[href^="/mails/"]');
  const mail = (await mainText(pc)).replaceAll(/[ \u00a0-]/g, '');
  expect(mail).toContain(ids.serviceId);
  expect(mail).toContain(ids.userId);
  expect(mail).not.toContain(PASSWORD);
  const link = await pc.$eval('main a[target=_blank]', (anchor) => (anchor as HTMLAnchorElement).href);
  expect(link).toBe(`${demo.urls.app}/#setup?s=${ids.serviceId}&u=${ids.userId}`);

  // On the phone: guided set-up from the link, and the code is there.
  let app = await phone();
  const complaints: string[] = [];
  app.on('console', (message) => {
    if (/Content Security Policy|Trusted/.test(message.text())) complaints.push(message.text());
  });
  await app.goto(link);
  await app.waitForFunction(() => location.hash === '', OFTEN);
  await walkSetUp(app, { activationPassword: PASSWORD });
  expect(await shownCode(app)).toMatch(/^\d{8}$/);
  await tap(app, 'トークンを開く');
  await untilHome(app);
  await untilText(app, 'みどり農協ネットバンク');
  await app.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));

  // Everything is switched off; the app reloads and still shows codes.
  await demo.close();
  await app.reload();
  expect(await shownCode(app)).toMatch(/^\d{8}$/);
  // The browser is closed and opened again, still offline.
  await chromium.close();
  chromium = await launchChromium({ profile: chromium.profile });
  app = await phone();
  await app.goto(demo.urls.app);
  const offlineCode = await shownCode(app);
  expect(offlineCode).toMatch(/^\d{8}$/);

  // The bank is back with all it knew. A wrong code does not log in; the first right one starts the use.
  demo = await start(ports);
  const visit = await phone();
  const wrong = String((Number(offlineCode) + 1) % 10 ** 8).padStart(8, '0');
  const first = await shownCode(app);
  expect(await logInAt(visit, demo.urls.midori, customer, wrong)).toBe('/login');
  expect(await logInAt(visit, demo.urls.midori, customer, first)).toBe('/menu');
  await logOutAt(visit);

  // From now on the code is asked, and each is good once.
  expect(await logInAt(visit, demo.urls.midori, customer)).toBe('/login');
  expect(await logInAt(visit, demo.urls.midori, customer, first)).toBe('/login');

  // Time goes by for the servers; the app learns of it from signed time and shows a later code.
  shift += 9 * STEP;
  expect(await logInAt(visit, demo.urls.midori, customer, await shownCode(app))).toBe('/login');
  await app.bringToFront();
  await app.reload();
  await untilText(app, '時刻のずれ 補正ずみ');
  // With that word stands the code of the corrected time.
  expect(await logInAt(visit, demo.urls.midori, customer, await shownCode(app))).toBe('/menu');

  // Cancelling ends it: the login asks for no code, and the app says so when it is online.
  await visit.bringToFront();
  await visit.goto(`${demo.urls.midori}/otp/cancel`);
  await fill(visit, { '[name=confirmation]': customer.confirmationPassword });
  await press(visit, 'main form button[type=submit]');
  await logOutAt(visit);
  expect(await logInAt(visit, demo.urls.midori, customer)).toBe('/menu');
  await app.bringToFront();
  await app.reload();
  await untilText(app, '利用は終わっています');
  expect(await app.$('[data-part=code]')).toBeNull();
  await visit.bringToFront();
  await logOutAt(visit);
  expect(complaints).toEqual([]);
});

it('wrong codes in a row suspend the token, and the page says what to do', async () => {
  const other = demo.customers.midori[1]!;
  const pc = await chromium.browser.newPage();
  await logInAt(pc, demo.urls.midori, other);
  await applyAt(pc, demo.urls.midori, {
    email: 'demo@customer.example',
    device: 'pc',
    activationPassword: PASSWORD,
    call: (numbers) => callAt(chromium.browser, demo.devices.phone, numbers),
  });
  const link = await pc.$eval('main a[target=_blank]', (anchor) => (anchor as HTMLAnchorElement).href);
  const context = await chromium.browser.createBrowserContext();
  const app = await context.newPage();
  await app.setViewport({ width: 360, height: 740 });
  await app.goto(link);
  await walkSetUp(app, { activationPassword: '1357' });
  // A wrong activation password is told beside the form, and a second try with the right one works.
  await untilText(app, '番号を確かめてください');
  await context.close();

  const device = await chromium.browser.newPage();
  await device.setViewport({ width: 360, height: 740 });
  await device.goto(link);
  await walkSetUp(device, { activationPassword: PASSWORD });
  const code = await shownCode(device);

  await pc.bringToFront();
  await pc.goto(`${demo.urls.midori}/otp/start`);
  await fill(pc, { '[name=code]': code });
  await press(pc, 'main form button[type=submit]');
  expect(await mainText(pc)).toContain('ご利用中');
  await logOutAt(pc);

  for (let tries = 0; tries < 5; tries += 1) {
    await logInAt(pc, demo.urls.midori, other, '00000000');
  }
  shift += 2 * STEP;
  await device.bringToFront();
  await device.reload();
  await device.waitForFunction(() => /利用停止中|利用を止めています/.test(document.body.textContent), OFTEN);
  await logInAt(pc, demo.urls.midori, other, '11111111');
  expect(await mainText(pc)).toContain('0120-000-000');
});
