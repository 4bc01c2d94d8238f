import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSetupLink } from '../../core/protocol/setup-link.ts';
import { type Chromium, launchChromium } from '../../tools/chromium.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { machineClock } from '../support/clock.ts';
import {
  fill,
  OFTEN,
  press,
  type RunningPwa,
  startPwa,
  untilHeading,
  watchComplaints,
} from '../support/pwa.ts';
import { PC, PHONE } from '../support/window-size.ts';

const ids = { serviceId: '10112235', userId: '123456789015' };

let pwa: RunningPwa;
let house: RunningAuthority;
let chromium: Chromium;
let opened = 0;

beforeAll(async () => {
  pwa = await startPwa();
  house = await startAuthority({ clock: machineClock, host: 'authority.localhost', appAddress: pwa.address });
  pwa.serve(house.address);
  chromium = await launchChromium();
});
afterAll(async () => {
  await chromium?.destroy();
  await house?.close();
  await pwa?.close();
});

/** Opens the app; windows of both sizes take turns. */
async function open(path = '/', prepare: (page: Page) => Promise<unknown> = async () => {}): Promise<Page> {
  opened += 1;
  const page = await chromium.browser.newPage();
  await page.setViewport(opened % 2 ? PHONE : PC);
  await prepare(page);
  await page.goto(new URL(path, pwa.address).href);
  await page.waitForSelector('h1');
  return page;
}

interface Picture {
  src: string;
  sizes: string;
  type: string;
}
interface Manifest {
  icons: (Picture & { purpose: string })[];
  screenshots: (Picture & { form_factor: string; label: string })[];
  shortcuts: { url: string; icons: Picture[] }[];
  start_url: string;
  scope: string;
  share_target: { action: string };
}
const manifest = (): Manifest =>
  JSON.parse(readFileSync(join(pwa.directory, 'manifest.webmanifest'), 'utf8')) as Manifest;

/** Width and height in a PNG's header (ISO/IEC 15948, 11.2.2). */
function pngSize(src: string): string {
  const bytes = readFileSync(join(pwa.directory, src));
  expect(bytes.subarray(1, 4).toString('latin1'), src).toBe('PNG');
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
}

describe('the manifest', () => {
  it('is one that Chromium would install, without a complaint', async () => {
    const page = await open();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    const browser = await page.createCDPSession();
    const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors');
    // A window of a private profile can install nothing; the test's is an ordinary one.
    expect(installabilityErrors).toEqual([]);
    const { errors, url } = await browser.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    expect(url).toBe(`${pwa.address}/manifest.webmanifest`);
    await page.close();
  });

  it('names pictures that are there, in the sizes it says', () => {
    const { icons, screenshots, shortcuts } = manifest();
    const all: Picture[] = [...icons, ...screenshots, ...shortcuts.flatMap((shortcut) => shortcut.icons)];
    for (const { src, sizes, type } of all) {
      expect(existsSync(join(pwa.directory, src)), src).toBe(true);
      if (type === 'image/png') expect(pngSize(src), src).toBe(sizes);
    }
    expect(new Set(icons.map(({ purpose }) => purpose))).toEqual(new Set(['any', 'maskable', 'monochrome']));
    expect(new Set(screenshots.map(({ form_factor }) => form_factor))).toEqual(new Set(['narrow', 'wide']));
    for (const { label } of screenshots) expect(label.length).toBeGreaterThan(3);
  });

  it('leads nowhere outside the app, and carries nothing of anybody in an address', () => {
    const { start_url, scope, shortcuts, share_target } = manifest();
    for (const path of [start_url, scope, share_target.action, ...shortcuts.map(({ url }) => url)]) {
      expect(new URL(path, pwa.address).origin).toBe(pwa.address);
      expect(new URL(path, pwa.address).search).toBe('');
    }
  });
});

describe('a way in from outside', () => {
  const screens = { '/#add': 'add', '/#scan': 'scan', '/#inbox': 'inbox' };
  const route = (page: Page, at: string) =>
    page.waitForFunction((name) => history.state?.route?.at === name, OFTEN, at);

  it('by a shortcut of the icon opens its screen, in a new window and in the one that is open', async () => {
    for (const [url, at] of Object.entries(screens)) {
      const page = await open(url);
      await route(page, at);
      expect(page.url()).toBe(`${pwa.address}/`);
      await page.close();
    }
    const page = await open();
    for (const [url, at] of Object.entries(screens)) {
      await page.evaluate((hash) => location.assign(hash), url);
      await route(page, at);
      await page.waitForFunction(() => location.hash === '');
    }
    await page.close();
  });

  it('by a set-up link opens the set-up with its IDs in place, in a new window and in the one that is open', async () => {
    const link = makeSetupLink(pwa.address, ids);
    for (const arrive of [
      () => open(link),
      async () => {
        const page = await open();
        await page.evaluate((address) => location.assign(address), link);
        return page;
      },
    ]) {
      const page = await arrive();
      await untilHeading(page, '時計を確かめます');
      expect(page.url()).toBe(`${pwa.address}/`);
      await press(page, '次へ');
      await untilHeading(page, '銀行からのメール');
      expect(
        await page.$$eval('input', (inputs) => inputs.map(({ value }) => value.replaceAll(' ', ''))),
      ).toEqual([ids.serviceId, ids.userId]);
      // The link pressed again, to look at the mail once more: what was typed since stays.
      await press(page, '次へ');
      await untilHeading(page, '利用開始パスワードを');
      await fill(page, '利用開始パスワード', '4821');
      await page.evaluate((address) => location.assign(address), link);
      await page.waitForFunction(() => location.hash === '' && history.state?.route?.step === 'password');
      await untilHeading(page, '利用開始パスワードを');
      expect(await page.$eval('input', ({ value }) => value)).toBe('4821');
      await page.close();
    }
  });

  it('by a launch while the app is open is heard without loading the page anew', async () => {
    const page = await open('/#add', (fresh) =>
      // What the browser hands the installed app; the first launch is the one that opened the window.
      fresh.evaluateOnNewDocument(() => {
        Object.defineProperty(window, 'launchQueue', {
          value: {
            setConsumer(consumer: (launch: { targetURL: string }) => void) {
              (window as unknown as { launch: unknown }).launch = (path: string) =>
                consumer({ targetURL: new URL(path, location.origin).href });
              consumer({ targetURL: `${location.origin}/#add` });
            },
          },
        });
      }),
    );
    await route(page, 'add');
    const launch = (path: string) =>
      page.evaluate((to) => (window as unknown as { launch(path: string): void }).launch(to), path);
    const depth = () => page.evaluate(() => history.state.depth as number);
    expect(await depth()).toBe(1);
    // The icon itself: nothing happens to what is on the screen.
    await launch('/');
    await launch('/#scan');
    await route(page, 'scan');
    await launch(makeSetupLink('', ids));
    await untilHeading(page, '時計を確かめます');
    await page.close();
  });

  it('that is none is left unheard and taken out of the address', async () => {
    const page = await open('/#setup?s=1&u=<script>');
    const complaints = watchComplaints(page);
    await page.waitForFunction(() => location.hash === '' && history.state?.route?.at === 'home');
    expect(complaints).toEqual([]);
    await page.close();
  });
});
