import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aoba } from '../../bank/institutions/aoba/index.ts';
import { shownCode, tap } from '../support/app-page.ts';
import { applyAt, fill, logInAt, logOutAt, press, typeCode, untilAt } from '../support/bank-page.ts';
import {
  actAtDesk,
  nextCode,
  openAtDesk,
  PASSWORD,
  STEP,
  type Story,
  setUpApp,
  startStory,
  stateAtDesk,
  words,
} from '../support/demo-story.ts';

const kaoru = aoba.demoCustomers[0]!;
const ichiro = aoba.demoCustomers[1]!;
const clerk = aoba.demoOperators[0]!;
const PRIMARY = 'main form button.primary';

let story: Story;
beforeAll(async () => {
  story = await startStory();
});
afterAll(() => story?.close());

/** Types the confirmation password on the keyboard that the page draws. */
async function typeOnKeys(page: Page, password: string): Promise<void> {
  await page.waitForSelector('.key:not(.tool)');
  const shown = await page.$$eval('.key:not(.tool)', (keys) => keys.map((key) => key.textContent));
  const keys = await page.$$('.key:not(.tool)');
  for (const character of password) await keys[shown.indexOf(character)]?.click();
  expect(await page.$eval('#confirmation', (field) => (field as HTMLInputElement).value)).toBe(password);
}

/** The first hardware token in the customer's hand: its number on the back, and what it shows. */
async function readToken(page: Page): Promise<{ serial: string; code: string }> {
  await page.bringToFront();
  await page.goto(story.demo.devices.token);
  const [code = '', serial = ''] = await Promise.all([
    page.$eval('.token .code', (each) => each.textContent.replaceAll(' ', '')),
    page.$eval('.token .back strong', (each) => each.textContent.replace('S/N ', '')),
  ]);
  return { serial, code };
}

it('a hardware token: ordered, handed over, used, cancelled, and refused until the desk takes it back', async () => {
  const { demo } = story;
  const bank = demo.urls.aoba;
  const desk = demo.desks.aoba;
  const home = await story.pc();
  const pc = await home.open();
  const hand = await home.open();
  const office = await (await story.pc()).open();
  const title = () => pc.$eval('h1', (heading) => heading.textContent);

  // ID and password alone, since there is no token yet; then the application for a hardware token.
  expect(await logInAt(pc, bank, kaoru)).toBe('/menu');
  await pc.goto(`${bank}/otp/apply`);
  await pc.click('[name=form][value=hardware]');
  await press(pc, PRIMARY);
  await press(pc, PRIMARY);
  await typeOnKeys(pc, kaoru.confirmationPassword);
  await press(pc, 'button[value=send]');
  expect(new URL(pc.url()).pathname).toBe('/otp/apply/ordered');
  await logOutAt(pc);

  // The desk sees who waits, and hands one over by the number on its back.
  const { serial } = await readToken(hand);
  await openAtDesk(office, desk, clerk, kaoru.loginId);
  const handOver = (page: Page) => page.type('#serial', serial);
  await actAtDesk(office, 'assign', handOver);
  expect(await stateAtDesk(office)).toContain('利用開始待ち');

  // Start of use with the code on the device; from then on it has a page of its own at the login.
  expect(await logInAt(pc, bank, kaoru)).toBe('/menu');
  await pc.goto(`${bank}/otp/start`);
  await typeCode(pc, (await readToken(hand)).code);
  await pc.bringToFront();
  await press(pc, PRIMARY);
  expect(await words(pc)).toContain('利用を開始しました');
  await logOutAt(pc);
  story.later(STEP);
  expect(await logInAt(pc, bank, kaoru)).toBe('/login/code');
  expect(await title()).toBe('ワンタイムパスワード認証');
  expect(await pc.$eval('.code-input', (field) => (field as HTMLInputElement).type)).toBe('password');
  const { code } = await readToken(hand);
  await pc.bringToFront();
  await typeCode(pc, code);
  await press(pc, PRIMARY);
  expect(new URL(pc.url()).pathname).toBe('/menu');

  // A transfer asks for the confirmation password, typed on the page's own keys, and the code.
  story.later(STEP);
  const payee = ichiro.accounts[0]!;
  await pc.goto(`${bank}/transfer`);
  await pc.select('#branch', payee.branch);
  await fill(pc, { '#number': payee.number, '#amount': '1200' });
  await press(pc, PRIMARY);
  await typeOnKeys(pc, kaoru.confirmationPassword);
  const forTransfer = await readToken(hand);
  await pc.bringToFront();
  await typeCode(pc, forTransfer.code);
  await press(pc, 'button[value=send]');
  expect(await title()).toBe('振込の完了');

  // Cancelling asks for both as well.
  story.later(STEP);
  await pc.goto(`${bank}/otp/cancel`);
  await typeOnKeys(pc, kaoru.confirmationPassword);
  const forCancel = await readToken(hand);
  await pc.bringToFront();
  await typeCode(pc, forCancel.code);
  await press(pc, 'main form button.danger');
  expect(await title()).toBe('利用解除の完了');
  await logOutAt(pc);
  expect(await logInAt(pc, bank, kaoru)).toBe('/menu');
  await logOutAt(pc);

  // Its time is over for everybody until the desk has it back in stock.
  await openAtDesk(office, desk, clerk, ichiro.loginId);
  await actAtDesk(office, 'assign', handOver);
  expect(await office.$eval('#serial-error', (error) => error.textContent)).toContain('在庫に戻して');
  await openAtDesk(office, desk, clerk, kaoru.loginId);
  await actAtDesk(office, 'restock');
  await actAtDesk(office, 'assign', handOver);
  expect(await stateAtDesk(office)).toContain('利用開始待ち');
  story.later(STEP);
  expect(await logInAt(pc, bank, kaoru)).toBe('/menu');
  await pc.goto(`${bank}/otp/start`);
  const again = await readToken(hand);
  await pc.bringToFront();
  await typeCode(pc, again.code);
  await press(pc, PRIMARY);
  expect(await words(pc)).toContain('利用を開始しました');
  await logOutAt(pc);

  expect(story.complaints).toEqual([]);
});

it('a token in an app: its first code at the login begins the use, and the app brings the next one along', async () => {
  const { demo } = story;
  const bank = demo.urls.aoba;
  const phone = await story.phone();
  const visit = await phone.open();
  expect(await logInAt(visit, bank, ichiro)).toBe('/menu');
  const ids = await applyAt(visit, bank, {
    email: 'ichiro@demo.example',
    device: 'phone',
    activationPassword: PASSWORD,
  });
  await logOutAt(visit);
  const app = await setUpApp(story, phone, ids);
  const first = await shownCode(app);
  expect(await logInAt(visit, bank, ichiro, first)).toBe('/menu');
  await logOutAt(visit);

  // From the app to the bank: the first page has no place for a code, the second one has it already.
  const next = await nextCode(story, app, first);
  const opened = phone.context.waitForTarget((target) => target.url() === `${bank}/otp-entry`);
  await tap(app, 'ワンタイムパスワードでログイン');
  const site = await (await opened).asPage();
  await site.setViewport({ width: 360, height: 740 });
  await untilAt(site, '/otp-entry');
  expect(await site.$('.code-input')).toBeNull();
  await fill(site, {
    '[autocomplete=username]': ichiro.loginId,
    '[autocomplete=current-password]': ichiro.password,
  });
  await press(site, PRIMARY);
  expect(new URL(site.url()).pathname).toBe('/login/code');
  expect(await site.$eval('.code-input', (field) => (field as HTMLInputElement).value)).toMatch(/^\d{8}$/);
  expect(next).toMatch(/^\d{8}$/);
  await press(site, PRIMARY);
  expect(new URL(site.url()).pathname).toBe('/menu');

  expect(story.complaints).toEqual([]);
});
