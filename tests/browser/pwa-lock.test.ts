import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium } from '../../tools/chromium.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { machineClock } from '../support/clock.ts';
import { setUpHere, toSettings, turnLockOn, unlockWithCode } from '../support/locked-pwa.ts';
import {
  fill,
  OFTEN,
  press,
  pressAt,
  type RunningPwa,
  shownCode,
  startPwa,
  untilHeading,
  untilText,
  watchComplaints,
} from '../support/pwa.ts';
import { PC, PHONE } from '../support/window-size.ts';

const CODE = '13572468';

let pwa: RunningPwa;
let house: RunningAuthority;
let chromium: Chromium;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  pwa = await startPwa();
  house = await startAuthority({ clock: machineClock, host: 'authority.localhost', appAddress: pwa.address });
  pwa.serve(house.address);
  chromium = await launchChromium();
  page = await chromium.browser.newPage();
  await page.setViewport(PHONE);
  complaints = watchComplaints(page);
});
afterAll(async () => {
  await chromium?.destroy();
  await house?.close();
  await pwa?.close();
});

const has = (text: string) => untilText(page, text);

/** The page is told that it is hidden, or shown again, as a phone tells it. */
const hide = (hidden: boolean) =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

describe('the lock of the real app', () => {
  it('closes at once when the app is hidden, where the person chose so', async () => {
    await setUpHere(page, pwa, house);
    await toSettings(page, 'アプリロック');
    await turnLockOn(page, CODE);
    await page.locator('::-p-aria([name="画面を離れたらすぐロック"][role="switch"])').click();
    await page.goBack();
    // What the row says is what is kept.
    await has('離れるとすぐ');
    await hide(true);
    await untilHeading(page, 'アプリロック');
    expect(await page.$('[data-part=code]')).toBeNull();
    await hide(false);
    await page.setViewport(PC);
    await unlockWithCode(page, CODE);
    await shownCode(page);
  });

  it('covers every code where the person chose so, and shows it after the code', async () => {
    await toSettings(page, 'アプリロック');
    await page.locator('::-p-aria([name="コードを毎回確かめる"][role="switch"])').click();
    await page.goBack();
    await untilHeading(page, '設定');
    await page.goBack();
    await press(page, 'コードを確かめて表示');
    expect(await page.$('[data-part=code]')).toBeNull();
    await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT', OFTEN);
    await page.keyboard.type(CODE);
    await page.keyboard.press('Enter');
    await shownCode(page);
  });

  it('counts wrong codes and makes wait, and a reload takes nothing of that away', async () => {
    await page.reload();
    await untilHeading(page, 'アプリロック');
    for (let wrong = 1; wrong <= 5; wrong += 1) {
      await unlockWithCode(page, '1111');
      // The fifth one begins the wait.
      await has(wrong < 5 ? (wrong === 1 ? 'コードが違います' : `これまでに${wrong}回`) : '待ってください');
    }
    await page.setViewport(PHONE);
    await page.reload();
    await has('待ってください');
    // Not even the right one is tried while waiting: the button would say so from the key on.
    const submit = () =>
      page.$eval('button[type=submit]', (one) => [one.textContent, one.getAttribute('aria-disabled')]);
    expect(await submit()).toEqual(['開く', 'true']);
    await fill(page, 'アプリロックコード', CODE);
    await page.keyboard.press('Enter');
    expect(await submit()).toEqual(['開く', 'true']);
    expect(await page.$('[data-part=code]')).toBeNull();
  });

  it('that nobody can open any more is erased after being told what that means, in other tabs too', async () => {
    const other = await chromium.browser.newPage();
    await other.goto(`${pwa.address}/`);
    await untilHeading(other, 'アプリロック');
    await page.bringToFront();
    await press(page, 'コードを忘れたとき');
    await untilHeading(page, 'コードを忘れたとき');
    await has('口座・お金');
    await pressAt(page, 'input[type=checkbox]');
    await press(page, 'すべて消して、はじめからにする');
    await untilHeading(page, '銀行のワンタイムパスワード');
    await page.reload();
    await untilHeading(page, '銀行のワンタイムパスワード');
    await other.reload();
    await untilHeading(other, '銀行のワンタイムパスワード');
    expect(complaints).toEqual([]);
  });

  it('can be put on a new set-up at once', async () => {
    page = await chromium.browser.newPage();
    await page.setViewport(PC);
    await setUpHere(page, pwa, house);
    await toSettings(page, 'アプリロック');
    await turnLockOn(page, '86420975');
    await press(page, 'いますぐロックする');
    await has('コードを忘れたとき');
    await page.setViewport(PHONE);
    await unlockWithCode(page, '86420975');
    await shownCode(page);
  });
});
