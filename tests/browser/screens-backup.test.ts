import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readQr } from '../../core/browser/read-qr.ts';
import { sealBackup } from '../../core/formats/backup.ts';
import { ownToken } from '../../core/formats/own-token.ts';
import { deriveArgon2id } from '../../core/kdf/argon2id.ts';
import { type Chromium, launchChromium } from '../../tools/chromium.ts';
import { axeFaults } from '../support/axe.ts';
import { READ_FAILURES } from '../support/gallery/scenes/backup.ts';
import { own } from '../support/gallery/scenes/scene.ts';
import { type Gallery, startGallery } from '../support/gallery/serve.ts';
import { fill, press, pressAt, untilHeading, untilText, watchComplaints } from '../support/pwa.ts';
import { pixelsOf } from '../support/qr-pixels.ts';
import { WINDOWS } from '../support/window-size.ts';

let gallery: Gallery;
let chromium: Chromium;
let page: Page;
let complaints: string[];
let directory: string;
let file: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'fuda-backups-'));
  file = join(directory, 'fuda-2026-11-22.fuda');
  [gallery, chromium] = await Promise.all([startGallery(), launchChromium()]);
  page = await chromium.browser.newPage();
  complaints = watchComplaints(page);
  await page.setViewport({ width: 360, height: 740 });
  const token = ownToken(own, { now: 0 });
  const sealed = await sealBackup({ madeAt: 0, tokens: [{ token, given: 0 }] }, 'kaede no ki ga 7 hon', {
    crypto,
    derive: deriveArgon2id,
  });
  writeFileSync(file, sealed);
});
afterAll(async () => {
  await chromium.destroy();
  await gallery.close();
  rmSync(directory, { recursive: true, force: true });
});
beforeEach(() => {
  complaints.length = 0;
});

const open = async (scene: string) => {
  await page.goto(gallery.address(scene));
  await page.waitForSelector('.screen:not(.screen-starting)');
};
const text = (part: string) => untilText(page, part);
const choose = async () => {
  const input = (await page.waitForSelector('input[type=file]')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(file);
};
const said = () => page.evaluate(() => (globalThis as unknown as { fake: { said: string[] } }).fake.said);
const makeUp = async (submit: string) => {
  await press(page, 'パスワードを作ってもらう');
  await press(page, submit);
};
/** What screens that a press leads to must be, like all others: without faults, and inside the window. */
const isSound = async () => {
  expect(await axeFaults(page)).toEqual([]);
  for (const size of ['200%', '100%']) {
    const out = await page.evaluate((fontSize) => {
      document.documentElement.style.fontSize = fontSize;
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    }, size);
    expect(out, size).toBeLessThanOrEqual(0);
  }
  expect(complaints).toEqual([]);
};

describe.each(WINDOWS)('in the window of $name', ({ size }) => {
  beforeAll(() => page.setViewport(size));

  describe('the overview', () => {
    it('names what may leave and what must stay, with what to do instead', async () => {
      await open('backup');
      await text('持ち出せるもの（3件）');
      await text('持ち出せないもの（2件）');
      await pressAt(page, '.group summary');
      await text('再発行（機種変更）を申し込む');
      await isSound();
    });

    it('offers only a restore where nothing may leave', async () => {
      for (const scene of ['backup-empty', 'backup-staying']) {
        await open(scene);
        const rows = await page.$$eval('.nav-row b', (all) => all.map((one) => one.textContent));
        expect(rows).toEqual(['バックアップから戻す']);
      }
    });
  });

  describe('making a backup', () => {
    it('says how strong a password is, and takes none that is easy or mistyped', async () => {
      await open('backup-make');
      for (const [typed, words] of [
        ['', 'パスワードを入れてください'],
        ['abc', '短すぎます'],
        ['password', '推測されやすい'],
      ] as const) {
        await fill(page, 'バックアップ用パスワード', typed);
        await press(page, '作って保存する');
        await text(words);
      }
      for (const [typed, strength] of [
        ['taro1234xy', '弱い'],
        ['kaede no ki ga 7 hon arimasu', '強い'],
      ] as const) {
        await fill(page, 'バックアップ用パスワード', typed);
        await page.waitForFunction(
          (wanted) => document.querySelector('[data-part=strength]')?.textContent === wanted,
          {},
          strength,
        );
      }
      await fill(page, 'もう一度、同じパスワード', 'kaede no ki ga 8 hon arimasu');
      await press(page, '作って保存する');
      await text('2つのパスワードが違います');
      await isSound();
      expect(await said()).not.toContain('makeBackup');
    });

    it('says why it could not be made, and keeps what was typed', async () => {
      for (const [scene, words] of [
        ['make-storage', '読めませんでした'],
        ['make-too-large', '多すぎて'],
        ['make-nothing-to-save', '持ち出せるトークンがありません'],
      ] as const) {
        await open(scene);
        await makeUp('作って保存する');
        await text(words);
        expect(await page.$eval('.passphrase', (input) => (input as HTMLInputElement).value)).toMatch(
          /^\w{4}-/u,
        );
      }
      await isSound();
    });

    it('offers to save again what the platform did not take', async () => {
      await open('make-not-saved');
      await makeUp('作って保存する');
      await untilHeading(page, 'ファイルを保存できませんでした');
      await press(page, 'もう一度保存する');
      await untilHeading(page, 'ファイルを保存できませんでした');
      await isSound();
    });

    it('asks for the lock code first where every code is asked for, as does a move', async () => {
      for (const [scene, label] of [
        ['make-proof', '作って保存する'],
        ['move-proof', 'QRコードを出す'],
      ] as const) {
        await open(scene);
        await fill(page, 'アプリロックコード', '12345678');
        await press(page, '確かめる');
        await makeUp(label);
        await page.waitForFunction(() => document.querySelector('.points, .qr') !== null);
        expect(await said()).toEqual(['prove', 'makeBackup']);
      }
    });
  });

  describe('restoring', () => {
    for (const reason of READ_FAILURES)
      it(`says what to do about a backup that cannot be opened (${reason})`, async () => {
        const words = {
          foreign: 'Fudaのバックアップではありません',
          'too-large': '大きすぎます',
          newer: '新しい版のFuda',
          damaged: 'こわれているか',
          cost: '異常な量',
          passphrase: 'パスワードが違います',
          storage: '比べられませんでした',
        }[reason];
        await open(`restore-${reason}`);
        await choose();
        await fill(page, 'バックアップ用パスワード', 'anything');
        await press(page, '開いて中を確かめる');
        await text(words);
        const isKept = (await page.$('[data-part=file]')) !== null;
        expect(isKept, 'the file stays chosen').toBe(reason === 'passphrase' || reason === 'storage');
        await isSound();
      });

    it('refuses files that are none of ours before it asks for a password, and vast ones before it reads them', async () => {
      await open('backup-restore');
      for (const [bytes, words] of [
        [Buffer.from('{"not":"ours"}'), 'Fudaのバックアップではありません'],
        [Buffer.alloc(5 * 1024 * 1024), '大きすぎます'],
        [Buffer.alloc(0), 'Fudaのバックアップではありません'],
      ] as const) {
        const other = join(directory, 'other.fuda');
        writeFileSync(other, bytes);
        const input = (await page.waitForSelector('input[type=file]')) as ElementHandle<HTMLInputElement>;
        await input.uploadFile(other);
        await text(words);
      }
      expect(await said()).toEqual([]);
      await isSound();
    });

    it('shows what would come of each token, and writes at the last press only', async () => {
      await open('backup-restore');
      await choose();
      await fill(page, 'バックアップ用パスワード', 'anything');
      await press(page, '開いて中を確かめる');
      await untilHeading(page, '中身を確かめてください');
      expect(
        await page.$$eval('[data-what]', (all) => all.map((one) => one.getAttribute('data-what'))),
      ).toEqual(['new', 'counter', 'here']);
      await isSound();
      expect(await said()).toEqual(['readBackup']);
      await press(page, '2件を戻す');
      await untilHeading(page, 'トークンを戻しました');
      expect(await said()).toEqual(['readBackup', 'restore']);
      await isSound();
    });

    it('says that nothing has changed where it could not be kept', async () => {
      for (const [scene, words] of [
        ['restored-storage-full', '空き容量'],
        ['restored-storage', '保存できませんでした'],
      ] as const) {
        await open(scene);
        await choose();
        await fill(page, 'バックアップ用パスワード', 'anything');
        await press(page, '開いて中を確かめる');
        await press(page, '2件を戻す');
        await text('何も変わっていません');
        await text(words);
      }
    });

    it('is left by Back one step at a time, and not entered again once it is done', async () => {
      await open('backup-restore');
      await choose();
      await fill(page, 'バックアップ用パスワード', 'anything');
      await press(page, '開いて中を確かめる');
      await untilHeading(page, '中身を確かめてください');
      await page.goBack();
      await untilHeading(page, 'パスワードを入れてください');
      await page.goBack();
      await untilHeading(page, 'バックアップから戻す');
      await choose();
      await press(page, '別のファイルやQRコードにする');
      await untilHeading(page, 'バックアップから戻す');
      await choose();
      await fill(page, 'バックアップ用パスワード', 'anything');
      await press(page, '開いて中を確かめる');
      await press(page, '2件を戻す');
      await untilHeading(page, 'トークンを戻しました');
      await page.goBack();
      await page.waitForFunction(() => history.state?.route?.at === 'home');
      expect(complaints).toEqual([]);
    });

    it('is offered where the tokens are gone', async () => {
      await open('gone');
      await press(page, 'バックアップから戻す');
      await untilHeading(page, 'バックアップから戻す');
    });
  });

  describe('moving', () => {
    it('shows QR codes large enough for a camera on a 360 px phone, and tells the steps on the other one', async () => {
      await open('move');
      await makeUp('QRコードを出す');
      await page.waitForSelector('.qr');
      const width = await page.$eval('.qr', (qr) => qr.getBoundingClientRect().width);
      const modules = await page.$eval('.qr', (qr) => Number(qr.getAttribute('viewBox')?.split(' ')[2]));
      // Twelve device pixels a module on a phone of today (3 a CSS pixel), never under four CSS pixels.
      expect(width / modules).toBeGreaterThanOrEqual(4);
      await text('カメラをこの画面に向けて');
      await press(page, '止める');
      await isSound();
    });
  });

  describe("a token of one's own, for another app", () => {
    /** The text of the QR code on the screen, read from its drawing. */
    const shownText = () =>
      page
        .$eval('.qr', (svg) => {
          const size = Number(svg.getAttribute('viewBox')?.split(' ')[2]);
          const rows = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
          const path = svg.querySelector('path')?.getAttribute('d') ?? '';
          for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)/gu))
            rows[Number(y)]!.fill(true, Number(x), Number(x) + Number(width));
          return rows;
        })
        .then((modules) => readQr(pixelsOf(modules)));

    it('is shown after a warning, the same as QR code and as address', async () => {
      await open('export');
      await text('人に見せないでください');
      expect(await page.$('.qr')).toBeNull();
      expect(await page.evaluate(() => document.body.textContent?.includes('otpauth'))).toBe(false);
      await press(page, 'わかりました、表示する');
      await page.waitForSelector('.qr');
      await pressAt(page, 'summary');
      const address = await page.$eval('[data-part=address]', (one) => one.textContent);
      expect(address).toMatch(/^otpauth:\/\/totp\//u);
      expect(await shownText()).toBe(address);
      await press(page, 'コピー');
      await text('コピーしました');
      await isSound();
    });

    it('asks for the lock code where there is a lock, and shows nothing for a wrong one', async () => {
      await open('export-wrong-code');
      await fill(page, 'アプリロックコード', '1111');
      await press(page, 'わかりました、表示する');
      await text('コードが違います');
      expect(await page.$('.qr')).toBeNull();
      await open('export-locked');
      await fill(page, 'アプリロックコード', '1234');
      await press(page, 'わかりました、表示する');
      await page.waitForSelector('.qr');
      expect(await said()).toEqual(['prove']);
    });

    it('warns of two apps counting an event-based one', async () => {
      await open('export-event');
      await press(page, 'わかりました、表示する');
      await text('このアプリでは使わないでください');
      await isSound();
    });
  });
});
