import type { Page, Target, WebWorker } from 'puppeteer';
import { type Chromium, launchChromium } from '../../tools/chromium.ts';
import { agreeTo, copyExtension, openPopup } from './extension.ts';

/** A browser with the built extension in it, and its service worker within reach. */
export interface ExtensionBrowser {
  chromium: Chromium;
  /** The extension's ID. */
  id: string;
  /** Opens one of the extension's own pages. */
  openPage(name?: string): Promise<Page>;
  /** Opens the popup on `page`, which lets the extension into that page. */
  openPopup(page: Page): Promise<Page>;
  /** Lets the extension's requests for hosts under `pattern` be granted. */
  agreeTo(pattern: string): Promise<void>;
  /** The service worker now running; `null` while there is none. */
  worker(): Target | null;
  /** Ends the service worker as the browser does when it is idle, and waits until it is gone. */
  killWorker(): Promise<void>;
  destroy(): Promise<void>;
}

/** Launches Chromium with a copy of the built extension that knows the authority at `authority` (an origin). */
export async function launchExtension(options: {
  authority: string;
  /** More for the browser's command line. */
  args?: string[];
}): Promise<ExtensionBrowser> {
  const { folder, remove } = await copyExtension(options.authority);
  const chromium = await launchChromium({ extensions: [folder], args: options.args ?? [] });
  const { browser } = chromium;
  const isWorker = (target: Target) =>
    target.type() === 'service_worker' && target.url().startsWith('chrome-extension://');
  const id = new URL((await browser.waitForTarget(isWorker)).url()).host;
  // The page that opens by itself after installation would come to the front at any moment.
  const first = await browser.waitForTarget(
    (target) => target.url() === `chrome-extension://${id}/page.html`,
  );
  await (await first.asPage()).close();
  const worker = () => browser.targets().find(isWorker) ?? null;
  return {
    chromium,
    id,
    worker,
    async openPage(name = 'page.html') {
      const page = await browser.newPage();
      await page.goto(`chrome-extension://${id}/${name}`);
      return page;
    },
    openPopup: (page) => openPopup(browser, page),
    agreeTo: (pattern) => agreeTo(browser, id, pattern),
    async killWorker() {
      const target = worker();
      if (!target) return;
      const gone = new Promise<void>((resolve) => {
        const check = (destroyed: Target) => {
          if (destroyed !== target) return;
          browser.off('targetdestroyed', check);
          resolve();
        };
        browser.on('targetdestroyed', check);
      });
      const running: WebWorker | null = await target.worker();
      await running?.close();
      await gone;
    },
    async destroy() {
      await chromium.destroy();
      remove();
    },
  };
}
