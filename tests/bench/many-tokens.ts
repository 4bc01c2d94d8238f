import type { Page } from 'puppeteer';
import { appWithTokens, phonePage } from './app-with-tokens.ts';

/** Tokens in the vault. */
const MANY = 1_000;
/** The longest the page may be busy in one go, ms: no long task (https://www.w3.org/TR/longtasks/ §2.2). */
export const LONG_TASK = 50;

interface Watching {
  longTasks: number[];
}

/** Notes each task of the page's main thread that takes longer than 50 ms. */
function watchLongTasks(): void {
  const longTasks: number[] = [];
  Object.assign(globalThis, { longTasks });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
}

/** Waits until two frames were painted and the observer has told of what came before. */
const settle = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((done) =>
        requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(() => done()))),
      ),
  );

/** The tasks that took longer than 50 ms since the last call, ms, longest first. */
async function longTasks(page: Page): Promise<number[]> {
  await settle(page);
  const found = await page.evaluate(() => (globalThis as unknown as Watching).longTasks.splice(0));
  return found.sort((a, b) => b - a);
}

const told = (what: string, tasks: readonly number[]): string =>
  tasks.length === 0
    ? `${what}: no task over ${LONG_TASK} ms (promise: none)`
    : `${what}: longest task ${tasks[0]?.toFixed(0)} ms, ${tasks.length} over ${LONG_TASK} ms (promise: none)`;

/** A list of a thousand tokens shown, searched and scrolled: the page's longest task in each, a line for each. */
export async function benchManyTokens(): Promise<string[]> {
  const app = await appWithTokens(MANY);
  try {
    const page = await phonePage(app.chromium);
    await page.evaluateOnNewDocument(watchLongTasks);
    await page.goto(app.address);
    await page.waitForSelector('[data-part=list] [data-id]');
    const shown = await longTasks(page);
    const painted = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    );

    await page.focus('input[type=search]');
    for (const key of 'mail 96') {
      await page.keyboard.type(key);
      await settle(page);
    }
    const searched = await longTasks(page);
    await page.$eval('input[type=search]', (field) => {
      (field as HTMLInputElement).value = '';
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
    await settle(page);
    const cleared = await longTasks(page);

    await page.evaluate(async () => {
      const height = document.documentElement.scrollHeight;
      const STEPS = 120;
      for (let step = 1; step <= STEPS; step += 1) {
        scrollTo(0, (height * step) / STEPS);
        await new Promise(requestAnimationFrame);
      }
    });
    const scrolled = await longTasks(page);
    return [
      told(`${MANY.toLocaleString('en')} tokens, opened and listed`, shown),
      told(`${MANY.toLocaleString('en')} tokens, a search typed`, searched),
      told(`${MANY.toLocaleString('en')} tokens, the search cleared`, cleared),
      told(`${MANY.toLocaleString('en')} tokens, scrolled from end to end`, scrolled),
      `first paint with ${MANY.toLocaleString('en')} tokens: ${painted.toFixed(0)} ms`,
    ];
  } finally {
    await app.close();
  }
}
