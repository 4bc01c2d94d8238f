import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium } from '../../tools/chromium.ts';
import { toSettings, turnLockOn, unlockWithCode } from '../support/locked-pwa.ts';
import { addedByHand } from '../support/own-token.ts';
import {
  fill,
  OFTEN,
  press,
  pressAt,
  type RunningPwa,
  startPwa,
  untilButton,
  untilHeading,
  untilHome,
  watchComplaints,
} from '../support/pwa.ts';
import { PC, PHONE } from '../support/window-size.ts';

const CODE = '13572468';
const OTHER_SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
/** RFC 4226, Appendix D: the codes of the known secret from counter 0 on. */
const COUNTED = ['755224', '287082', '359152', '969429', '338314', '254676'];

let pwa: RunningPwa;
let chromium: Chromium;
let one: Page;
let two: Page;
const complaints: string[][] = [];

async function open(size: typeof PHONE | typeof PC): Promise<Page> {
  const page = await chromium.browser.newPage();
  await page.setViewport(size);
  complaints.push(watchComplaints(page));
  await page.goto(`${pwa.address}/`);
  await page.waitForSelector('h1');
  return page;
}
beforeAll(async () => {
  pwa = await startPwa();
  // Nothing here asks the authority for anything.
  pwa.serve(pwa.address);
  chromium = await launchChromium();
  one = await open(PHONE);
  two = await open(PC);
});
afterAll(async () => {
  await chromium?.destroy();
  await pwa?.close();
});

/** What the second tab shows without being loaded anew; a tab behind draws nothing, so it comes to the front. */
async function seenInTwo(test: string): Promise<void> {
  await two.bringToFront();
  await two.waitForFunction(test, OFTEN);
}
const begin = () => one.bringToFront();
const rows = `[...document.querySelectorAll('.row-name')].map((name) => name.textContent.trim()).join()`;

describe('two tabs', () => {
  it('both show a token that was added in one', async () => {
    await begin();
    await addedByHand(one, { issuer: 'さくらメール' });
    await seenInTwo(`document.querySelector('[data-part=code]') !== null`);
    await begin();
    await addedByHand(one, { issuer: 'もみじ通販', secret: OTHER_SECRET });
    await seenInTwo(`${rows} === 'さくらメール,もみじ通販'`);
  });

  it('both follow the order', async () => {
    await begin();
    await press(one, '並べ替え');
    await untilHeading(one, '並べ替え');
    await pressAt(one, '[aria-label=もみじ通販をいちばん上へ]');
    await seenInTwo(`${rows} === 'もみじ通販,さくらメール'`);
    await begin();
    await press(one, '終わる');
    await untilHeading(one, 'トークン');
  });

  it("both show a token's own name, and miss one that was removed", async () => {
    await begin();
    await pressAt(one, '.row');
    await press(one, 'くわしく');
    await fill(one, 'ご自分で付ける名前', '買い物');
    await press(one, '保存する');
    await seenInTwo(`document.body.textContent.includes('買い物')`);
    await begin();
    await press(one, 'このトークンを消す');
    await untilHeading(one, '消');
    await pressAt(one, 'input[type=checkbox]');
    await press(one, 'この端末から消す');
    await seenInTwo(
      `!document.body.textContent.includes('買い物') && document.querySelector('[data-part=code]') !== null`,
    );
  });

  it('both follow the language and the colours', async () => {
    await begin();
    await untilHome(one);
    await toSettings(one, '表示');
    await pressAt(one, 'input[value=dark]');
    await seenInTwo(`document.documentElement.dataset.theme === 'dark'`);
    await begin();
    await pressAt(one, 'input[value=en]');
    await seenInTwo(`document.documentElement.lang === 'en' && document.title.length > 0`);
    await begin();
    await pressAt(one, 'input[value=ja]');
    await seenInTwo(`document.documentElement.lang === 'ja'`);
    await begin();
    await pressAt(one, '[aria-label=戻る]');
    await untilHeading(one, '設定');
    await pressAt(one, '[aria-label=戻る]');
    await one.waitForSelector('[data-part=code]');
  });

  it('never give out one code of a counter twice', async () => {
    await begin();
    await addedByHand(one, { issuer: 'ふじ', event: true });
    const codes: string[] = [];
    for (const page of [one, two]) {
      await page.bringToFront();
      await page.locator('.row ::-p-text(ふじ)').click();
      await untilButton(page, 'パスワードを表示');
    }
    for (const page of [one, two, two, one, two, one]) {
      await page.bringToFront();
      const before = codes.filter((_, at) => [one, two, two, one, two, one][at] === page).at(-1) ?? '';
      await press(page, before === '' ? 'パスワードを表示' : '新しいパスワードを表示');
      const handle = await page.waitForFunction(
        (old) => {
          const text = document.querySelector('[data-part=code]')?.textContent?.replace(/\D/gu, '') ?? '';
          return text.length === 6 && text !== old ? text : null;
        },
        OFTEN,
        before,
      );
      codes.push((await handle.jsonValue()) as string);
    }
    expect(codes).toEqual(COUNTED);
    for (const page of [one, two]) {
      await page.bringToFront();
      await pressAt(page, '[aria-label=戻る]');
      await untilHeading(page, 'トークン');
    }
  });

  it('both close when a lock is put on in one, and each asks for the code', async () => {
    await begin();
    await toSettings(one, 'アプリロック');
    await turnLockOn(one, CODE);
    await two.bringToFront();
    await untilHeading(two, 'アプリロック');
    expect(await two.$('[data-part=code]')).toBeNull();
    await unlockWithCode(two, CODE);
    await untilHeading(two, 'トークン');
    // Locking by hand in one is meant for all of them.
    await begin();
    await press(one, 'いますぐロックする');
    await untilButton(one, 'コードを忘れたとき');
    await seenInTwo(`document.querySelector('.row') === null`);
    await unlockWithCode(two, CODE);
    await untilHeading(two, 'トークン');
    expect(complaints.flat()).toEqual([]);
  });
});
