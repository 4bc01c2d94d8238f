import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { pointExtensionAt } from '../../demo/extension.ts';
import { ensureBuilt } from './built.ts';

/** A copy of the built extension that knows a test's own authority. */
export interface BuiltExtension {
  folder: string;
  remove(): void;
}

export async function copyExtension(authority: string): Promise<BuiltExtension> {
  const folder = mkdtempSync(join(tmpdir(), 'fuda-extension-'));
  cpSync(await ensureBuilt('extension'), folder, { recursive: true });
  await pointExtensionAt(authority, folder);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The one extension in `browser`, which lists it a moment after its start; on a busy machine, a long one. */
export async function findExtension(browser: Browser) {
  for (let tries = 0; tries < 600; tries += 1) {
    const [extension] = [...(await browser.extensions()).values()];
    if (extension) return extension;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the extension is not there');
}

/**
 * Stands in for the person at the browser's question, which cannot be clicked without a screen: hosts that
 * were offered here are granted when the extension itself asks for them.
 */
export async function agreeTo(browser: Browser, extensionId: string, pattern: string): Promise<void> {
  const page = await browser.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(
    async (id, host) => {
      const { developerPrivate } = (
        globalThis as unknown as {
          chrome: { developerPrivate: { addHostPermission(id: string, host: string): Promise<void> } };
        }
      ).chrome;
      await developerPrivate.addHostPermission(id, host);
    },
    extensionId,
    pattern,
  );
  await page.close();
}

/** Opens the popup as a press of its button does, on `page`, which gives it `activeTab`. */
export async function openPopup(browser: Browser, page: Page): Promise<Page> {
  const extension = await findExtension(browser);
  await page.bringToFront();
  const popup = browser.waitForTarget((target) => target.url().endsWith('/popup.html'));
  await page.triggerExtensionAction(extension);
  return (await popup).asPage();
}
