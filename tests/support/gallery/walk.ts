import type { Page } from 'puppeteer';
import type { Route } from '../../../core/ui/route.ts';
import { type Chromium, launchChromium } from '../../../tools/chromium.ts';
import { type Gallery, startGallery } from './serve.ts';

/** Walks through screens as a person does: by the words on them. */
export interface GalleryWalk {
  page: Page;
  /** Whatever the browser complained of: policy violations and errors. */
  complaints: string[];
  open(scene: string, how?: Parameters<Gallery['address']>[1]): Promise<void>;
  /** Presses the button that is called so, by its words or its name for a screen reader. */
  press(name: string): Promise<void>;
  /** Waits until `text` stands somewhere on the screen. */
  see(text: string): Promise<void>;
  /** Whether `text` is shown now. */
  shows(text: string): Promise<boolean>;
  /** Puts `text` in place of what the field of this label holds, as typing does. */
  fill(label: string, text: string): Promise<void>;
  /** What the field of this label holds. */
  held(label: string): Promise<string>;
  /** Where in the app one is. */
  route(): Promise<Route['at'] | undefined>;
  /** What the fake app was told, in order. */
  said(): Promise<string[]>;
  close(): Promise<void>;
}

/** Starts the gallery and a browser with a phone's window. */
export async function walkGallery(): Promise<GalleryWalk> {
  const [gallery, chromium]: [Gallery, Chromium] = await Promise.all([startGallery(), launchChromium()]);
  const page = await chromium.browser.newPage();
  await page.setViewport({ width: 360, height: 740 });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warn') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  const field = (label: string) =>
    page.waitForFunction(
      (wanted) => {
        const named = [...document.querySelectorAll('label')].find((one) => one.textContent === wanted);
        return named instanceof HTMLLabelElement ? named.control : null;
      },
      {},
      label,
    );
  return {
    page,
    complaints,
    async open(scene, how) {
      await page.goto(gallery.address(scene, how));
      await page.waitForSelector('.screen:not(.screen-starting)');
    },
    async press(name) {
      const button = await page.waitForFunction(
        (wanted) =>
          [...document.querySelectorAll<HTMLElement>('button, summary')].find(
            (one) =>
              one.ariaDisabled !== 'true' &&
              // A row that leads on is called by its first words; the small ones explain.
              (
                one.getAttribute('aria-label') ??
                one.querySelector('.nav-row-text b')?.textContent ??
                one.textContent
              ).trim() === wanted,
          ),
        {},
        name,
      );
      await page.evaluate((one) => (one as HTMLElement).click(), button);
    },
    async see(text) {
      await page.waitForFunction((wanted) => document.body.textContent.includes(wanted), {}, text);
    },
    shows: (text) => page.evaluate((wanted) => document.body.textContent.includes(wanted), text),
    async fill(label, text) {
      await page.evaluate(
        (input, value) => {
          const one = input as HTMLInputElement;
          one.value = value;
          one.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
        },
        await field(label),
        text,
      );
    },
    held: async (label) => page.evaluate((input) => (input as HTMLInputElement).value, await field(label)),
    route: () => page.evaluate(() => (history.state as { route?: Route } | null)?.route?.at),
    said: () => page.evaluate(() => (globalThis as unknown as { fake: { said: string[] } }).fake.said),
    async close() {
      await chromium.destroy();
      await gallery.close();
    },
  };
}
