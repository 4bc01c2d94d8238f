import type { Page } from 'puppeteer';
import { type AppWithTokens, appWithTokens, phonePage } from './app-with-tokens.ts';

/** What the app promises: from opening it to a code on the screen, ms. */
export const START_PROMISE = 300;
/** How much slower than this machine the phone is. */
const SLOWER = 4;
const RUNS = 11;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Notes in the page when a code was first painted, ms after the navigation began. */
function watchForCode(): void {
  const look = new MutationObserver(() => {
    if (!document.querySelector('[data-part=code]')?.textContent) return;
    look.disconnect();
    // The frame after the one that holds the code: by then it was painted.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => Object.assign(globalThis, { codeShown: performance.now() })),
    );
  });
  look.observe(document, { childList: true, subtree: true, characterData: true });
}

/** Stops the service worker, as the browser does with one that nobody used for half a minute. */
async function stopWorkers(page: Page): Promise<void> {
  const cdp = await page.createCDPSession();
  await cdp.send('ServiceWorker.enable');
  await cdp.send('ServiceWorker.stopAllWorkers');
  await cdp.detach();
}

/** One cold start in a new window, ms. */
async function startOnce({ chromium, address }: AppWithTokens): Promise<number> {
  const page = await phonePage(chromium);
  await stopWorkers(page);
  await page.evaluateOnNewDocument(watchForCode);
  await page.emulateCPUThrottling(SLOWER);
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  const shown = await page.waitForFunction(() => (globalThis as { codeShown?: number }).codeShown, {
    polling: 250,
  });
  const time = (await shown.jsonValue()) as number;
  await page.close();
  return time;
}

/** Time to a visible code, cold, without network or lock, on a processor four times slower. A line for each figure. */
export async function benchStart(): Promise<string[]> {
  const app = await appWithTokens(1);
  try {
    const times: number[] = [];
    for (let run = 0; run < RUNS; run += 1) times.push(await startOnce(app));
    const range = `${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)}`;
    return [
      `offline, cold, no lock, processor ${SLOWER}× slower, to the code's paint: ${median(times).toFixed(0)} ms (promise ${START_PROMISE} ms; median of ${RUNS}, ${range})`,
    ];
  } finally {
    await app.close();
  }
}
