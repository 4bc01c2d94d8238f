import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { createPwaServer } from '../../../pwa/serve.ts';
import { openListener } from '../../../server/listen.ts';

export interface Gallery {
  /** Address of a scene; see `scenes.ts` for the names. */
  address(
    scene: string,
    how?: { language?: 'ja' | 'en'; theme?: 'light' | 'dark'; surface?: 'phone' | 'pc' },
  ): string;
  close(): Promise<void>;
}

/** Builds the screens over a fake app and serves them exactly as the app itself is served, headers and all. */
export async function startGallery(pages: 'gallery' | 'popup-gallery' = 'gallery'): Promise<Gallery> {
  const directory = mkdtempSync(join(tmpdir(), 'fuda-gallery-'));
  await build({
    configFile: false,
    root: fileURLToPath(new URL(`../${pages}/`, import.meta.url)),
    logLevel: 'error',
    build: { outDir: directory, emptyOutDir: true, modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  });
  const listener = await openListener(0);
  listener.serve(createPwaServer({ directory, authority: 'http://127.0.0.1:1' }).fetch);
  return {
    address(scene, { language = 'ja', theme = 'light', surface = 'phone' } = {}) {
      const query = new URLSearchParams({ scene, language, theme, surface });
      return `http://127.0.0.1:${listener.port}/?${query}`;
    },
    async close() {
      await listener.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
