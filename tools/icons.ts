/**
 * Rasterises the drawing `pwa/icons/icon.svg` into the icons of both shells: `node tools/icons.ts`. Run after
 * changing it. Needs a Chromium; `CHROME_PATH` names one that is not in the usual place.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import puppeteer from 'puppeteer';

const WASHI = '#f8f5ee';
const TOP = new URL('../', import.meta.url);

interface Picture {
  path: string;
  /** Side in px. */
  size: number;
  /** How much of the side the drawing takes. */
  share: number;
  background?: string;
  /** Few pixels: the larger, plainer drawing below. */
  isSmall?: boolean;
}

const PICTURES: Picture[] = [
  { path: 'pwa/public/icons/icon-192.png', size: 192, share: 0.92 },
  { path: 'pwa/public/icons/icon-512.png', size: 512, share: 0.92 },
  // Masks may cut to a circle of 80 %: the drawing stays well inside.
  { path: 'pwa/public/icons/maskable-512.png', size: 512, share: 0.6, background: WASHI },
  { path: 'pwa/public/icons/apple-touch-icon.png', size: 180, share: 0.72, background: WASHI },
  { path: 'extension/public/icon/16.png', size: 16, share: 1, isSmall: true },
  { path: 'extension/public/icon/32.png', size: 32, share: 1, isSmall: true },
  { path: 'extension/public/icon/48.png', size: 48, share: 0.96 },
  { path: 'extension/public/icon/128.png', size: 128, share: 0.92 },
];

/** The same tag where there are few pixels: without its cord, filling the square, edges on whole pixels. */
const SMALL = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">
  <path d="M5 0h6l3 3v11.5A1.5 1.5 0 0 1 12.5 16h-9A1.5 1.5 0 0 1 2 14.5V3z" fill="#1f3f77"/>
  <circle cx="8" cy="3.5" r="1.5" fill="#f8f5ee"/>
  <path d="M4.5 8h7v1.5h-7zM4.5 11.5h7V13h-7z" fill="#f8f5ee"/>
</svg>`;

const svg = await readFile(new URL('pwa/icons/icon.svg', TOP), 'utf8');
await writeFile(new URL('pwa/public/icons/icon.svg', TOP), svg);
await mkdir(new URL('extension/public/icon/', TOP), { recursive: true });

const browser = await puppeteer.launch({
  executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb'],
});
const page = await browser.newPage();
for (const { path, size, share, background = 'transparent', isSmall = false } of PICTURES) {
  await page.setViewport({ width: size, height: size, deviceScaleFactor: 1 });
  await page.setContent(
    `<body style="margin:0;display:grid;place-items:center;height:100vh;background:${background}">
      <div style="display:grid;width:${size * share}px;height:${size * share}px">${isSmall ? SMALL : svg}</div></body>`,
  );
  await writeFile(
    new URL(path, TOP),
    await page.screenshot({ omitBackground: background === 'transparent', type: 'png' }),
  );
}
await browser.close();
