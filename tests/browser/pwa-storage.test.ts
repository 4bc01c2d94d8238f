import type { Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium } from '../../tools/chromium.ts';
import { addByHand, addedByHand } from '../support/own-token.ts';
import {
  OFTEN,
  press,
  type RunningPwa,
  shownCode,
  startPwa,
  untilHeading,
  untilText,
  watchComplaints,
} from '../support/pwa.ts';
import { PC, PHONE } from '../support/window-size.ts';

/** The database's name, as another page of the same origin sees it. */
const DATABASE = 'fuda';

let pwa: RunningPwa;
let chromium: Chromium;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  pwa = await startPwa();
  // Nothing here asks the authority for anything.
  pwa.serve(pwa.address);
});
afterAll(async () => {
  await pwa?.close();
});
beforeEach(async () => {
  chromium = await launchChromium();
  page = await chromium.browser.newPage();
  await page.setViewport(PHONE);
  complaints = watchComplaints(page);
});
afterEach(async () => {
  await chromium?.destroy();
});

const open = () => page.goto(`${pwa.address}/`);
/** A page of the same origin that runs no app. */
const beside = (of: Page) => of.goto(`${pwa.address}/icons/icon.svg`);
const names = (of: Page) => of.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));

describe('a vault that the browser has cleared', () => {
  it('is told from a first visit, also where only the database went, and can be begun anew', async () => {
    await open();
    await untilHeading(page, 'ワンタイムパスワードを');
    await addedByHand(page, { issuer: 'さくらメール' });
    await shownCode(page);
    await beside(page);
    expect(await names(page)).toEqual([DATABASE]);
    await page.evaluate(
      (name) =>
        new Promise<void>((resolve, reject) => {
          const request = indexedDB.deleteDatabase(name);
          request.onsuccess = () => resolve();
          request.onerror = () => reject(request.error);
        }),
      DATABASE,
    );
    await open();
    await untilHeading(page, '保存されていたトークンが見つかりません');
    // Looking at it again changes nothing: only the person's word does.
    await page.reload();
    await untilHeading(page, '保存されていたトークンが見つかりません');
    await press(page, 'はじめから設定する');
    await untilHeading(page, 'ワンタイムパスワードを');
    await page.reload();
    await untilHeading(page, 'ワンタイムパスワードを');
    await addedByHand(page, { issuer: 'さくらメール' });
    await shownCode(page);
    expect(complaints).toEqual([]);
  });

  it('while the app is open shows no code any longer', async () => {
    await open();
    await untilHeading(page, 'ワンタイムパスワードを');
    await addedByHand(page, { issuer: 'さくらメール' });
    await shownCode(page);
    const other = await chromium.browser.newPage();
    await beside(other);
    await other.evaluate((name) => {
      indexedDB.deleteDatabase(name);
    }, DATABASE);
    await page.bringToFront();
    await untilHeading(page, '保存されていたトークンが見つかりません');
    expect(await page.$('[data-part=code]')).toBeNull();
  });
});

describe('a window that may keep nothing', () => {
  it('has a screen of its own, and goes on once it may', async () => {
    await page.setViewport(PC);
    // A private window of some browsers, or cookies forbidden altogether.
    await page.evaluateOnNewDocument(() => {
      if (sessionStorage.getItem('allowed') === 'yes') return;
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      });
      const real = IDBFactory.prototype.open;
      (window as unknown as { allow(): void }).allow = () => {
        IDBFactory.prototype.open = real;
      };
      IDBFactory.prototype.open = () => {
        throw new DOMException('denied', 'SecurityError');
      };
    });
    await open();
    await untilHeading(page, 'この画面では使えません');
    await press(page, 'もう一度試す');
    await untilHeading(page, 'この画面では使えません');
    await page.evaluate(() => (window as unknown as { allow(): void }).allow());
    await press(page, 'もう一度試す');
    await untilHeading(page, 'ワンタイムパスワードを');
    expect(complaints).toEqual([]);
  });
});

describe('a full disk', () => {
  it('loses nothing that is there, and says at once what could not be added', async () => {
    await open();
    await untilHeading(page, 'ワンタイムパスワードを');
    await addedByHand(page, { issuer: 'さくらメール' });
    // A browser remembers for a while how much room there was: on the next day it looks anew.
    await chromium.close();
    chromium = await launchChromium({ profile: chromium.profile });
    page = await chromium.browser.newPage();
    const browser = await page.createCDPSession();
    await browser.send('Storage.overrideQuotaForOrigin', { origin: pwa.address, quotaSize: 1 });
    await open();
    await shownCode(page);
    await addByHand(page, { issuer: 'もみじ通販', secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' });
    await page.waitForFunction(
      () =>
        document
          .querySelector('[role=alert]')
          ?.textContent?.includes('端末の空き容量が足りず、追加できませんでした'),
      OFTEN,
    );
    await page.reload();
    await shownCode(page);
    expect(await page.$('::-p-text(もみじ通販)')).toBeNull();

    await chromium.close();
    chromium = await launchChromium({ profile: chromium.profile });
    page = await chromium.browser.newPage();
    await open();
    await shownCode(page);
    await addedByHand(page, { issuer: 'もみじ通販', secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' });
    await untilText(page, 'もみじ通販');
  });
});

describe('a database that cannot be opened', () => {
  for (const [what, heading] of [
    ['full', '空き容量が足りません'],
    // An older version in another tab does not let go; there has been only one version so far.
    ['blocked', 'ほかの画面が開いています'],
  ] as const)
    it(`(${what}) has a screen of its own, and opens once it can be`, async () => {
      await page.evaluateOnNewDocument((isFull) => {
        const real = IDBFactory.prototype.open;
        (window as unknown as { allow(): void }).allow = () => {
          IDBFactory.prototype.open = real;
        };
        IDBFactory.prototype.open = () => {
          const request = Object.create(IDBOpenDBRequest.prototype) as IDBOpenDBRequest;
          const error = new DOMException('full', 'QuotaExceededError');
          Object.defineProperty(request, 'error', { value: error });
          for (const name of ['onupgradeneeded', 'onblocked', 'onsuccess', 'onerror'])
            Object.defineProperty(request, name, { writable: true, value: null });
          queueMicrotask(() => {
            if (isFull) request.onerror?.call(request, new Event('error'));
            else request.onblocked?.call(request, new Event('blocked') as IDBVersionChangeEvent);
          });
          return request;
        };
      }, what === 'full');
      await page.setViewport(what === 'full' ? PHONE : PC);
      await open();
      await untilHeading(page, heading);
      await page.evaluate(() => (window as unknown as { allow(): void }).allow());
      await press(page, 'もう一度試す');
      await untilHeading(page, 'ワンタイムパスワードを');
    });
});
