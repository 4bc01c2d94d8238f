/**
 * Rasterises the drawing `pwa/icons/icon.svg` into the icons of both shells: `npx node tools/icons.ts`. Run after
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
  /** Another drawing than `icon.svg`. */
  drawing?: string;
}

/** The same tag where there are few pixels: without its cord, filling the square, edges on whole pixels. */
const SMALL = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">
  <path d="M5 0h6l3 3v11.5A1.5 1.5 0 0 1 12.5 16h-9A1.5 1.5 0 0 1 2 14.5V3z" fill="#1f3f77"/>
  <circle cx="8" cy="3.5" r="1.5" fill="#f8f5ee"/>
  <path d="M4.5 8h7v1.5h-7zM4.5 11.5h7V13h-7z" fill="#f8f5ee"/>
</svg>`;

/** The tag where only its shape counts (a system colours it): what is light in the drawing is a hole. */
const MONOCHROME = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">
  <mask id="holes">
    <rect width="48" height="48" fill="#fff"/>
    <circle cx="24" cy="14.5" r="3"/>
    <path d="M16.5 26.5h15M16.5 34h15" fill="none" stroke="#000" stroke-width="3" stroke-linecap="round"/>
  </mask>
  <path d="M24 13.5C24 7.5 27.3 4 30.5 2.2M24 13.5c0-6-3.3-9.5-6.5-11.3" fill="none" stroke="#000" stroke-width="2" stroke-linecap="round"/>
  <path mask="url(#holes)" d="M17 8h14l7 7v27a4 4 0 0 1-4 4H14a4 4 0 0 1-4-4V15z"/>
</svg>`;

/** A shortcut's picture: white lines (on a 24 by 24 grid) on a disc of indigo, as launchers show them. */
const shortcut = (lines: string): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">
  <circle cx="24" cy="24" r="24" fill="#1f3f77"/>
  <path d="${lines}" transform="translate(12 12)" fill="none" stroke="#f8f5ee" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>
</svg>`;
const SCAN =
  'M4 9V5a1 1 0 0 1 1-1h4M15 4h4a1 1 0 0 1 1 1v4M20 15v4a1 1 0 0 1-1 1h-4M9 20H5a1 1 0 0 1-1-1v-4M4 12h16';
const ADD = 'M12 4v16M4 12h16';
const INBOX = 'M4 13.5l2.5-8h11l2.5 8V19H4zM4 13.5h4.5a3.5 3.5 0 0 0 7 0H20';

const PICTURES: Picture[] = [
  { path: 'pwa/public/icons/icon-192.png', size: 192, share: 0.92 },
  { path: 'pwa/public/icons/icon-512.png', size: 512, share: 0.92 },
  // Masks may cut to a circle of 80 %: the drawing stays well inside.
  { path: 'pwa/public/icons/maskable-192.png', size: 192, share: 0.6, background: WASHI },
  { path: 'pwa/public/icons/maskable-512.png', size: 512, share: 0.6, background: WASHI },
  { path: 'pwa/public/icons/monochrome-512.png', size: 512, share: 0.92, drawing: MONOCHROME },
  { path: 'pwa/public/icons/apple-touch-icon.png', size: 180, share: 0.72, background: WASHI },
  { path: 'pwa/public/icons/shortcut-scan.png', size: 96, share: 1, drawing: shortcut(SCAN) },
  { path: 'pwa/public/icons/shortcut-add.png', size: 96, share: 1, drawing: shortcut(ADD) },
  { path: 'pwa/public/icons/shortcut-inbox.png', size: 96, share: 1, drawing: shortcut(INBOX) },
  { path: 'extension/public/icon/16.png', size: 16, share: 1, drawing: SMALL },
  { path: 'extension/public/icon/32.png', size: 32, share: 1, drawing: SMALL },
  { path: 'extension/public/icon/48.png', size: 48, share: 0.96 },
  { path: 'extension/public/icon/96.png', size: 96, share: 0.92 },
  { path: 'extension/public/icon/128.png', size: 128, share: 0.92 },
];

const svg = await readFile(new URL('pwa/icons/icon.svg', TOP), 'utf8');
await writeFile(new URL('pwa/public/icons/icon.svg', TOP), svg);
await mkdir(new URL('extension/public/icon/', TOP), { recursive: true });

const browser = await puppeteer.launch({
  executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb'],
});
const page = await browser.newPage();
for (const { path, size, share, background = 'transparent', drawing = svg } of PICTURES) {
  await page.setViewport({ width: size, height: size, deviceScaleFactor: 1 });
  await page.setContent(
    `<body style="margin:0;display:grid;place-items:center;height:100vh;background:${background}">
      <div style="display:grid;width:${size * share}px;height:${size * share}px">${drawing}</div></body>`,
  );
  await writeFile(
    new URL(path, TOP),
    await page.screenshot({ omitBackground: background === 'transparent', type: 'png' }),
  );
}
await browser.close();
