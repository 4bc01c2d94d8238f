/** Writes `.output/pwa/sw.js`: the whole app is kept at installation and served from there, offline or not. */
import { fileURLToPath } from 'node:url';
import { generateSW } from 'workbox-build';

const directory = fileURLToPath(new URL('../.output/pwa', import.meta.url));

const { count, size, warnings } = await generateSW({
  globDirectory: directory,
  globPatterns: ['**/*.{html,js,css,png,svg,webmanifest}'],
  // Asked from the network each time: where new set-ups go must not be remembered.
  globIgnores: ['config.json', 'sw.js', 'workbox-*.js'],
  swDest: `${directory}/sw.js`,
  mode: 'production',
  sourcemap: false,
  // One file: under Trusted Types a worker may not import another script by a plain address.
  inlineWorkboxRuntime: true,
  navigateFallback: '/index.html',
  // A release takes over when the person says so, and whole.
  skipWaiting: false,
  clientsClaim: true,
  cleanupOutdatedCaches: true,
  dontCacheBustURLsMatching: /^assets\//u,
});
for (const warning of warnings) console.warn(warning);
console.log(`service worker: ${count} files, ${(size / 1024).toFixed(0)} KiB kept for offline use`);
