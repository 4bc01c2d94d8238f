import { setTimeout } from 'node:timers/promises';
import type { Page } from 'puppeteer';
import { openListener } from '../../server/listen.ts';
import { tap } from '../support/app-page.ts';
import { type ExtensionBrowser, launchExtension } from '../support/extension-browser.ts';
import { typedByHand } from '../support/own-token.ts';
import { goTo, untilHeading, untilText } from '../support/pwa.ts';
import { LOGIN, pageOf } from './big-page.ts';

/** What is promised of the script in a bank's page: how long it holds the page up at most, ms. */
export const HOLD_UP_LIMIT = 5;
const RUNS = 15;
/** The badge of a page whose field is filled. */
const FILLED = '✓';
/** How often the badge is looked at, and how often at most: a step and more may go by. */
const LOOK_MS = 100;
const MOST_LOOKS = 600;
/**
 * How long the script is watched after the badge says so, ms; pages that come faster one after another use up what the
 * worker answers an origin (`extension/background/allowance.ts`).
 */
const SETTLED_MS = 1_500;
/** How the address of the content script ends. */
const SCRIPT = '/content-scripts/fill.js';
const ISSUER = 'Bench';
const CODE = /^\d{6}$/;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** A complete event of a trace, its times in µs; `tdur`: what its thread worked, whatever else the machine did. */
interface Traced {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur: number;
  tdur?: number;
  args: { data?: { url?: string } };
}

/** Adds a token of the person's own in the extension's page, which it gives, and lets it fill at `origin`. */
async function bindTo(visitor: ExtensionBrowser, origin: string): Promise<Page> {
  const own = await visitor.openPage();
  await goTo(own, { at: 'add' });
  await untilHeading(own, 'トークンを追加');
  await typedByHand(own, { issuer: ISSUER });
  await visitor.agreeTo('http://*.localhost/*');
  const page = await visitor.chromium.browser.newPage();
  await page.goto(origin);
  const popup = await visitor.openPopup(page);
  await tap(popup, 'このサイトで使う…');
  await tap(popup, 'これからも使う');
  await untilText(popup, origin);
  await popup.close();
  await own.bringToFront();
  await own.evaluate((pattern) => chrome.permissions.request({ origins: [pattern] }), `${origin}/*`);
  await page.close();
  return own;
}

/**
 * Resolves once the badge of the page in front says that its field is filled: the extension's page is asked, so that
 * nothing is added to the other's work. Near the end of a step that is after the next one has begun.
 */
async function untilFilled(own: Page): Promise<void> {
  const badge = () =>
    own.evaluate(async () => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      return tab?.id === undefined ? '' : chrome.action.getBadgeText({ tabId: tab.id });
    });
  for (let looks = 0; (await badge()) !== FILLED; looks += 1) {
    if (looks === MOST_LOOKS) throw new Error('no code was filled');
    await setTimeout(LOOK_MS);
  }
}

/**
 * How long each turn of the content script took in `page`, ms, from a trace of what `work` does. The page has no script
 * of its own and nobody else asks anything of it meanwhile, so every answer that is awaited is the content script's.
 */
async function turnsDuring(page: Page, work: () => Promise<void>): Promise<number[]> {
  await page.tracing.start({ categories: ['devtools.timeline'] });
  await work();
  const trace = new TextDecoder().decode(await page.tracing.stop());
  const events = (JSON.parse(trace) as { traceEvents: Traced[] }).traceEvents.filter(({ ph }) => ph === 'X');
  // The extension's own page is traced too, and events come in no order.
  const isScript = ({ args }: Traced) => args.data?.url?.endsWith(SCRIPT) === true;
  const first = events.filter(isScript).sort((a, b) => a.ts - b.ts)[0];
  if (!first) throw new Error('the content script never ran');
  const ours = events.filter(
    (event) =>
      event.pid === first.pid &&
      event.tid === first.tid &&
      event.ts >= first.ts &&
      (event.name === 'RunMicrotasks' ||
        ((event.name === 'EvaluateScript' || event.name === 'FunctionCall') && isScript(event))),
  );
  const isIn = (inner: Traced, outer: Traced) =>
    inner !== outer && inner.ts >= outer.ts && inner.ts + inner.dur <= outer.ts + outer.dur;
  return ours
    .filter((each) => !ours.some((other) => isIn(each, other)))
    .map(({ dur, tdur }) => (tdur ?? dur) / 1000);
}

/**
 * What the content script takes of a page's thread when it comes into a login page of 5,000 nodes, in the built
 * extension with its own worker: being compiled and set up, the first look, the search for shadow trees, and the code
 * written into its field. Turns end where the page may answer a press.
 */
export async function benchFirstLook(): Promise<string[]> {
  const listener = await openListener(0);
  listener.serve(
    () => new Response(pageOf(LOGIN), { headers: { 'Content-Type': 'text/html; charset=utf-8' } }),
  );
  const visitor = await launchExtension({ authority: 'http://127.0.0.1:1' });
  try {
    const origin = `http://bank.localhost:${listener.port}`;
    const own = await bindTo(visitor, origin);
    const longest: number[] = [];
    const all: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const page = await visitor.chromium.browser.newPage();
      const turns = await turnsDuring(page, async () => {
        await page.goto(`${origin}/login`);
        await untilFilled(own);
        await setTimeout(SETTLED_MS);
      });
      const value = await page.$eval('[name=otp]', (field) => (field as HTMLInputElement).value);
      if (!CODE.test(value)) throw new Error('what was filled is no code');
      longest.push(Math.max(...turns));
      all.push(turns.reduce((sum, turn) => sum + turn, 0));
      await page.close();
    }
    return [
      `from its start to a filled code, in the built extension: longest turn ${median(longest).toFixed(1)} ms (limit ${HOLD_UP_LIMIT} ms), all of them ${median(all).toFixed(1)} ms (medians of ${RUNS})`,
    ];
  } finally {
    await visitor.destroy();
    await listener.close();
  }
}
