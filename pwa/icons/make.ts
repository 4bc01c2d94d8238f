/** Rasterises `icon.svg` into the PNGs of the manifest: `node pwa/icons/make.ts`. Run after changing the drawing. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { launchChromium } from '../../tests/support/chromium.ts';

const WASHI = '#f8f5ee';
const PICTURES = [
  { name: 'icon-192.png', size: 192, share: 0.92, background: 'transparent' },
  { name: 'icon-512.png', size: 512, share: 0.92, background: 'transparent' },
  // Masks may cut to a circle of 80 %: the drawing stays well inside.
  { name: 'maskable-512.png', size: 512, share: 0.6, background: WASHI },
  { name: 'apple-touch-icon.png', size: 180, share: 0.72, background: WASHI },
];

const source = new URL('icon.svg', import.meta.url);
const target = new URL('../public/icons/', import.meta.url);
const svg = await readFile(source, 'utf8');
await mkdir(target, { recursive: true });
await writeFile(new URL('icon.svg', target), svg);

const chromium = await launchChromium();
const page = await chromium.browser.newPage();
for (const { name, size, share, background } of PICTURES) {
  await page.setViewport({ width: size, height: size, deviceScaleFactor: 1 });
  await page.setContent(
    `<body style="margin:0;display:grid;place-items:center;height:100vh;background:${background}">
      <div style="width:${size * share}px;height:${size * share}px">${svg}</div></body>`,
  );
  await writeFile(
    new URL(name, target),
    await page.screenshot({ omitBackground: background === 'transparent', type: 'png' }),
  );
}
await chromium.destroy();
