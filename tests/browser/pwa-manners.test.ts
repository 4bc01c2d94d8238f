import type { BrowserContext, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium } from '../../tools/chromium.ts';
import { toSettings } from '../support/locked-pwa.ts';
import { addedByHand } from '../support/own-token.ts';
import {
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
import { byTurns } from '../support/window-size.ts';

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';
const ANDROID =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36';

let pwa: RunningPwa;
let chromium: Chromium;
let profile: BrowserContext;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  [pwa, chromium] = await Promise.all([startPwa(), launchChromium()]);
  // Nothing here asks the authority for anything.
  pwa.serve(pwa.address);
});
afterAll(async () => {
  await chromium?.destroy();
  await pwa?.close();
});
const nextSize = byTurns();
beforeEach(async () => {
  // A profile each: what one test kept is not the next one's.
  profile = await chromium.browser.createBrowserContext();
  page = await profile.newPage();
  await page.setViewport(nextSize());
  complaints = watchComplaints(page);
});
afterEach(async () => {
  await profile?.close();
});

const open = async () => {
  await page.goto(`${pwa.address}/`);
  await page.waitForSelector('h1');
};
/** What a stand-in for the platform wrote down. */
const told = (): Promise<unknown[]> => page.evaluate(() => (window as unknown as { told: unknown[] }).told);
const untilTold = (last: unknown) =>
  page.waitForFunction((one) => (window as unknown as { told: unknown[] }).told.at(-1) === one, OFTEN, last);

/** The browser's question whether to install, which the person answers with `outcome`. */
const question = (outcome: 'accepted' | 'dismissed') =>
  page.evaluate((answer) => {
    const event = new Event('beforeinstallprompt', { cancelable: true });
    Object.assign(event, { prompt: async () => ({ outcome: answer }) });
    dispatchEvent(event);
    return event.defaultPrevented;
  }, outcome);

describe('putting the app on the home screen', () => {
  it('is offered once a token shows codes, by the browser itself, and not while there is nothing to keep', async () => {
    await page.setUserAgent({ userAgent: ANDROID });
    await open();
    expect(await question('dismissed')).toBe(true);
    expect(await page.$('.notice')).toBeNull();
    await addedByHand(page, { issuer: 'さくらメール' });
    await shownCode(page);
    await toSettings(page, 'ホーム画面に追加');
    await press(page, '追加する');
    await untilText(page, '追加していません');
    await question('accepted');
    await press(page, '追加する');
    await untilHeading(page, '設定');
    expect(complaints).toEqual([]);
  });

  it('is explained step by step where no browser asks', async () => {
    await page.setUserAgent({ userAgent: IPHONE });
    await open();
    await page.waitForSelector('.notice');
    await toSettings(page, 'ホーム画面に追加');
    await untilText(page, '共有ボタン');
  });

  it('is not offered where the app runs from there', async () => {
    await page.evaluateOnNewDocument(() => {
      Object.defineProperty(navigator, 'standalone', { value: true });
    });
    await page.setUserAgent({ userAgent: IPHONE });
    await open();
    await addedByHand(page, { issuer: 'さくらメール' });
    await shownCode(page);
    await pressAt(page, '[aria-label=設定]');
    await untilHeading(page, '設定');
    expect(await page.$('::-p-text(ホーム画面に追加)')).toBeNull();
  });
});

describe('the screen', () => {
  it('stays on beside a code where the person chose so, and only there', async () => {
    await page.evaluateOnNewDocument(() => {
      const told: unknown[] = [];
      Object.assign(window, { told });
      Object.defineProperty(navigator, 'wakeLock', {
        value: {
          async request(kind: string) {
            told.push(kind);
            const lock = {
              released: false,
              async release() {
                lock.released = true;
                told.push('released');
              },
            };
            return lock;
          },
        },
      });
    });
    await open();
    await addedByHand(page, { issuer: 'さくらメール' });
    await shownCode(page);
    expect(await told()).toEqual([]);
    await toSettings(page, '表示');
    await page.locator('::-p-aria([name="画面を消さない"])').click();
    await pressAt(page, '[aria-label=戻る]');
    await untilHeading(page, '設定');
    expect(await told()).toEqual([]);
    await pressAt(page, '[aria-label=戻る]');
    await shownCode(page);
    await untilTold('screen');
    await pressAt(page, '[aria-label=設定]');
    await untilTold('released');
  });

  it('shows no code in the picture that a system keeps of a hidden app', async () => {
    await open();
    await addedByHand(page, { issuer: 'さくらメール' });
    await shownCode(page);
    const covers = () =>
      page.evaluate(() => {
        const { width, height } = document.querySelector('[data-part=code]')!.getBoundingClientRect();
        const curtain = document.querySelector('.curtain');
        const over = curtain?.getBoundingClientRect();
        const isDrawn = curtain !== null && getComputedStyle(curtain).display !== 'none';
        return isDrawn && over !== undefined && over.width >= width && over.height >= height;
      });
    expect(await covers()).toBe(false);
    const hide = (value: boolean) =>
      page.evaluate((isHidden) => {
        Object.defineProperty(document, 'hidden', { configurable: true, value: isHidden });
        Object.defineProperty(document, 'visibilityState', {
          configurable: true,
          value: isHidden ? 'hidden' : 'visible',
        });
        document.dispatchEvent(new Event('visibilitychange'));
      }, value);
    await hide(true);
    expect(await covers()).toBe(true);
    await hide(false);
    expect(await covers()).toBe(false);
  });
});

describe("the number on the app's icon", () => {
  it('is what waits for the person, and goes when nothing does', async () => {
    await page.evaluateOnNewDocument(() => {
      const told: unknown[] = [];
      Object.assign(window, { told });
      navigator.setAppBadge = async (count) => void told.push(count);
      navigator.clearAppBadge = async () => void told.push(0);
    });
    await open();
    await untilTold(0);
    expect(complaints).toEqual([]);
  });
});

describe('keeping the tokens', () => {
  it('is asked of the browser when there is something to keep, and its answer is shown', async () => {
    await profile.setPermission(pwa.address, {
      permission: { name: 'persistent-storage' },
      state: 'granted',
    });
    await open();
    await addedByHand(page, { issuer: 'さくらメール' });
    await page.waitForFunction(() => navigator.storage.persisted());
    await toSettings(page, '保存のようす');
    await untilText(page, 'トークンは守られています');
  });

  it('that was not promised is said, with what to do', async () => {
    await profile.setPermission(pwa.address, { permission: { name: 'persistent-storage' }, state: 'denied' });
    await open();
    await addedByHand(page, { issuer: 'さくらメール' });
    await toSettings(page, '保存のようす');
    await untilText(page, 'トークンが消えることがあります');
  });
});
