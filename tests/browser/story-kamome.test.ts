import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { kamome } from '../../bank/institutions/kamome/index.ts';
import { formatDate } from '../../core/i18n/format.ts';
import { shownCode, tap } from '../support/app-page.ts';
import { applyAt, fill, logInAt, logOutAt, press, typeCode, untilAt } from '../support/bank-page.ts';
import {
  actAtDesk,
  DAY,
  type Device,
  nextCode,
  openAtDesk,
  PASSWORD,
  renewIn,
  type Story,
  setUpApp,
  shownExpiry,
  startStory,
  words,
} from '../support/demo-story.ts';
import { untilText } from '../support/pwa.ts';
import { callAt } from '../support/telephone.ts';

const nagisa = kamome.demoCustomers[0]!;
const wataru = kamome.demoCustomers[1]!;
const clerk = kamome.demoOperators[0]!;
const PRIMARY = 'main form button.primary';
const APPLICATION = { email: 'nagisa@demo.example', device: 'phone', activationPassword: PASSWORD } as const;

let story: Story;
beforeAll(async () => {
  story = await startStory();
});
afterAll(() => story?.close());

const pathOf = (page: Page): string => new URL(page.url()).pathname;
const boxes = (page: Page): Promise<string[]> =>
  page.$$eval('[data-code-boxes] input', (all) => all.map((box) => (box as HTMLInputElement).value));

/** The first page of the way back, on a new phone. */
async function toRecovery(page: Page): Promise<void> {
  await page.goto(`${story.demo.urls.kamome}/login`);
  await press(page, 'a[href="/recover"]');
  await fill(page, {
    '[autocomplete=username]': nagisa.loginId,
    '[autocomplete=current-password]': nagisa.password,
  });
  await press(page, PRIMARY);
}

/** All of it: card number, confirmation password, a call; the application follows at once. */
async function recoverOn(device: Device): Promise<Page> {
  const { demo, chromium } = story;
  const page = await device.open();
  await toRecovery(page);
  await fill(page, {
    '#cardNumber': nagisa.cardNumber ?? '',
    '#confirmation': nagisa.confirmationPassword,
  });
  await press(page, 'button[value=send]');
  await callAt(chromium.browser, demo.devices.phone, {
    from: nagisa.phone,
    to: kamome.phoneVerification?.number ?? '',
  });
  await page.bringToFront();
  await untilAt(page, '/otp/apply');
  return page;
}

it('a phone is led to the application, then to new phones as often as the bank allows, and on through a renewal', async () => {
  const { demo } = story;
  const bank = demo.urls.kamome;

  // A phone without a token: the login leads to the application, and to nothing else.
  const first = await story.phone();
  const visit = await first.open();
  expect(await logInAt(visit, bank, nagisa)).toBe('/otp/apply');
  expect(await visit.$('nav[aria-label="メニュー"]')).toBeNull();
  await visit.goto(`${bank}/transfer`);
  expect(pathOf(visit)).toBe('/otp/apply');
  const ids = await applyAt(visit, bank, APPLICATION);
  await press(visit, 'main form[action="/logout"] button');
  let app = await setUpApp(story, first, ids);

  // Set up but not begun: a login without a code leads to the start of use, and that opens the bank.
  expect(await logInAt(visit, bank, nagisa)).toBe('/otp');
  await press(visit, 'a[href="/otp/start"]');
  let code = await shownCode(app);
  expect(code).toMatch(/^\d{6}$/);
  await visit.bringToFront();
  await typeCode(visit, code);
  await press(visit, PRIMARY);
  expect(await words(visit)).toContain('利用を開始しました');
  await visit.goto(`${bank}/menu`);
  expect(pathOf(visit)).toBe('/menu');
  await logOutAt(visit);

  // From the app to the bank, a digit a box.
  code = await nextCode(story, app, code);
  const opened = first.context.waitForTarget((target) => target.url() === `${bank}/otp-entry`);
  await tap(app, 'ワンタイムパスワードでログイン');
  const site = await (await opened).asPage();
  await site.setViewport({ width: 360, height: 740 });
  await untilAt(site, '/otp-entry');
  expect(await boxes(site)).toEqual(Array.from({ length: 6 }, () => expect.stringMatching(/^\d$/)));
  await fill(site, {
    '[autocomplete=username]': nagisa.loginId,
    '[autocomplete=current-password]': nagisa.password,
  });
  await press(site, PRIMARY);
  expect(pathOf(site)).toBe('/menu');

  // A transfer: confirmation password and code.
  code = await nextCode(story, app, code);
  await site.bringToFront();
  await site.goto(`${bank}/transfer`);
  await site.select('#branch', wataru.accounts[0]!.branch);
  await fill(site, { '#number': wataru.accounts[0]!.number, '#amount': '3000' });
  await press(site, PRIMARY);
  await fill(site, { '#confirmation': nagisa.confirmationPassword });
  await typeCode(site, code);
  await press(site, 'button[value=send]');
  expect(pathOf(site)).toBe('/transfer/done');
  await logOutAt(site);

  // A new phone: the old one's token ends, and a new one is applied for at once.
  const second = await story.phone();
  const there = await recoverOn(second);
  const secondIds = await applyAt(there, bank, APPLICATION);
  expect(secondIds.userId).not.toBe(ids.userId);
  await press(there, 'main form[action="/logout"] button');
  await app.bringToFront();
  await app.reload();
  await untilText(app, '利用は終わっています');
  app = await setUpApp(story, second, secondIds);
  code = await shownCode(app);
  expect(await logInAt(there, bank, nagisa, code)).toBe('/menu');

  // Cancelled by the customer: the third may be had at once.
  await there.goto(`${bank}/otp/cancel`);
  await fill(there, { '#confirmation': nagisa.confirmationPassword });
  await press(there, 'main form button.danger');
  expect(await words(there)).toContain('再発行は、いまからお申込みいただけます');
  const third = await story.phone();
  const thirdIds = await applyAt(there, bank, APPLICATION);
  await logOutAt(there);
  app = await setUpApp(story, third, thirdIds);
  code = await shownCode(app);
  expect(await logInAt(there, bank, nagisa, code)).toBe('/menu');
  await logOutAt(there);

  // The limit is reached: another new phone is the desk's, and the token there is stays until the desk acts.
  const fourth = await story.phone();
  const refused = await fourth.open();
  await toRecovery(refused);
  expect(await words(refused)).toContain('書面（利用申込書）でのお申込みを承ります');
  code = await nextCode(story, app, code);
  expect(await logInAt(there, bank, nagisa, code)).toBe('/menu');
  await logOutAt(there);
  const office = await (await story.pc()).open();
  await openAtDesk(office, demo.desks.kamome, clerk, nagisa.loginId);
  await actAtDesk(office, 'reissue', (page) => page.click('[name=device][value=phone]'));
  const [serviceId = '', userId = ''] = await office.$$eval('.sheet .large', (all) =>
    all.map((each) => each.textContent.replaceAll(/\D/gu, '')),
  );
  const password = await office.$eval('.paper', (paper) => paper.textContent.replaceAll(/\D/gu, ''));
  app = await setUpApp(story, fourth, { serviceId, userId }, password);
  code = await shownCode(app);
  expect(await logInAt(refused, bank, nagisa, code)).toBe('/menu');
  await logOutAt(refused);

  // From 180 days before its end on it can be renewed in the app.
  const before = await shownExpiry(app);
  story.later((731 - 179) * DAY);
  await app.bringToFront();
  await app.reload();
  await renewIn(app);
  const after = await shownExpiry(app);
  expect(after - before).toBe(731 * DAY);
  expect(await logInAt(refused, bank, nagisa, await shownCode(app))).toBe('/menu');
  await refused.goto(`${bank}/otp`);
  expect(await words(refused)).toContain(formatDate(after, 'ja'));

  expect(story.complaints).toEqual([]);
});
