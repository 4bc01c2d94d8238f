import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Chromium, launchChromium } from '../../tools/chromium.ts';
import { type BuiltExtension, copyExtension, findExtension } from '../support/extension.ts';
import { toSettings, turnLockOn, unlockWithCode } from '../support/locked-pwa.ts';
import { typedByHand } from '../support/own-token.ts';
import { press, untilHeading } from '../support/pwa.ts';

const CODE = '13572468';

let built: BuiltExtension;
let chromium: Chromium;
let page: Page;

/** The extension's full page, in this run of the browser; it opens by itself only once after installation. */
async function openOwnPage(): Promise<Page> {
  const { id } = await findExtension(chromium.browser);
  const opened = await chromium.browser.newPage();
  await opened.goto(`chrome-extension://${id}/page.html`);
  return opened;
}
const showsCode = (of: Page) => of.waitForSelector('[data-part=code]');
const untilLocked = (of: Page) => of.waitForSelector('input[type=password]');

beforeAll(async () => {
  built = await copyExtension('http://authority.localhost:4300');
  chromium = await launchChromium({ extensions: [built.folder] });
  page = await openOwnPage();
  await press(page, 'ほかのサービスのトークンを追加');
  await untilHeading(page, 'トークンを追加');
  await typedByHand(page, { issuer: 'さくらメール' });
  await toSettings(page, 'アプリロック');
  await turnLockOn(page, CODE);
});
afterAll(async () => {
  await chromium?.destroy();
  built?.remove();
});

it('stays open in another page of the same run, without a code', async () => {
  const other = await openOwnPage();
  await showsCode(other);
  await other.close();
});

it('is locked at a late alarm: the key is forgotten, and a page that is open follows', async () => {
  const kept = () => page.evaluate(() => chrome.storage.session.get('vault-key'));
  expect(Object.keys(await kept())).toEqual(['vault-key']);
  await page.evaluate(async () => {
    await chrome.storage.session.set({ 'lock-at': Date.now() - 1 });
    // As one that comes after the machine slept: at once.
    await chrome.alarms.create('lock', { when: Date.now() });
  });
  await untilLocked(page);
  await expect.poll(kept).toEqual({});
  await unlockWithCode(page, CODE);
  await showsCode(page);
});

it('is locked when the browser was closed, with the tokens still there', async () => {
  const { profile } = chromium;
  await chromium.close();
  chromium = await launchChromium({ profile, extensions: [built.folder] });
  page = await openOwnPage();
  await untilLocked(page);
  await unlockWithCode(page, CODE);
  await showsCode(page);
  await untilHeading(page, 'さくらメール');
});
