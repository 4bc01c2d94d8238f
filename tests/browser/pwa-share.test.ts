import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium } from '../../tools/chromium.ts';
import { type RunningPwa, startPwa, watchComplaints } from '../support/pwa.ts';
import { PC, PHONE } from '../support/window-size.ts';

let pwa: RunningPwa;
let chromium: Chromium;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  pwa = await startPwa();
  // Nothing here asks the authority for anything.
  pwa.serve(pwa.address);
  chromium = await launchChromium();
  page = await chromium.browser.newPage();
  await page.setViewport(PHONE);
  complaints = watchComplaints(page);
  await page.goto(`${pwa.address}/`);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
});
afterAll(async () => {
  await chromium?.destroy();
  await pwa?.close();
});

/** Posts a file as a system's share sheet does: a navigation with a form of several parts. */
async function share(type: string, bytes: number[], size = bytes.length): Promise<void> {
  await Promise.all([
    page.waitForNavigation(),
    page.evaluate(
      (kind, content, length) => {
        const form = document.createElement('form');
        form.method = 'post';
        form.enctype = 'multipart/form-data';
        form.action = '/share';
        const input = document.createElement('input');
        input.type = 'file';
        input.name = 'picture';
        const whole = new Uint8Array(length);
        whole.set(content);
        const files = new DataTransfer();
        files.items.add(new File([whole], 'shared', { type: kind }));
        input.files = files.files;
        form.append(input);
        document.body.append(form);
        form.submit();
      },
      type,
      bytes,
      size,
    ),
  ]);
}

const untilScan = () => page.waitForFunction(() => history.state?.route?.at === 'scan');
const caches = () =>
  page.evaluate(async () => (await window.caches.keys()).filter((name) => name === 'fuda-shared'));

/** A white picture, 1 px by 1 px. */
const EMPTY_PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==',
  'base64',
);

describe('a picture shared with the app', () => {
  it('is looked at and kept nowhere; no server sees it', async () => {
    const posted: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && !request.isNavigationRequest()) posted.push(request.url());
    });
    await share('image/png', [...EMPTY_PICTURE]);
    await untilScan();
    expect(page.url()).toBe(`${pwa.address}/`);
    await expect.poll(caches).toEqual([]);
    expect(posted).toEqual([]);
  });

  it('also without a network', async () => {
    await page.setViewport(PC);
    pwa.away(true);
    await share('image/png', [...EMPTY_PICTURE]);
    await untilScan();
    pwa.away(false);
  });

  it('is refused in words when it is too large or no picture', async () => {
    for (const [type, size] of [
      ['text/html', 5],
      ['image/svg+xml', 5],
      ['image/png', 26_000_000],
    ] as const) {
      await share(type, [1], size);
      await untilScan();
      await expect.poll(caches, { message: type }).toEqual([]);
      await page.waitForSelector('[role=alert]');
    }
    expect(complaints).toEqual([]);
  });

  it('that nobody took is gone with the next visit', async () => {
    await page.evaluate(async () => {
      await (await window.caches.open('fuda-shared')).put('/shared-picture', new Response('left'));
    });
    await page.reload();
    await page.waitForFunction(async () => !(await window.caches.has('fuda-shared')));
  });
});
