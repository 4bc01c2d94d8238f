import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import { build, type Rolldown } from 'vite';
import type { StoredToken } from '../../core/token/model.ts';

/**
 * Puts tokens into the vault of the extension that `page` belongs to, and gives their records' IDs: a set-up
 * without servers, for tests that are about something else. The vault's own code does it.
 */
export async function keepInExtension(page: Page, tokens: StoredToken[]): Promise<string[]> {
  const { output } = (await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('.', import.meta.url)),
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rolldownOptions: {
        input: fileURLToPath(new URL('keep-in-extension-page.ts', import.meta.url)),
        output: { format: 'iife' },
      },
    },
  })) as Rolldown.RolldownOutput;
  await page.evaluate(output[0].code);
  return page.evaluate(
    (kept) => (globalThis as unknown as { keepTokens(tokens: unknown): Promise<string[]> }).keepTokens(kept),
    tokens as unknown[],
  );
}
