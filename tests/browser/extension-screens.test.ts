import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listener, openListener } from '../../server/listen.ts';
import { axeFaults } from '../support/axe.ts';
import { type ExtensionBrowser, launchExtension } from '../support/extension-browser.ts';
import { type FakeCamera, fakeCamera } from '../support/fake-camera.ts';
import { qrPng } from '../support/png.ts';
import {
  fill,
  OFTEN,
  press,
  pressAt,
  goTo as toScreen,
  untilHeading,
  untilText,
  watchComplaints,
} from '../support/pwa.ts';

/** The app's own screens in the extension's page: under its rules about scripts, its workers and its storage. */

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
/** A token of `issuer`'s with a secret of its own: the same secret twice is the same token. */
const address = (issuer: string, secret: string) =>
  `otpauth://totp/${issuer}:hanako?secret=${secret}&issuer=${issuer}`;
const PASSPHRASE = 'kaede no ki ga 7 hon';

let camera: FakeCamera;
let folder: string;
let site: Listener;
let extension: ExtensionBrowser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  camera = fakeCamera();
  folder = mkdtempSync(join(tmpdir(), 'fuda-kept-'));
  site = await openListener(0);
  site.serve(
    () => new Response('<!doctype html><title>Mail</title>', { headers: { 'content-type': 'text/html' } }),
  );
  // Nothing here asks the authority for anything.
  extension = await launchExtension({ authority: 'http://127.0.0.1:1', args: camera.args });
  await extension.chromium.browser
    .defaultBrowserContext()
    .setPermission(`chrome-extension://${extension.id}`, {
      permission: { name: 'camera' },
      state: 'granted',
    });
  page = await extension.openPage();
  // Keys are derived here, and a camera's pictures are read in the time that is left.
  page.setDefaultTimeout(90_000);
  complaints = watchComplaints(page);
  const devtools = await page.createCDPSession();
  await devtools.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
});
afterAll(async () => {
  await extension?.destroy();
  await site?.close();
  camera?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const text = (part: string) => untilText(page, part);
const goTo = (route: Parameters<typeof toScreen>[1]) => toScreen(page, route);
const choose = async (path: string) => {
  const input = (await page.waitForSelector('input[type=file]')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(path);
};
const added = async () => {
  await press(page, '追加する');
  await untilHeading(page, '追加しました');
};
/** The names of the tokens in the list, and the ID of the one called `name`. */
const listed = async (): Promise<string[]> => {
  await goTo({ at: 'list' });
  await page.waitForSelector('.row');
  return page.$$eval('.row-name', (rows) => rows.map((row) => row.textContent ?? ''));
};
async function idOf(name: string): Promise<string> {
  await goTo({ at: 'list' });
  await page.waitForFunction(
    (wanted) => {
      const row = [...document.querySelectorAll<HTMLElement>('.row')].find((one) =>
        one.textContent?.includes(wanted),
      );
      row?.click();
      return row !== undefined;
    },
    OFTEN,
    name,
  );
  const id = await page.waitForFunction(
    () => (history.state?.route?.at === 'token' ? (history.state.route.id as string) : null),
    OFTEN,
  );
  return (await id.jsonValue()) ?? '';
}

describe('the full page', () => {
  it('says before anything is set up why it asked for nothing, and what works without', async () => {
    await text('Fudaはまだ、どのサイトも見られません');
    await text('許可しなくても使えます');
    expect(await axeFaults(page)).toEqual([]);
    await goTo({ at: 'extra', name: 'sites' });
    await text('まだサイトはありません');
    expect(await axeFaults(page)).toEqual([]);
    await goTo({ at: 'extra', name: 'handy' });
    await text('Alt+Shift+F');
    expect(await axeFaults(page)).toEqual([]);
    await goTo({ at: 'extra', name: 'no such screen' });
    await text('設定をはじめる');
  });

  it('adds tokens by camera, from a picture, by a pasted address and by hand', async () => {
    camera.show([address('Camera', SECRET)]);
    await goTo({ at: 'scan' });
    await added();

    const picture = join(folder, 'code.png');
    writeFileSync(picture, qrPng(address('Picture', 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')));
    camera.show([null]);
    await goTo({ at: 'scan' });
    await choose(picture);
    await added();

    await goTo({ at: 'scan' });
    await pressAt(page, '.scan-ways summary');
    await fill(page, 'アドレス（リンク）', address('Pasted', 'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U'));
    await press(page, '読み取る');
    await added();

    await goTo({ at: 'by-hand' });
    await fill(page, 'サービスの名前', 'Typed');
    await fill(page, 'シークレット（秘密の文字）', 'ORSXG5BAONSWG4TFOQQG64TFOQQG64TF');
    await press(page, '確認へ進む');
    await added();

    expect(await listed()).toEqual(['Camera hanako', 'Picture hanako', 'Pasted hanako', 'Typed']);
    const shown = await page.waitForFunction(
      () => /\d{3}\s?\d{3}/u.exec(document.querySelector('.row')?.textContent ?? '')?.[0],
      OFTEN,
    );
    const right = [-30_000, 0, 30_000].map((off) =>
      new TOTP({ secret: Secret.fromBase32(SECRET) }).generate({ timestamp: Date.now() + off }),
    );
    expect(right).toContain((await shown.jsonValue())?.replaceAll(/\D/gu, ''));
  });

  it('shows every one of its screens under its own rules about scripts', async () => {
    const id = await idOf('Typed');
    const routes = [
      ...['order', 'inbox', 'add', 'settings', 'settings-lock', 'settings-display', 'settings-storage'],
      ...['settings-clock', 'about', 'licences', 'backup', 'backup-make', 'backup-restore', 'move'],
    ].map((at) => ({ at }));
    const ofToken = ['token', 'details', 'remove', 'export'].map((at) => ({ at, id }));
    for (const route of [...routes, ...ofToken, { at: 'lock-code', task: 'on' }]) {
      const before = await page.$eval('h1', (heading) => heading.textContent);
      await goTo(route);
      // Each has a heading of its own, and is there only once its code has come.
      await page.waitForFunction(
        (old) => (document.querySelector('.screen:not(.screen-starting) h1')?.textContent ?? old) !== old,
        OFTEN,
        before,
      );
    }
    expect(complaints).toEqual([]);
    await goTo({ at: 'settings-storage' });
    await untilHeading(page, '保存のようす');
    await text('トークンは守られています');
  });

  it('gives a token another name, and removes one', async () => {
    await goTo({ at: 'details', id: await idOf('Pasted') });
    await fill(page, 'ご自分で付ける名前', 'Renamed');
    await press(page, '保存する');
    await text('保存しました');
    await goTo({ at: 'remove', id: await idOf('Picture') });
    await pressAt(page, 'main input[type=checkbox]');
    await press(page, 'この端末から消す');
    await expect.poll(listed).toHaveLength(3);
    expect(await listed()).toContainEqual(expect.stringContaining('Renamed'));
  });

  it('saves a backup as a file, and brings it back', async () => {
    await goTo({ at: 'backup-make' });
    await fill(page, 'バックアップ用パスワード', PASSPHRASE);
    await fill(page, 'もう一度、同じパスワード', PASSPHRASE);
    await press(page, '作って保存する');
    await untilHeading(page, 'バックアップを作りました');
    const name = await page.$eval('[data-part=file]', (one) => one.textContent ?? '');
    await expect.poll(() => existsSync(join(folder, name))).toBe(true);
    expect(readdirSync(folder).filter((one) => one.endsWith('.fuda'))).toEqual([name]);

    await goTo({ at: 'remove', id: await idOf('Typed') });
    await pressAt(page, 'main input[type=checkbox]');
    await press(page, 'この端末から消す');
    await expect.poll(listed).toHaveLength(2);
    await goTo({ at: 'backup-restore' });
    await choose(join(folder, name));
    await fill(page, 'バックアップ用パスワード', PASSPHRASE);
    await press(page, '開いて中を確かめる');
    await press(page, '1件を戻す');
    await untilHeading(page, 'トークンを戻しました');
    expect(await listed()).toContain('Typed');
  });

  it('takes a token of one’s own from a site that it was bound to in the popup', async () => {
    const origin = `http://mail.localhost:${site.port}`;
    const tab = await extension.chromium.browser.newPage();
    await tab.goto(origin);
    const popup = await extension.openPopup(tab);
    await press(popup, 'このサイトで使う…');
    await press(popup, 'これからも使う');
    await untilText(popup, 'このサイトで使うようにしました');
    await popup.close();
    await tab.close();
    await page.bringToFront();
    await goTo({ at: 'extra', name: 'sites' });
    await page.waitForFunction(
      (wanted) => document.querySelector('.site-name')?.textContent === wanted,
      OFTEN,
      origin,
    );
    expect(await axeFaults(page)).toEqual([]);
    await press(page, `${origin}: Cameraをこのサイトから外す`);
    await text('まだサイトはありません');
  });

  it('says when it locks, and keeps the time that is chosen', async () => {
    await goTo({ at: 'lock-code', task: 'on' });
    await fill(page, 'アプリロックコード', '13572468');
    await fill(page, 'もう一度、同じコード', '13572468');
    await press(page, 'アプリロックをかける');
    await text('アプリロックをかけました');
    await goTo({ at: 'settings-lock' });
    await text('Fudaを15分使わなかったとき');
    await pressAt(page, '.choice input[value="300000"]');
    await text('Fudaを5分使わなかったとき');
    expect(await axeFaults(page)).toEqual([]);
    await page.reload();
    await page.waitForSelector('.row');
    await goTo({ at: 'settings-lock' });
    await text('Fudaを5分使わなかったとき');
    // The rule about every code is the app's on a phone; here codes also leave without a look at them.
    expect(await page.evaluate(() => document.body.textContent)).not.toContain('コードを毎回確かめる');
  });

  it('broke none of its own rules about scripts on the way', () => {
    expect(complaints).toEqual([]);
  });
});
