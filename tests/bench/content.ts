import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'puppeteer';
import { weigh } from '../../extension/background/weigh.ts';
import { launchChromium } from '../../tools/chromium.ts';
import { BUILT } from '../support/built.ts';
import { LOGIN, pageOf } from './big-page.ts';
import { benchFirstLook, HOLD_UP_LIMIT } from './first-look.ts';

const MUTATIONS = 10_000;
const LOOKS = 41;
const BURSTS = 7;
/** What is promised of the script, bytes of gzip. */
const SIZE_LIMIT = 6_000;

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Puts the script in, as the browser does, with a worker that has nothing to give. Answers how long it took, ms. */
const putIn = (page: Page, script: string): Promise<number> =>
  page.evaluate((source) => {
    const worker = globalThis as unknown as { weigh(fields: unknown): Promise<object> };
    const extension = {
      runtime: {
        id: 'fuda',
        sendMessage: async ({ kind, fields }: { kind: string; fields?: unknown }) =>
          kind === 'weigh' ? worker.weigh(fields) : { kind: 'none' },
        onMessage: { addListener() {} },
      },
      dom: { openOrClosedShadowRoot: (element: Element) => element.shadowRoot },
    };
    const run = new Function('chrome', source);
    const began = performance.now();
    run(extension);
    return performance.now() - began;
  }, script);

/** Opens the books of a page's thread: what it has worked since, ms, whatever else the machine does meanwhile. */
async function threadOf(page: Page): Promise<() => Promise<number>> {
  const devtools = await page.createCDPSession();
  const worked = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  };
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await worked();
  return async () => (await worked()) - before;
}

/** What the page's thread works for so many changes in bursts, ms, and until it is at rest again. */
async function burst(page: Page): Promise<number> {
  const worked = await threadOf(page);
  await page.evaluate(async (count) => {
    const moving = document.querySelector('#moving') as HTMLElement;
    for (let n = 0; n < count; n++) {
      if (n % 2) moving.firstChild?.remove();
      else moving.append(Object.assign(document.createElement('p'), { className: `p${n}` }));
      moving.style.top = `${n}px`;
      // As a page that draws itself anew in steps.
      if (n % 500 === 0) await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    // The looks that follow belong to it: as long as one can be put off.
    await new Promise((resolve) => setTimeout(resolve, 1_200));
  }, MUTATIONS);
  return worked();
}

/** How much longer the page is busy with the script than without it: the median of pairs, so that both see the same machine. */
async function burstTimes(
  open: () => Promise<Page>,
  script: string,
): Promise<{ without: number; ratio: number }> {
  const ratios: number[] = [];
  const without: number[] = [];
  for (let n = 0; n < BURSTS; n++) {
    const times: number[] = [];
    for (const isIn of n % 2 ? [true, false] : [false, true]) {
      const page = await open();
      if (isIn) await putIn(page, script);
      times[isIn ? 1 : 0] = await burst(page);
      await page.close();
    }
    without.push(times[0] ?? 1);
    ratios.push((times[1] ?? 0) / (times[0] ?? 1));
  }
  return { without: median(without), ratio: median(ratios) };
}

/**
 * What the content script costs: its size, one look at a login page of 5,000 nodes, a burst of changes on it, and
 * the same on a page without an input. Lines for `npm run bench`.
 */
export async function benchContent(): Promise<string[]> {
  const path = join(BUILT.extension, 'content-scripts', 'fill.js');
  const script = await readFile(path, 'utf8');
  const size = gzipSync(script, { level: 9 }).byteLength;
  const chromium = await launchChromium();
  try {
    const opener = (form: string) => async () => {
      const page = await chromium.browser.newPage();
      await page.exposeFunction('weigh', weigh);
      await page.setRequestInterception(true);
      page.on('request', (request) =>
        request.respond({ contentType: 'text/html; charset=utf-8', body: pageOf(form) }),
      );
      // Of some origin: in a page without one the script does nothing.
      await page.goto('http://bank.localhost/login');
      // It comes to a page that is drawn.
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
      return page;
    };
    const page = await opener(LOGIN)();
    const nodes = await page.evaluate(
      () => document.evaluate('count(//node())', document, null, XPathResult.NUMBER_TYPE).numberValue,
    );
    await putIn(page, script);
    // Each entry has been weighed by then.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
    const looks: number[] = [];
    // Put in again, it looks again.
    for (let n = 0; n < LOOKS; n++) looks.push(await putIn(page, script));
    await page.close();
    const login = await burstTimes(opener(LOGIN), script);
    const plain = await burstTimes(opener(''), script);
    const said = (times: { without: number; ratio: number }) =>
      `${times.without.toFixed(0)} ms without it, × ${times.ratio.toFixed(2)} with it`;
    return [
      `size: ${size.toLocaleString('en')} bytes gzip (limit ${SIZE_LIMIT.toLocaleString('en')})`,
      `one look at a login page of ${nodes.toLocaleString('en')} nodes: ${median(looks).toFixed(1)} ms (limit ${HOLD_UP_LIMIT} ms)`,
      ...(await benchFirstLook()),
      `page's time for ${MUTATIONS.toLocaleString('en')} changes on it: ${said(login)}`,
      `the same on a page without an input: ${said(plain)}`,
      'pages of sites that are not bound: the script is not there (tests/browser/extension-fill.test.ts)',
    ];
  } finally {
    await chromium.destroy();
  }
}
