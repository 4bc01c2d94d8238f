import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { createPwaServer } from '../../pwa/serve.ts';
import { openListener } from '../../server/listen.ts';
import { ensureBuilt } from './built.ts';

/** The built app on a port of its own, as the demo serves it. */
export interface RunningPwa {
  /** `http://app.localhost:PORT`, for browsers. */
  address: string;
  /** A copy of the build that a test may change, as a new release would. */
  directory: string;
  /** Names the authority; the app is not there before. */
  serve(authority: string): void;
  /** While true every request is answered with 503, as if there were no server. */
  away(isAway: boolean): void;
  close(): Promise<void>;
}

export async function startPwa(): Promise<RunningPwa> {
  const built = await ensureBuilt('pwa');
  const directory = mkdtempSync(join(tmpdir(), 'fuda-app-'));
  cpSync(built, directory, { recursive: true });
  const listener = await openListener(0);
  let isAway = false;
  return {
    address: `http://app.localhost:${listener.port}`,
    directory,
    serve(authority) {
      const { fetch } = createPwaServer({ directory, authority });
      listener.serve((request) => (isAway ? new Response('away', { status: 503 }) : fetch(request)));
    },
    away(value) {
      isAway = value;
    },
    async close() {
      await listener.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Collects what the browser complains of on `page`: errors, warnings, policy violations; not the network's. */
export function watchComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    // The browser logs every refused or unanswered call by itself; a first proof without a nonce is one.
    const isNetwork = message.text().startsWith('Failed to load resource');
    if (['error', 'warn'].includes(message.type()) && !isNetwork) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}

/** How often (ms) a page is looked at for what is waited for: not at its frames, of which one behind others draws none. */
export const OFTEN = { polling: 20 } as const;

/** Waits for a heading that holds `text`. */
export async function untilHeading(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (part) => document.querySelector('h1')?.textContent?.includes(part),
    OFTEN,
    text,
  );
}

/** Waits until `text` stands somewhere on the page: only for words that are not there before what brings them. */
export async function untilText(page: Page, text: string): Promise<void> {
  await page.waitForFunction((part) => document.body?.textContent?.includes(part), OFTEN, text);
}

/** Waits until the button that is called `name` is there; one it begins with is another. */
export async function untilButton(page: Page, name: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => [...document.querySelectorAll('button')].some((one) => one.textContent?.trim() === wanted),
    OFTEN,
    name,
  );
}

/** Waits until the app is where it began: going home walks back through the history, which takes a moment. */
export async function untilHome(page: Page): Promise<void> {
  await page.waitForFunction(() => history.state?.depth === 0, OFTEN);
}

/** To a screen of the open app, as its own history would bring one there. */
export async function goTo(page: Page, route: { at: string } & Record<string, unknown>): Promise<void> {
  // Before the app is there, nobody hears of it.
  await page.waitForSelector('.screen:not(.screen-starting) button');
  await page.evaluate((wanted) => {
    const state = { fuda: true, depth: (history.state?.depth ?? 0) + 1, route: wanted };
    history.pushState(state, '');
    dispatchEvent(new PopStateEvent('popstate', { state }));
  }, route);
}

/** Presses the button that says `text`, once it can be pressed. */
export async function press(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (label) => {
      const buttons = [...document.querySelectorAll<HTMLButtonElement>('button')];
      const found = buttons.find((button) => button.textContent?.trim() === label);
      if (!found || found.getAttribute('aria-disabled') === 'true') return false;
      found.click();
      return true;
    },
    OFTEN,
    text,
  );
}

/** Presses what `selector` finds, once it is there, wherever on the page it may move meanwhile. */
export async function pressAt(page: Page, selector: string): Promise<void> {
  await page.waitForFunction(
    (where) => {
      const found = document.querySelector<HTMLElement>(where);
      found?.click();
      return found !== null;
    },
    OFTEN,
    selector,
  );
}

/** Presses the row that begins with `label`: behind that it says how things stand. */
export async function pressRow(page: Page, label: string): Promise<void> {
  await page.waitForFunction(
    (text) => {
      const rows = [...document.querySelectorAll<HTMLButtonElement>('main button')];
      const found = rows.find((button) => button.textContent?.trim().startsWith(text));
      found?.click();
      return found !== undefined;
    },
    OFTEN,
    label,
  );
}

/**
 * Types into the field labelled `label`, in place of what was there, and leaves the focus in it. All at one
 * moment, as an input method does it: between two keys the page may draw itself anew.
 */
export async function fill(page: Page, label: string, text: string): Promise<void> {
  await page.waitForFunction(
    (name, value) => {
      const found = [...document.querySelectorAll('input')].find(
        (input) => input.labels?.[0]?.textContent?.trim() === name,
      );
      if (!found) return false;
      found.focus();
      found.select();
      document.execCommand(value === '' ? 'delete' : 'insertText', false, value);
      return true;
    },
    OFTEN,
    label,
    text,
  );
}

/** The code on the screen: ASCII digits. */
export async function shownCode(page: Page): Promise<string> {
  const handle = await page.waitForFunction(
    () => document.querySelector('[data-part=code]')?.textContent || null,
    OFTEN,
  );
  return (await handle.jsonValue()) ?? '';
}
