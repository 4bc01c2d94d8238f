/**
 * Draws the token app's screens for the README and `docs/app.md`, from the screens themselves over made-up
 * tokens: `npx node tools/screens.ts` after changing one. Needs a Chromium (`CHROME_PATH`).
 */
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../demo/build.ts';
import { startGallery } from '../tests/support/gallery/serve.ts';
import { launchChromium } from './chromium.ts';

/** What is drawn, in both languages: the picture's name and the scene in the gallery. */
const PICTURES = {
  welcome: 'welcome',
  'set-up': 'set-up-ids',
  token: 'token',
  list: 'list-mixed',
  add: 'add',
  lock: 'settings-lock-on',
  locked: 'locked',
  backup: 'backup',
  move: 'move',
} as const;

const FOLDER = join(ROOT, 'docs/images/app');
/** A small phone, in CSS px; one picture point each. */
const PHONE = { width: 360, height: 740 };

const gallery = await startGallery();
const chromium = await launchChromium();
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
let bytes = 0;
try {
  const page = await chromium.browser.newPage();
  await page.setViewport(PHONE);
  // What moves or blinks would make every drawing a new picture.
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  for (const language of ['ja', 'en'] as const)
    for (const [name, scene] of Object.entries(PICTURES)) {
      await page.goto(gallery.address(scene, { language }));
      await page.waitForSelector('.screen:not(.screen-starting)');
      await page.evaluate(() => document.fonts.ready);
      const path = join(FOLDER, `${name}-${language}.webp`) as `${string}.webp`;
      await page.screenshot({ path, type: 'webp', quality: 80 });
      bytes += statSync(path).size;
    }
} finally {
  await chromium.destroy();
  await gallery.close();
}
console.log(
  `${Object.keys(PICTURES).length * 2} pictures in docs/images/app, ${Math.round(bytes / 1000)} kB`,
);
