/** Writes `.output/pwa/sw.js`: our own service worker with the list of everything it keeps. */
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { getManifest } from 'workbox-build';
import type { Release } from '../sw/release.ts';

const directory = fileURLToPath(new URL('../../.output/pwa', import.meta.url));

const { count, size, warnings, manifestEntries } = await getManifest({
  globDirectory: directory,
  globPatterns: ['**/*.{html,js,css,png,svg,webmanifest}'],
  // Asked from the network each time: where new set-ups go must not be remembered. Screenshots are for stores.
  globIgnores: ['config.json', 'sw.js', 'screenshots/**'],
  dontCacheBustURLsMatching: /^assets\//u,
});
for (const warning of warnings) console.warn(warning);

const files = manifestEntries
  .map(({ url, revision }) => ({ url, revision }))
  .sort((a, b) => (a.url < b.url ? -1 : 1));
const id = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
const release: Release = { id, files };

await build({
  configFile: false,
  root: fileURLToPath(new URL('..', import.meta.url)),
  publicDir: false,
  logLevel: 'warn',
  define: { __RELEASE__: JSON.stringify(release) },
  build: {
    outDir: directory,
    emptyOutDir: false,
    copyPublicDir: false,
    target: 'es2022',
    modulePreload: false,
    // One file: under Trusted Types a worker may not import another script by a plain address.
    lib: { entry: 'sw/sw.ts', formats: ['iife'], name: 'fuda', fileName: () => 'sw.js' },
  },
});
console.log(`service worker: ${count} files, ${(size / 1024).toFixed(0)} KiB kept for offline use`);
