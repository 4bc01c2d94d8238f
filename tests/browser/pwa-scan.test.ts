import { Secret, TOTP } from 'otpauth';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium } from '../../tools/chromium.ts';
import { type FakeCamera, fakeCamera } from '../support/fake-camera.ts';
import {
  OFTEN,
  press,
  type RunningPwa,
  shownCode,
  startPwa,
  untilText,
  watchComplaints,
} from '../support/pwa.ts';
import { PC, PHONE } from '../support/window-size.ts';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
let camera: FakeCamera;
let pwa: RunningPwa;
let chromium: Chromium;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  camera = fakeCamera();
  [pwa, chromium] = await Promise.all([startPwa(), launchChromium({ whole: true, args: camera.args })]);
  // Nothing here asks the authority for anything.
  pwa.serve(pwa.address);
  await chromium.browser
    .defaultBrowserContext()
    .setPermission(pwa.address, { permission: { name: 'camera' }, state: 'granted' });
  page = await chromium.browser.newPage();
  await page.setViewport(PHONE);
  complaints = watchComplaints(page);
});
afterAll(async () => {
  await chromium?.destroy();
  await pwa?.close();
  camera?.remove();
});

describe('the built app', () => {
  it("looks for QR codes off the page's thread, and ends that when the screen is left", async () => {
    camera.show([null]);
    await page.goto(`${pwa.address}/`);
    await press(page, 'QRコードを読み取る');
    await page.waitForSelector('[data-camera=open]');
    const readers = () => page.workers().filter((worker) => worker.url().includes('qr-worker')).length;
    await expect.poll(readers).toBe(1);
    await page.goBack();
    await page.waitForFunction(() => document.querySelector('[data-camera]') === null, OFTEN);
    await expect.poll(readers).toBe(0);
  });

  it("adds a token of one's own by camera, and shows the codes that its service expects", async () => {
    camera.show([
      `otpauth://totp/Sakura:hanako?secret=${SECRET}&issuer=Sakura&algorithm=SHA256&digits=8&period=60`,
    ]);
    await page.setViewport(PC);
    await page.goto(`${pwa.address}/`);
    await press(page, 'QRコードを読み取る');
    const oracle = new TOTP({
      secret: Secret.fromBase32(SECRET),
      algorithm: 'SHA256',
      digits: 8,
      period: 60,
    });
    const before = oracle.generate();
    await press(page, '追加する');
    const shown = (await shownCode(page)).replaceAll(/\D/gu, '');
    expect([before, oracle.generate()]).toContain(shown);
    expect(complaints).toEqual([]);
  });

  it('is the same after a reload, and keeps nothing of the QR code in its address', async () => {
    await page.goto(`${pwa.address}/`);
    await untilText(page, 'Sakura');
    expect(page.url()).toBe(`${pwa.address}/`);
    expect(await page.evaluate(() => JSON.stringify(history.state))).not.toContain(SECRET);
  });
});
