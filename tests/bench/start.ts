import type { Page } from 'puppeteer';
import type { Chromium } from '../../tools/chromium.ts';
import { appWithTokens, phonePage } from './app-with-tokens.ts';
import { barePage } from './bare-page.ts';

/** What the app promises: from opening it to a code on the screen, ms. */
export const START_PROMISE = 300;
/** How much slower than this machine the phone is. */
const SLOWER = 4;
const RUNS = 11;
/** Starts before the measured ones. */
const WARM_UPS = 3;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Promises, in the page, the ms from the navigation's start to the paint of a code. */
function watchForCode(): void {
  const codeShown = new Promise<number>((resolve) => {
    const look = new MutationObserver(() => {
      if (!document.querySelector('[data-part=code]')?.textContent) return;
      look.disconnect();
      // The task after the frame that holds the code: by then it was painted.
      requestAnimationFrame(() => {
        const after = new MessageChannel();
        after.port1.onmessage = () => resolve(performance.now());
        after.port2.postMessage(null);
      });
    });
    look.observe(document, { childList: true, subtree: true, characterData: true });
  });
  Object.assign(globalThis, { codeShown });
}

/** Stops the service worker, as the browser does with one that nobody used for half a minute. */
async function stopWorkers(page: Page): Promise<void> {
  const cdp = await page.createCDPSession();
  await cdp.send('ServiceWorker.enable');
  await cdp.send('ServiceWorker.stopAllWorkers');
  await cdp.detach();
}

/**
 * One start in a window of its own, ms: its page's thread is slowed, the browser's other processes are not. Nothing
 * is asked of the page until it has answered by itself.
 */
async function startOnce(chromium: Chromium, address: string, worker: 'runs' | 'sleeps'): Promise<number> {
  const page = await phonePage(chromium);
  if (worker === 'sleeps') await stopWorkers(page);
  await page.evaluateOnNewDocument(watchForCode);
  await page.emulateCPUThrottling(SLOWER);
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  const time = await page.evaluate(() => (globalThis as unknown as { codeShown: Promise<number> }).codeShown);
  await page.close();
  return time;
}

/**
 * Time to a visible code without network or lock, on a processor four times slower, in a running browser that has
 * opened the app a few times before, so that it keeps of the scripts what it would for somebody who uses it daily.
 * A line each for a service worker that runs and for one that has to be started first; beside each, taken in turns
 * with it, a page that holds its digits: less than that no app can take here.
 */
export async function benchStart(): Promise<string[]> {
  const { chromium, address, close } = await appWithTokens(1);
  try {
    const bare = await barePage(chromium);
    for (let run = 0; run < WARM_UPS; run += 1)
      for (const page of [address, bare]) await startOnce(chromium, page, 'runs');
    const lines: string[] = [];
    for (const worker of ['runs', 'sleeps'] as const) {
      const times: number[] = [];
      const bareTimes: number[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        times.push(await startOnce(chromium, address, worker));
        bareTimes.push(await startOnce(chromium, bare, worker));
      }
      const range = `${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)}`;
      lines.push(
        `offline, no lock, processor ${SLOWER}× slower, service worker ${worker}, to the code's paint: ${median(times).toFixed(0)} ms (promise ${START_PROMISE} ms; median of ${RUNS}, ${range}; a page that holds its digits: ${median(bareTimes).toFixed(0)} ms)`,
      );
    }
    return lines;
  } finally {
    await close();
  }
}
