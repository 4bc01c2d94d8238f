import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page, Target, WebWorker } from 'puppeteer';
import { pointExtensionAt } from '../../demo/extension.ts';
import { ensureBuilt } from './built.ts';
import { type Chromium, launchChromium } from './chromium.ts';

/** A browser with the built extension in it. */
export interface ExtensionBrowser {
  chromium: Chromium;
  /** The extension's ID. */
  id: string;
  /** Opens one of the extension's own pages. */
  openPage(name?: string): Promise<Page>;
  /** Lets `chrome.permissions.request` be granted for hosts under `pattern`, where no prompt can be clicked. */
  allowRequests(pattern: string): Promise<void>;
  /** The service worker now running; `null` while there is none. */
  worker(): Target | null;
  /** Ends the service worker as the browser does when it is idle, and waits until it is gone. */
  killWorker(): Promise<void>;
  destroy(): Promise<void>;
}

/** Launches Chromium with a copy of the built extension that knows the authority at `authority` (an origin). */
export async function launchExtension(options: {
  authority: string;
  language?: string;
}): Promise<ExtensionBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'fuda-extension-'));
  await cp(await ensureBuilt('extension'), folder, { recursive: true });
  await pointExtensionAt(options.authority, folder);
  const chromium = await launchChromium({
    extensions: [folder],
    ...(options.language ? { language: options.language } : {}),
  });
  const { browser } = chromium;
  const isWorker = (target: Target) =>
    target.type() === 'service_worker' && target.url().startsWith('chrome-extension://');
  const first = await browser.waitForTarget(isWorker);
  const id = new URL(first.url()).host;
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
    async allowRequests(pattern) {
      const page = await browser.newPage();
      await page.goto('chrome://extensions');
      await page.evaluate(
        async (extension, host) => {
          const { developerPrivate } = chrome as unknown as {
            developerPrivate: { addHostPermission(extension: string, host: string): Promise<void> };
          };
          await developerPrivate.addHostPermission(extension, host);
        },
        id,
        pattern,
      );
      await page.close();
    },
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
      await rm(folder, { recursive: true, force: true });
    },
  };
}
