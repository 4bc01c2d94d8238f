/**
 * `npx node tools/store-pictures.ts`: takes the stores' pictures from the built extension with a real authority and a
 * demonstration bank, in Japanese and English, into `docs/store/pictures/`. Run after changing a screen that
 * they show. Needs a Chromium, as `tools/icons.ts`.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import { readPolicyFile } from '../authority/commands/policy-file.ts';
import { loadPolicy } from '../authority/institutions/policy.ts';
import { shownCode } from '../tests/support/app-page.ts';
import { startAuthority } from '../tests/support/authority.ts';
import { startBank } from '../tests/support/bank.ts';
import type { Customer } from '../tests/support/bank-page.ts';
import { machineClock } from '../tests/support/clock.ts';
import { launchExtension } from '../tests/support/extension-browser.ts';
import { allowFilling, applyAndSetUp } from '../tests/support/extension-set-up.ts';

const FOLDER = new URL('../docs/store/pictures/', import.meta.url);
const POLICY = fileURLToPath(new URL('../bank/institutions/midori/token-policy.json', import.meta.url));
const WINDOW = { width: 1280, height: 800 };
const TARO: Customer = {
  loginId: 'midori-002',
  password: 'demo-taro-2',
  confirmationPassword: 'kakunin-2',
};
const TILE_LINES = {
  ja: ['ワンタイムパスワードを、', '許可した銀行にだけ入力'],
  en: ['One-time passwords, filled in', 'only where you allow it'],
} as const;

await mkdir(FOLDER, { recursive: true });
const house = await startAuthority({ clock: machineClock, host: 'authority.localhost' });
const bank = await startBank({ authority: house, clock: machineClock });
await loadPolicy(house.ctx, await readPolicyFile(POLICY, [bank.origin]));
const visitor = await launchExtension({ authority: house.address });
const { browser } = visitor.chromium;

const pathOf = (name: string) => fileURLToPath(new URL(`${name}.png`, FOLDER)) as `${string}.png`;
async function take(page: Page, name: string): Promise<void> {
  await page.bringToFront();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.waitForFunction(() => !document.querySelector('.toast')?.textContent);
  await page.screenshot({ path: pathOf(name) });
  console.log(pathOf(name));
}
/** Early in a step: nothing is vermilion and no next code is shown. */
const untilEarly = (page: Page) =>
  page.waitForFunction(
    () => Number(document.querySelector('[data-part=seconds]')?.textContent?.trim()) > 20,
    { polling: 200, timeout: 90_000 },
  );
/** Draws `html` in so many px and keeps the picture. */
async function draw(html: string, size: { width: number; height: number }, name: string): Promise<void> {
  const frame = await browser.newPage();
  await frame.setViewport(size);
  await frame.setContent(`<!doctype html><meta charset="utf-8">${html}`);
  await frame.waitForFunction(() => [...document.images].every((image) => image.complete));
  await frame.screenshot({ path: pathOf(name) });
  console.log(pathOf(name));
  await frame.close();
}

/** The bank's login page with the popup where a browser opens it. */
async function takeFilled(language: string): Promise<void> {
  const login = await browser.newPage();
  await login.setViewport(WINDOW);
  await login.goto(`${bank.origin}/login`);
  const popup = await visitor.openPopup(login);
  await shownCode(popup);
  await untilEarly(popup);
  // A step may have ended while it was waited: the field follows.
  const shown = await popup.$eval('[data-part=code]', (part) => part.textContent?.replace(/\D/g, '') ?? '');
  await login.waitForFunction(
    (right) => document.querySelector<HTMLInputElement>('[autocomplete=one-time-code]')?.value === right,
    {},
    shown,
  );
  await popup.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const box = await popup.$eval('body', (body) => body.getBoundingClientRect().toJSON() as DOMRect);
  const front = await popup.screenshot({ encoding: 'base64', fullPage: true });
  const behind = await login.screenshot({ encoding: 'base64' });
  const width = Math.round(box.width);
  await draw(
    `<style>body { margin: 0 } img { position: absolute; display: block }
      .front { right: 28px; top: 12px; width: ${width}px; border-radius: 10px; box-shadow: 0 1px 3px #0004, 0 12px 40px #1d22304d }</style>
     <img src="data:image/png;base64,${behind}"><img class="front" src="data:image/png;base64,${front}">`,
    WINDOW,
    `fill-${language}`,
  );
  await login.close();
}

async function drawTile(language: 'ja' | 'en'): Promise<void> {
  const icon = await readFile(new URL('../pwa/icons/icon.svg', import.meta.url), 'utf8');
  await draw(
    `<style>body { margin: 0; width: 440px; height: 280px; background: #f8f5ee; color: #1d2230; display: grid; place-content: center; justify-items: center;
        font-family: system-ui, 'Noto Sans CJK JP', sans-serif; text-align: center }
      svg { width: 96px; height: 96px } h1 { margin: 8px 0 6px; font-size: 34px; color: #1f3f77 } p { margin: 0; font-size: 20px; line-height: 1.5 }</style>
     ${icon}<h1>Fuda 札</h1><p>${TILE_LINES[language].join('<br>')}</p>`,
    { width: 440, height: 280 },
    `tile-${language}`,
  );
}

async function speak(page: Page, language: string): Promise<void> {
  await page.evaluate((chosen) => {
    const kept = JSON.parse(localStorage.getItem('fuda.preferences') ?? '{}') as object;
    localStorage.setItem('fuda.preferences', JSON.stringify({ ...kept, language: chosen, theme: 'light' }));
  }, language);
  await page.reload();
}

try {
  const own = await visitor.openPage();
  await own.setViewport(WINDOW);
  for (const language of ['en', 'ja']) {
    await speak(own, language);
    await own.waitForFunction((tongue) => document.documentElement.lang === tongue, {}, language);
    await own.waitForSelector('main button');
    await take(own, `welcome-${language}`);
  }
  await applyAndSetUp(visitor, own, bank.origin, TARO);
  await allowFilling(visitor, own, bank.origin);

  for (const language of ['ja', 'en'] as const) {
    await own.bringToFront();
    await speak(own, language);
    await own.waitForSelector('[data-part=code]');
    await untilEarly(own);
    await take(own, `token-${language}`);
    await own.evaluate(() => location.assign('#sites'));
    await own.waitForFunction(
      (origin) => document.querySelector('main')?.textContent?.includes(origin),
      {},
      bank.origin,
    );
    await take(own, `sites-${language}`);
    await takeFilled(language);
    await drawTile(language);
  }
} finally {
  await visitor.destroy();
  await bank.close();
  await house.close();
}
