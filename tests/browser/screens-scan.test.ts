import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeSetupLink } from '../../core/protocol/setup-link.ts';
import { type Chromium, launchChromium } from '../../tools/chromium.ts';
import { axeFaults } from '../support/axe.ts';
import { type FakeCamera, fakeCamera } from '../support/fake-camera.ts';
import { type Gallery, startGallery } from '../support/gallery/serve.ts';
import { blankPng, qrPng } from '../support/png.ts';
import { OFTEN, press, pressAt, untilHeading, untilText, watchComplaints } from '../support/pwa.ts';
import { byTurns } from '../support/window-size.ts';

const SETUP = makeSetupLink('https://app.example', { serviceId: '10112235', userId: '123456789015' });
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const OWN = `otpauth://totp/Sakura%20Mail:hanako?secret=${SECRET}&issuer=Sakura%20Mail`;

let camera: FakeCamera;
let gallery: Gallery;
let chromium: Chromium;
let page: Page;
let complaints: string[];
let directory: string;

beforeAll(async () => {
  camera = fakeCamera();
  directory = mkdtempSync(join(tmpdir(), 'fuda-pictures-'));
  // The camera is a part that the small browser for pages has not.
  [gallery, chromium] = await Promise.all([
    startGallery(),
    launchChromium({ whole: true, args: camera.args }),
  ]);
  page = await chromium.browser.newPage();
  complaints = watchComplaints(page);
  // Streams that were opened, so that a test can see whether their light is out.
  await page.evaluateOnNewDocument(() => {
    const { mediaDevices } = navigator;
    const opened: MediaStream[] = [];
    Object.assign(globalThis, { opened });
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (wanted) => {
      const stream = await open(wanted);
      opened.push(stream);
      return stream;
    };
  });
});
afterAll(async () => {
  await chromium.destroy();
  await gallery.close();
  camera.remove();
  rmSync(directory, { recursive: true, force: true });
});
const nextSize = byTurns();
beforeEach(async () => {
  await page.setViewport(nextSize());
  complaints.length = 0;
});

const allow = (state: 'granted' | 'denied' | 'prompt') =>
  chromium.browser
    .defaultBrowserContext()
    .setPermission(new URL(gallery.address('scan')).origin, { permission: { name: 'camera' }, state });
const openScan = async (on = page, scene = 'scan') => {
  await on.goto(gallery.address(scene));
  await on.waitForSelector('.camera-part');
};
const cameraIs = (state: string, on = page) => on.waitForSelector(`[data-camera=${state}]`);
/** Whether every camera that was opened has ended. */
const lightsAreOut = (on = page) =>
  on.waitForFunction(() => {
    const { opened } = globalThis as unknown as { opened: MediaStream[] };
    return (
      opened.length > 0 &&
      opened.every((one) => one.getTracks().every((track) => track.readyState === 'ended'))
    );
  });
const alertText = async (part: string) => {
  await page.waitForFunction(
    (text) => [...document.querySelectorAll('[role=alert]')].some((one) => one.textContent?.includes(text)),
    {},
    part,
  );
};
const shownIds = () =>
  page.$$eval('input', (inputs) => inputs.map((input) => input.value.replaceAll(/\D/gu, '')));

describe('the camera', () => {
  it('is explained before the browser asks, and then shows what it sees in a frame', async () => {
    camera.show([null]);
    await allow('prompt');
    await openScan();
    await cameraIs('ask');
    expect(await page.evaluate(() => (globalThis as unknown as { opened: unknown[] }).opened.length)).toBe(0);
    expect(await axeFaults(page)).toEqual([]);
    await allow('granted');
    await press(page, 'カメラを使う');
    await cameraIs('open');
    await page.waitForSelector('.camera-frame');
    expect(await axeFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('is asked for at once where it was allowed before, reads a set-up QR code and goes on with its numbers', async () => {
    camera.show([SETUP]);
    await allow('granted');
    await openScan();
    await untilHeading(page, '時計を確かめます');
    await lightsAreOut();
    await press(page, '次へ');
    await untilHeading(page, 'メール');
    expect(await shownIds()).toEqual(['10112235', '123456789015']);
    expect(complaints).toEqual([]);
  });

  it("reads a token of one's own and shows it for confirmation; Back does not return to the camera", async () => {
    camera.show([OWN]);
    await allow('granted');
    await openScan();
    await untilText(page, 'Sakura Mail');
    await lightsAreOut();
    await page.goBack();
    await page.waitForFunction(() => document.querySelector('[data-camera]') === null, OFTEN);
    expect(complaints).toEqual([]);
  });

  it('says what is wrong with a QR code for something else, and goes on looking', async () => {
    camera.show(['WIFI:T:WPA;S=home;P=secret;;', null, null, OWN]);
    await allow('granted');
    await openScan();
    await untilText(page, 'Sakura Mail');
    camera.show(['WIFI:T:WPA;S=home;P=secret;;']);
    await openScan();
    await alertText('Wi-Fi');
    await cameraIs('open');
    expect(await page.evaluate(() => document.body.textContent?.includes('secret'))).toBe(false);
  });

  it('ends when the app is locked or the screen is left', async () => {
    camera.show([null]);
    await allow('granted');
    await openScan();
    await cameraIs('open');
    await page.evaluate(() => (globalThis as unknown as { fake: { lock(): void } }).fake.lock());
    await page.waitForFunction(() => document.querySelector('[data-camera]') === null, OFTEN);
    await lightsAreOut();
    await openScan();
    await cameraIs('open');
    await press(page, '');
    await page.waitForFunction(() => document.querySelector('[data-camera]') === null, OFTEN);
    await lightsAreOut();
  });

  it('ends while the app is hidden, and is back when it is seen again', async () => {
    camera.show([null]);
    await allow('granted');
    await openScan();
    await cameraIs('open');
    const setHidden = (hidden: boolean) =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { value, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    await setHidden(true);
    await lightsAreOut();
    await setHidden(false);
    await cameraIs('open');
  });

  it('is not there: refused, busy, none, or a window without; each says so and leaves the other ways open', async () => {
    await allow('denied');
    await openScan();
    await cameraIs('refused');
    await alertText('許可されていません');
    expect(await axeFaults(page)).toEqual([]);
    await allow('granted');
    camera.show([null]);
    await press(page, 'もう一度試す');
    await cameraIs('open');

    for (const [name, fault, words] of [
      ['NotReadableError', 'busy', 'ほかのアプリ'],
      ['NotFoundError', 'none', 'カメラが見つかりません'],
      ['', 'insecure', 'この画面ではカメラを使えません'],
    ] as const) {
      const other = await chromium.browser.newPage();
      await other.evaluateOnNewDocument((error) => {
        if (error === '') Object.defineProperty(navigator, 'mediaDevices', { value: undefined });
        else navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', error));
      }, name);
      await openScan(other);
      await cameraIs(fault, other);
      await untilText(other, words);
      await untilText(other, '画像から読み取る');
      await untilText(other, '貼り付けて読み取る');
      await other.close();
    }
  });

  it('is not asked for on a device that has none', async () => {
    const bare = await launchChromium();
    try {
      const other = await bare.browser.newPage();
      await openScan(other);
      await cameraIs('none', other);
    } finally {
      await bare.destroy();
    }
  });
});

const choose = async (name: string, bytes: Uint8Array) => {
  const path = join(directory, name);
  writeFileSync(path, bytes);
  const input = (await page.waitForSelector('input[type=file]')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(path);
};

describe('a picture', () => {
  beforeEach(async () => {
    camera.show([null]);
    await allow('prompt');
    await openScan();
    await cameraIs('ask');
  });

  it('is read from a file', async () => {
    await choose('setup.png', qrPng(SETUP));
    await untilHeading(page, '時計を確かめます');
    expect(complaints).toEqual([]);
  });

  it('is read when it is dropped on the screen, and when it is pasted', async () => {
    const bytes = qrPng(SETUP).toString('base64');
    for (const kind of ['drop', 'paste']) {
      await openScan();
      await cameraIs('ask');
      await page.evaluate(
        (base64, how) => {
          const data = new DataTransfer();
          const content = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          data.items.add(new File([content], 'code.png', { type: 'image/png' }));
          const event =
            how === 'drop'
              ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
              : new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
          document.querySelector('main')!.dispatchEvent(event);
        },
        bytes,
        kind,
      );
      await untilHeading(page, '時計を確かめます');
    }
  });

  it('is refused in words when it is none, shows no QR code, or is too large to unpack', async () => {
    await choose('letter.png', Buffer.from('not a picture at all'));
    await alertText('画像として開けません');
    await choose('blank.png', blankPng(400, 300));
    await alertText('見つかりませんでした');
    await choose('vast.png', blankPng(10_000, 10_000));
    await alertText('大きすぎます');
    await choose('blank.png', blankPng(400, 300));
    await alertText('見つかりませんでした');
    // A few bytes that say they are 60,000 points wide and high.
    const liar = blankPng(8, 8);
    liar.writeUInt32BE(60_000, 16);
    liar.writeUInt32BE(60_000, 20);
    await choose('liar.png', liar);
    await alertText('大きすぎます');
    expect(await axeFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

/** What a QR code or a clipboard may hold, and a word of what is said about it. */
const HOSTILE: readonly (readonly [string, string])[] = [
  ['', '何も書かれていません'],
  ['   ', '何も書かれていません'],
  ['a'.repeat(5000), '長すぎます'],
  ['\u0000\u0001\u0002\u0003', '文字ではないデータ'],
  ['\ufffd\ufffdPK', '文字ではないデータ'],
  ['hello', 'ほかの目的'],
  ['<script>alert(1)</script>', 'ほかの目的'],
  ['javascript:alert(1)', 'ほかの目的'],
  ['data:text/html,<script>alert(1)</script>', 'ほかの目的'],
  ['https://evil.example/<img src=x onerror=alert(1)>', 'ホームページ'],
  ['https://app.example/#setup?service=1&user=2', '番号が正しくありません'],
  ['otpauth-migration://offline?data=CjEKCkhlbGxvId6tvu8SGEV4YW1wbGU', 'まとめて移す'],
  ['otpauth://totp/x', '入っていません'],
  ['otpauth://totp/x?secret=not*base32!', '使えない文字'],
  ['otpauth://totp/x?secret=ABCD', '短すぎて'],
  [`otpauth://totp/x?secret=${'A'.repeat(1000)}`, '長すぎます'],
  [`otpauth://totp/x?secret=${SECRET}&digits=99`, '桁数'],
  [`otpauth://totp/x?secret=${SECRET}&digits=0x6`, '桁数'],
  [`otpauth://totp/x?secret=${SECRET}&period=0`, '間隔'],
  [`otpauth://totp/x?secret=${SECRET}&period=-30`, '間隔'],
  [`otpauth://totp/x?secret=${SECRET}&algorithm=MD5`, '計算の方式'],
  [`otpauth://hotp/x?secret=${SECRET}&counter=9007199254740993`, '回数'],
  [`otpauth://hotp/x?secret=${SECRET}&counter=-1`, '回数'],
  [`otpauth://yubikey/x?secret=${SECRET}`, '種類'],
  [`otpauth://totp/${'n'.repeat(200)}?secret=${SECRET}`, '80文字'],
  [
    `otpauth://totp/${encodeURIComponent('<img src=x onerror=alert(1)>')}?secret=${SECRET}&issuer=%3Cb%3EBank`,
    '使えない文字',
  ],
  ['FUDA1:0000', '引っ越し用'],
  ['FUDA99:0000', '新しい版'],
];

describe('hostile contents', () => {
  it('end in words, with nothing of them in the document as markup and nothing on the console', async () => {
    await allow('prompt');
    await openScan();
    await pressAt(page, 'summary');
    const field = (await page.waitForSelector(
      '.scan-ways input[type=text]',
    )) as ElementHandle<HTMLInputElement>;
    for (const [text, words] of HOSTILE) {
      await field.evaluate((input, value) => {
        // As a paste does: the value first, then the event.
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, value);
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }, text);
      await page.waitForFunction(() => document.querySelector('.scan-ways .error') === null);
      await press(page, '読み取る');
      const said = await page.waitForSelector('.scan-ways .error');
      expect(await said?.evaluate((error) => error.textContent), text.slice(0, 60)).toContain(words);
      expect(await field.evaluate((input) => input.value), 'what was typed is kept').toBe(text);
    }
    expect(await page.$('main img, main script, main iframe')).toBeNull();
    expect(await axeFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
