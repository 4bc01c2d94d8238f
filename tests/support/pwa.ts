import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer';
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

/** Waits for a heading that holds `text`. */
export async function untilHeading(page: Page, text: string): Promise<void> {
  await page.waitForFunction((part) => document.querySelector('h1')?.textContent?.includes(part), {}, text);
}

/** Presses the button that says `text`. */
export async function press(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (label) => {
      const buttons = [...document.querySelectorAll<HTMLButtonElement>('button')];
      const found = buttons.find((button) => button.textContent?.trim() === label);
      if (!found || found.getAttribute('aria-disabled') === 'true') return false;
      found.click();
      return true;
    },
    {},
    text,
  );
}

/** Types into the field labelled `label`, in place of what was there. */
export async function fill(page: Page, label: string, text: string): Promise<void> {
  const handle = await page.waitForFunction(
    (name) =>
      [...document.querySelectorAll('input')].find(
        (input) => input.labels?.[0]?.textContent?.trim() === name,
      ),
    {},
    label,
  );
  const input = handle.asElement() as unknown as ElementHandle<HTMLInputElement>;
  await input.evaluate((element) => element.select());
  await input.focus();
  await page.keyboard.press('Backspace');
  await page.keyboard.sendCharacter(text);
}

/** The code on the screen: ASCII digits. */
export async function shownCode(page: Page): Promise<string> {
  await page.waitForSelector('[data-part=code]');
  return page.$eval('[data-part=code]', (code) => code.textContent ?? '');
}
