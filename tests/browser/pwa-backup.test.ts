import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HOTP, Secret, TOTP } from 'otpauth';
import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium } from '../../tools/chromium.ts';
import { axeFaults } from '../support/axe.ts';
import { type FakeCamera, fakeCamera } from '../support/fake-camera.ts';
import {
  fill,
  goTo,
  OFTEN,
  press,
  pressAt,
  type RunningPwa,
  startPwa,
  untilHeading,
  untilHome,
  untilText,
  watchComplaints,
} from '../support/pwa.ts';
import { PC, PHONE } from '../support/window-size.ts';

const TIME_SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const EVENT_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const TIME = `otpauth://totp/Sakura:hanako?secret=${TIME_SECRET}&issuer=Sakura`;
const EVENT = `otpauth://hotp/VPN:yamada?secret=${EVENT_SECRET}&issuer=VPN&counter=7`;

let camera: FakeCamera;
let pwa: RunningPwa;
let old: Chromium;
let next: Chromium;
let oldPage: Page;
let newPage: Page;
let downloads: string;
let passphrase = '';
let file = '';
const complaints: string[][] = [];

const openPage = async (chromium: Chromium, size: typeof PHONE | typeof PC): Promise<Page> => {
  const page = await chromium.browser.newPage();
  await page.setViewport(size);
  // A camera's pictures are read in the time that is left, and keys are derived: slow where much else runs.
  page.setDefaultTimeout(90_000);
  complaints.push(watchComplaints(page));
  await page.goto(`${pwa.address}/`);
  // Taken over by its service worker, so that nothing is loaded anew in the middle of a walk.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  return page;
};
const text = untilText;
/** Presses a row that leads on. */
const row = (page: Page, label: string) =>
  page.waitForFunction(
    (wanted) => {
      const found = [...document.querySelectorAll<HTMLButtonElement>('.nav-row')].find(
        (one) => one.querySelector('b')?.textContent === wanted,
      );
      found?.click();
      return found !== undefined;
    },
    OFTEN,
    label,
  );
/** What the field of this label holds, once it is in the form of a passphrase that was made up. */
const madeUp = async (page: Page, label: string): Promise<string> => {
  const found = await page.waitForFunction(
    (name) => {
      const field = [...document.querySelectorAll('input')].find(
        (one) => one.labels?.[0]?.textContent?.trim() === name,
      );
      return field && /^(?:\w{4}-){3}\w{4}$/u.test(field.value) ? field.value : null;
    },
    OFTEN,
    label,
  );
  return (await found.jsonValue()) ?? '';
};
async function addByPaste(page: Page, address: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${pwa.address}/#scan`);
  await pressAt(page, '.scan-ways summary');
  await fill(page, 'アドレス（リンク）', address);
  await press(page, '読み取る');
  await press(page, '追加する');
  await text(page, '追加しました');
}
const choose = async (page: Page, path: string) => {
  const input = (await page.waitForSelector('input[type=file]')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(path);
};
const timeCodes = () => {
  const totp = new TOTP({ secret: Secret.fromBase32(TIME_SECRET) });
  const now = Date.now();
  return [now - 30_000, now, now + 30_000].map((timestamp) => totp.generate({ timestamp }));
};
/** Digits of the code that stands on the screen of one token. */
const codeOf = async (page: Page, name: string): Promise<string> => {
  await goTo(page, { at: 'list' });
  const shown = await page.waitForFunction(
    (wanted) => {
      const found = [...document.querySelectorAll('.row')].find((one) => one.textContent?.includes(wanted));
      return found?.textContent?.match(/\d{3}\s?\d{3}/u)?.[0].replaceAll(/\D/gu, '') ?? null;
    },
    OFTEN,
    name,
  );
  return (await shown.jsonValue()) ?? '';
};
const expectCode = async (page: Page, name: string) => {
  const shown = await codeOf(page, name);
  expect(timeCodes()).toContain(shown);
};
const records = (page: Page) => page.$$eval('.row', (rows) => rows.length);

beforeAll(async () => {
  camera = fakeCamera();
  downloads = mkdtempSync(join(tmpdir(), 'fuda-downloads-'));
  [pwa, old, next] = await Promise.all([
    startPwa(),
    launchChromium(),
    launchChromium({ whole: true, args: camera.args }),
  ]);
  // Nothing here asks the authority for anything.
  pwa.serve(pwa.address);
  await next.browser
    .defaultBrowserContext()
    .setPermission(pwa.address, { permission: { name: 'camera' }, state: 'granted' });
  oldPage = await openPage(old, PHONE);
  const devtools = await oldPage.createCDPSession();
  await devtools.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads });
  await addByPaste(oldPage, TIME);
  await addByPaste(oldPage, EVENT);
});
afterAll(async () => {
  await old?.destroy();
  await next?.destroy();
  await pwa?.close();
  camera?.remove();
  rmSync(downloads, { recursive: true, force: true });
});

describe('a backup', () => {
  it('is made under a passphrase that holds, and saved as a file with no secret to be read in it', async () => {
    await goTo(oldPage, { at: 'backup' });
    await text(oldPage, '持ち出せるもの（2件）');
    await row(oldPage, 'バックアップを作る');
    await fill(oldPage, 'バックアップ用パスワード', 'password1');
    await press(oldPage, '作って保存する');
    await text(oldPage, '推測されやすい');
    await fill(oldPage, 'バックアップ用パスワード', 'kaede no ki ga 7 hon');
    await fill(oldPage, 'もう一度、同じパスワード', 'kaede no ki ga 8 hon');
    await press(oldPage, '作って保存する');
    await text(oldPage, '2つのパスワードが違います');
    await press(oldPage, 'パスワードを作ってもらう');
    passphrase = await madeUp(oldPage, 'バックアップ用パスワード');
    await press(oldPage, '作って保存する');
    await untilHeading(oldPage, 'バックアップを作りました');
    await text(oldPage, '2件のトークンが入っています');
    expect(await axeFaults(oldPage)).toEqual([]);
    const name = await oldPage.$eval('[data-part=file]', (one) => one.textContent ?? '');
    expect(name).toMatch(/^fuda-\d{4}-\d\d-\d\d\.fuda$/u);
    file = join(downloads, name);
    await expect.poll(() => existsSync(file)).toBe(true);
    expect(readdirSync(downloads)).toEqual([name]);
    const bytes = readFileSync(file).toString('latin1');
    for (const secret of [TIME_SECRET, EVENT_SECRET, passphrase, 'Sakura', '12345678901234567890'])
      expect(bytes).not.toContain(secret);
  });

  it('is refused in words where it is none or damaged, and by a wrong passphrase, which keeps it chosen', async () => {
    newPage = await openPage(next, PC);
    await press(newPage, '機種変更・バックアップから戻す');
    const letter = join(downloads, 'letter.txt');
    writeFileSync(letter, 'Dear customer');
    await choose(newPage, letter);
    await text(newPage, 'Fudaのバックアップではありません');
    const damaged = join(downloads, 'damaged.fuda');
    writeFileSync(damaged, readFileSync(file).subarray(0, -20));
    await choose(newPage, damaged);
    await text(newPage, 'こわれているか');
    expect(await axeFaults(newPage)).toEqual([]);
    await choose(newPage, file);
    await untilHeading(newPage, 'パスワードを入れてください');
    await fill(newPage, 'バックアップ用パスワード', 'not this one');
    await press(newPage, '開いて中を確かめる');
    await text(newPage, 'パスワードが違います');
    expect(await newPage.$eval('[data-part=file]', (one) => one.textContent)).toMatch(/\.fuda$/u);
    expect(await axeFaults(newPage)).toEqual([]);
  });

  it('shows what it holds before anything changes, brings it in at the last press, and both kinds of codes go on', async () => {
    await fill(newPage, 'バックアップ用パスワード', passphrase);
    await press(newPage, '開いて中を確かめる');
    await untilHeading(newPage, '中身を確かめてください');
    expect(
      await newPage.$$eval('[data-what]', (all) => all.map((one) => one.getAttribute('data-what'))),
    ).toEqual(['new', 'new']);
    expect(await axeFaults(newPage)).toEqual([]);
    // Nothing was kept yet: there is not even a vault.
    expect(await newPage.evaluate(() => localStorage.getItem('fuda.vault'))).toBeNull();
    await press(newPage, '2件を戻す');
    await untilHeading(newPage, 'トークンを戻しました');
    await press(newPage, 'トークンを見る');
    await untilHome(newPage);
    await expectCode(newPage, 'Sakura');
    expect(await records(newPage)).toBe(2);
  });

  it('adds nothing a second time', async () => {
    await goTo(newPage, { at: 'backup-restore' });
    await choose(newPage, file);
    await fill(newPage, 'バックアップ用パスワード', passphrase);
    await press(newPage, '開いて中を確かめる');
    await text(newPage, '新しく追加するものはありません');
    await press(newPage, 'トークンを見る');
    await untilHome(newPage);
    await codeOf(newPage, 'Sakura');
    expect(await records(newPage)).toBe(2);
  });

  it('comes back also where the browser has thrown the vault away', async () => {
    await newPage.goto('about:blank');
    await newPage.goto(`${pwa.address}/icons/icon.svg`);
    await newPage.evaluate(async () => {
      for (const { name } of await indexedDB.databases())
        await new Promise((done, fail) => {
          const request = indexedDB.deleteDatabase(name ?? '');
          request.onsuccess = done;
          request.onerror = fail;
        });
    });
    await newPage.goto(`${pwa.address}/`);
    await untilHeading(newPage, '見つかりません');
    await press(newPage, 'バックアップから戻す');
    await choose(newPage, file);
    await fill(newPage, 'バックアップ用パスワード', passphrase);
    await press(newPage, '開いて中を確かめる');
    await press(newPage, '2件を戻す');
    await untilHeading(newPage, 'トークンを戻しました');
  });
});

/** The modules of the QR code on the screen, as its drawing says. */
const shownModules = (page: Page): Promise<boolean[][]> =>
  page.$eval('.qr', (svg) => {
    const size = Number(svg.getAttribute('viewBox')?.split(' ')[2]);
    const rows = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
    const path = svg.querySelector('path')?.getAttribute('d') ?? '';
    for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)/gu))
      rows[Number(y)]!.fill(true, Number(x), Number(x) + Number(width));
    return rows;
  });

describe('moving to a new phone', () => {
  const code = 'kaede no ki ga 7 hon';
  let film: boolean[][][] = [];

  it('shows one QR code after the other by itself, and by hand where motion is unwanted', async () => {
    await oldPage.setViewport(PC);
    await oldPage.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    await goTo(oldPage, { at: 'move' });
    await fill(oldPage, 'バックアップ用パスワード', code);
    await fill(oldPage, 'もう一度、同じパスワード', code);
    await press(oldPage, 'QRコードを出す');
    await oldPage.waitForSelector('[data-part=code-1] .qr');
    await text(oldPage, '右の矢印');
    expect(await axeFaults(oldPage)).toEqual([]);
    const total = await oldPage.$eval('.move-progress', (bar) => (bar as HTMLProgressElement).max);
    expect(total).toBeGreaterThan(1);
    for (let index = 1; index <= total; index += 1) {
      await oldPage.waitForSelector(`[data-part=code-${index}] .qr`);
      film.push(await shownModules(oldPage));
      await pressAt(oldPage, '[aria-label="次のQRコード"]');
    }
    await oldPage.waitForSelector('[data-part=code-1] .qr');
    await press(oldPage, '動かす');
    await oldPage.waitForSelector(`[data-part=code-${total}] .qr`);
    await press(oldPage, '止める');
  });

  it('gathers them by camera on the new phone, whichever comes first, and says how many are missing', async () => {
    await newPage.close();
    await next.destroy();
    next = await launchChromium({ whole: true, args: camera.args });
    await next.browser
      .defaultBrowserContext()
      .setPermission(pwa.address, { permission: { name: 'camera' }, state: 'granted' });
    newPage = await openPage(next, PHONE);
    camera.show(film.slice(1));
    // The ordinary scan finds a part of a move and goes on gathering.
    await press(newPage, 'QRコードを読み取る');
    await text(newPage, `${film.length}個のうち${film.length - 1}個を読み取りました`);
    await text(newPage, 'まだのもの：1番');
    expect(await axeFaults(newPage)).toEqual([]);
    // The camera is opened anew, as after a look at another app.
    camera.show(film);
    await newPage.evaluate(() => {
      for (const hidden of [true, false]) {
        Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }
    });
    await untilHeading(newPage, 'パスワードを入れてください');
    await text(newPage, '前のスマホから受け取りました');
    await fill(newPage, 'バックアップ用パスワード', code);
    await press(newPage, '開いて中を確かめる');
    await press(newPage, '2件を戻す');
    await untilHeading(newPage, 'トークンを戻しました');
    await press(newPage, 'トークンを見る');
    await untilHome(newPage);
    await expectCode(newPage, 'Sakura');
  });

  it('goes on counting event-based codes where the old phone was', async () => {
    await newPage.waitForFunction(() => {
      const found = [...document.querySelectorAll<HTMLElement>('.row, .row a, .row button')].find((one) =>
        one.textContent?.includes('VPN'),
      );
      found?.click();
      return found !== undefined;
    });
    await newPage.waitForFunction(() => history.state?.route?.at === 'token');
    const hotp = new HOTP({ secret: Secret.fromBase32(EVENT_SECRET) });
    await newPage.waitForFunction(() => {
      const ask = [...document.querySelectorAll<HTMLButtonElement>('.tag button, .actions button')].find(
        (one) => one.textContent?.includes('表示'),
      );
      ask?.click();
      return ask !== undefined;
    }, OFTEN);
    const shown = await newPage.waitForFunction(
      () => document.querySelector('[data-part=code]')?.textContent?.match(/^\d{6}$/u)?.[0] ?? null,
    );
    // The token was added with counter 7; its first code was shown on the old phone when it was added, or not at all.
    const codes = [7, 8].map((counter) => hotp.generate({ counter }));
    expect(codes).toContain(await shown.jsonValue());
  });

  it('offers to remove here what has moved, and removes what is chosen only', async () => {
    await press(oldPage, '新しいスマホで読み取れました');
    await untilHeading(oldPage, '確かめてください');
    expect(await axeFaults(oldPage)).toEqual([]);
    const boxes = await oldPage.$$('.checks input');
    expect(boxes.length).toBe(2);
    await boxes[1]?.click();
    await press(oldPage, '選んだ1件を、この端末から消す');
    await text(oldPage, '1件をこの端末から消しました');
    await untilHome(oldPage);
    await oldPage.waitForFunction(() => {
      const left = document.querySelector('main')?.textContent ?? '';
      return left.includes('VPN') && !left.includes('Sakura');
    }, OFTEN);
    film = [];
  });
});

describe('all of this', () => {
  it('gives the browser nothing to complain of', () => {
    expect(complaints.flat()).toEqual([]);
  });
});
