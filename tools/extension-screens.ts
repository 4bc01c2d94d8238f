/**
 * Draws the extension's surfaces for `docs/extension.md`: the full page from the built extension with a real
 * authority, the popup from its own screens over made-up tokens: `npx node tools/extension-screens.ts` after changing
 * one. Needs a Chromium (`CHROME_PATH`).
 */
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { ROOT } from '../demo/build.ts';
import { tap, walkSetUp } from '../tests/support/app-page.ts';
import { startAuthority } from '../tests/support/authority.ts';
import { machineClock } from '../tests/support/clock.ts';
import { launchExtension } from '../tests/support/extension-browser.ts';
import { startGallery } from '../tests/support/gallery/serve.ts';
import { issueTo, PASSWORD } from '../tests/support/person.ts';
import { untilHeading } from '../tests/support/pwa.ts';
import { launchChromium } from './chromium.ts';

const FOLDER = join(ROOT, 'docs/images/extension');
/** The popup's pictures: the name and the scene in its gallery. */
const POPUP = {
  filled: 'filled',
  locked: 'locked',
  choose: 'choose',
  'look-alike': 'look-alike',
} as const;
/** A PC's window, and one beside which a bank's page has room, in CSS px. */
const WINDOW = { width: 1280, height: 860 };
const HALF = { width: 620, height: 860 };

const BANK = 'https://login.midori.example';
const BEFORE = 'https://old-login.midori.example';

let drawn = 0;
let bytes = 0;
async function take(of: Page, name: string): Promise<void> {
  await of.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await of.waitForFunction(() => !document.querySelector('.toast')?.textContent);
  await of.evaluate(() => document.fonts.ready);
  const path = join(FOLDER, `${name}.webp`) as `${string}.webp`;
  await of.screenshot({ path, type: 'webp', quality: 80 });
  drawn += 1;
  bytes += statSync(path).size;
}

async function drawPopup(): Promise<void> {
  const gallery = await startGallery('popup-gallery');
  const chromium = await launchChromium();
  try {
    const page = await chromium.browser.newPage();
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    for (const language of ['ja', 'en'] as const)
      for (const [name, scene] of Object.entries(POPUP)) {
        await page.setViewport({ width: 360, height: 100 });
        await page.goto(gallery.address(scene, { language }));
        await page.waitForSelector('.popup');
        // All of it, though a browser gives it 600 px and lets the rest be scrolled to.
        const height = await page.$eval('.popup', (popup) => Math.ceil(popup.getBoundingClientRect().height));
        await page.setViewport({ width: 360, height });
        await page.evaluate(() => scrollTo(0, 0));
        await take(page, `popup-${name}-${language}`);
      }
  } finally {
    await chromium.destroy();
    await gallery.close();
  }
}

async function drawPage(): Promise<void> {
  const house = await startAuthority({
    clock: machineClock,
    host: 'authority.localhost',
    loginOrigins: [BANK],
  });
  const issued = await issueTo(house, 'hanako');
  const extension = await launchExtension({ authority: house.address, args: ['--hide-scrollbars'] });
  try {
    const page = await extension.openPage();
    await page.emulateMediaFeatures([
      { name: 'prefers-reduced-motion', value: 'reduce' },
      { name: 'prefers-color-scheme', value: 'light' },
    ]);
    const goTo = (route: object) =>
      page.evaluate((wanted) => {
        const state = { fuda: true, depth: 1, route: wanted };
        history.pushState(state, '');
        dispatchEvent(new PopStateEvent('popstate', { state }));
      }, route);
    const speak = async (language: 'ja' | 'en') => {
      await page.evaluate(
        (wanted) => localStorage.setItem('fuda.preferences', JSON.stringify({ language: wanted })),
        language,
      );
      await page.reload();
      await page.waitForFunction((wanted) => document.documentElement.lang === wanted, {}, language);
      await page.waitForSelector('.screen:not(.screen-starting)');
    };

    await page.setViewport(WINDOW);
    for (const language of ['en', 'ja'] as const) {
      await speak(language);
      await page.waitForSelector('.beside');
      await take(page, `page-welcome-${language}`);
    }
    await page.setViewport(HALF);
    await tap(page, '設定をはじめる');
    await walkSetUp(page, { activationPassword: PASSWORD, ids: issued.ids });
    await untilHeading(page, '設定が終わりました');
    await page.waitForSelector('.site .button');
    await page.$eval('.sites', (group) => group.scrollIntoView({ block: 'center' }));
    await take(page, 'page-allow-ja');

    await extension.agreeTo('https://*.midori.example/*');
    await page.bringToFront();
    await tap(page, `${BANK} での自動入力を許可する`);
    await page.waitForSelector('.site-state-on');
    // A permission that was left behind, as when a bank's token was removed.
    await page.evaluate((origin) => {
      const button = Object.assign(document.createElement('button'), { id: 'ask' });
      button.onclick = () => {
        button.remove();
        void chrome.permissions.request({ origins: [`${origin}/*`] });
      };
      document.body.append(button);
    }, BEFORE);
    await page.click('#ask');
    for (const language of ['en', 'ja'] as const) {
      await speak(language);
      await goTo({ at: 'extra', name: 'sites' });
      await page.waitForFunction(() => document.querySelectorAll('.site-state-on').length === 2);
      await take(page, `page-sites-${language}`);
      await goTo({ at: 'extra', name: 'handy' });
      await page.waitForSelector('.browser-address');
      await take(page, `page-handy-${language}`);
    }
  } finally {
    await extension.destroy();
    await house.close();
  }
}

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
await drawPopup();
await drawPage();
console.log(`${drawn} pictures in docs/images/extension, ${Math.round(bytes / 1000)} kB`);
