import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSetupLink } from '../../core/protocol/setup-link.ts';
import { type Chromium, launchChromium } from '../../tools/chromium.ts';
import { tap, walkSetUp } from '../support/app-page.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { machineClock } from '../support/clock.ts';
import { issueTo, PASSWORD } from '../support/person.ts';
import { OFTEN, type RunningPwa, startPwa, untilHeading, watchComplaints } from '../support/pwa.ts';
import { deploy, lookForRelease, runningScript, withhold } from '../support/release.ts';
import { PC, PHONE } from '../support/window-size.ts';

let pwa: RunningPwa;
let house: RunningAuthority;
let chromium: Chromium;
let complaints: string[];

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

async function open(address = `${pwa.address}/`, size: typeof PHONE | typeof PC = PHONE): Promise<Page> {
  const page = await chromium.browser.newPage();
  await page.setViewport(size);
  complaints = watchComplaints(page);
  await page.goto(address);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  return page;
}

const offered = (page: Page) => page.waitForSelector('.update');
/** Says yes to the new release in this window, and waits until it runs there. */
async function take(page: Page): Promise<void> {
  await page.bringToFront();
  await offered(page);
  const before = await runningScript(page);
  await Promise.all([page.waitForNavigation(), tap(page, '新しい版にする')]);
  await page.waitForSelector('h1');
  expect(await runningScript(page)).not.toBe(before);
}
const kept = (page: Page) => page.evaluate(() => caches.keys());

describe('a release that comes while a token is being set up', () => {
  it('interrupts nothing: the steps still to come are there though no server has them any more', async () => {
    const issued = await issueTo(house, 'hanako');
    const page = await open(makeSetupLink(pwa.address, issued.ids));
    await untilHeading(page, '時計を確かめます');
    // Taken over by its service worker: what the first visit loads later comes from there.
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null, OFTEN);
    const before = await runningScript(page);
    deploy(pwa.directory);
    await lookForRelease(page);
    await walkSetUp(page, { activationPassword: PASSWORD });
    await untilHeading(page, '設定が終わりました');
    expect(await page.$('.update')).toBeNull();
    expect(await runningScript(page)).toBe(before);
    await tap(page, 'トークンを開く');
    await take(page);
    await page.waitForSelector('[data-part=code]');
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe('a release that is not whole on the server', () => {
  it('is not taken: the one before goes on, offline too, until all of the new one is there', async () => {
    const page = await open();
    await page.waitForSelector('[data-part=code]');
    const before = await runningScript(page);
    const names = deploy(pwa.directory);
    const putBack = withhold(pwa.directory, names.find((name) => name.startsWith('scan-')) ?? names[0]!);
    await expect(lookForRelease(page)).rejects.toThrow('not kept');
    pwa.away(true);
    await page.reload();
    await page.waitForSelector('[data-part=code]');
    expect(await runningScript(page)).toBe(before);
    expect(await page.$('.update')).toBeNull();
    pwa.away(false);

    putBack();
    await lookForRelease(page);
    await take(page);
    pwa.away(true);
    await page.reload();
    await page.waitForSelector('[data-part=code]');
    pwa.away(false);
    await page.close();
  });
});

describe('two windows', () => {
  it('are each asked; the one that waits goes on as it was, on files that are kept for it', async () => {
    const first = await open();
    const second = await open(`${pwa.address}/`, PC);
    await second.waitForSelector('[data-part=code]');
    const before = await runningScript(second);
    deploy(pwa.directory);
    await lookForRelease(first);
    await take(first);

    await second.bringToFront();
    await offered(second);
    expect(await runningScript(second)).toBe(before);
    // The server has the old file no more.
    const status = (cache: RequestCache) =>
      second.evaluate(async (path, how) => (await fetch(path, { cache: how })).status, before, cache);
    expect((await fetch(`${pwa.address.replace('app.localhost', '127.0.0.1')}${before}`)).status).toBe(404);
    expect(await status('no-store')).toBe(200);
    expect(await kept(second)).toHaveLength(2);

    await take(second);
    expect(await runningScript(second)).toBe(await runningScript(first));
    // With the last window of the old release gone, the next visit clears it away.
    await second.reload();
    await second.waitForFunction(async () => (await caches.keys()).length === 1, OFTEN);
    await first.close();
    await second.close();
  });

  it('load no newer page under an older window before somebody said so', async () => {
    const first = await open();
    await first.waitForSelector('[data-part=code]');
    const before = await runningScript(first);
    deploy(pwa.directory);
    await lookForRelease(first);
    const second = await open();
    expect(await runningScript(second)).toBe(before);
    await first.close();
    await second.close();
  });
});

describe('what the service worker leaves to the network', () => {
  it('is the configuration: it is in no cache and is asked for each time', async () => {
    const page = await open();
    expect(
      await page.evaluate(async () => {
        const found = [];
        for (const name of await caches.keys())
          for (const request of await (await caches.open(name)).keys())
            found.push(new URL(request.url).pathname);
        return found.filter((path) => path.includes('config') || path === '/sw.js');
      }),
    ).toEqual([]);
    pwa.away(true);
    expect(await page.evaluate(async () => (await fetch('/config.json')).status)).toBe(503);
    pwa.away(false);
    await page.close();
  });
});
