import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import { build, type Rolldown } from 'vite';
import { type Chromium, launchChromium } from '../../tools/chromium.ts';
import { startPwa } from '../support/pwa.ts';

/** The built app, installed in a browser, its vault full, its server gone. */
export interface AppWithTokens {
  /** `http://app.localhost:PORT/`: the service worker answers it; nothing else does any more. */
  address: string;
  chromium: Chromium;
  close(): Promise<void>;
}

/** The script that fills a vault with the app's own code, as one text. */
async function fillingScript(): Promise<string> {
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      rolldownOptions: {
        input: fileURLToPath(new URL('fill-vault.ts', import.meta.url)),
        output: { format: 'iife' },
      },
    },
    worker: { format: 'es' },
  })) as Rolldown.RolldownOutput;
  const script = built.output.find((file) => file.type === 'chunk');
  if (!script) throw new Error('nothing was built');
  return script.code;
}

/** A window of a phone's size on an empty page. */
export async function phonePage(chromium: Chromium): Promise<Page> {
  const page = await chromium.browser.newPage();
  await page.bringToFront();
  await page.setViewport({ width: 360, height: 740 });
  return page;
}

/** Installs the built app in a browser of its own, puts `count` tokens into its vault and takes its server away. */
export async function appWithTokens(count: number): Promise<AppWithTokens> {
  const [pwa, script, chromium] = await Promise.all([startPwa(), fillingScript(), launchChromium()]);
  pwa.serve('http://127.0.0.1:1');
  const address = `${pwa.address}/`;
  const page = await phonePage(chromium);
  // Any document of this origin that is not the app: the app is not to see its vault change.
  await page.goto(`${address}manifest.webmanifest`);
  await page.evaluate(script);
  await page.evaluate(
    (many) => (globalThis as unknown as { fillVault(count: number): Promise<void> }).fillVault(many),
    count,
  );
  await page.goto(address);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  // A second visit, so that the worker answers it, and the browser may keep the compiled scripts as it does.
  await page.reload();
  await page.waitForSelector('[data-part=code], [data-part=list] [data-id]');
  await page.goto('about:blank');
  await page.close();
  await pwa.close();
  return { address, chromium, close: () => chromium.destroy() };
}
