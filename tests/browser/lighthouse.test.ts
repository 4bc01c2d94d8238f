import lighthouse from 'lighthouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium } from '../../tools/chromium.ts';
import { type Gallery, startGallery } from '../support/gallery/serve.ts';

let gallery: Gallery;
let chromium: Chromium;

beforeAll(async () => {
  [gallery, chromium] = await Promise.all([startGallery(), launchChromium({ whole: true })]);
});
afterAll(async () => {
  await chromium?.destroy();
  await gallery?.close();
});

/**
 * Lighthouse's score of each category, 0 to 100, and what it finds wanting. In the browser's first page: one behind
 * it paints late.
 */
async function look(scene: string) {
  const [page] = await chromium.browser.pages();
  const result = await lighthouse(
    gallery.address(scene),
    {
      onlyCategories: ['accessibility', 'best-practices'],
      // The machine as it is: neither category is about time.
      throttlingMethod: 'provided',
      // It waits for a quiet that the seconds of a code never give; the screens stand long before.
      maxWaitForFcp: 20_000,
      maxWaitForLoad: 2_500,
      disableFullPageScreenshot: true,
      logLevel: 'error',
    },
    undefined,
    page,
  );
  if (!result || result.lhr.runtimeError)
    throw new Error(`no report: ${result?.lhr.runtimeError?.message ?? ''}`);
  const { categories, audits } = result.lhr;
  return {
    scores: Object.fromEntries(
      Object.values(categories).map(({ id, score }) => [id, Math.round((score ?? 0) * 100)]),
    ),
    wanting: Object.values(audits)
      .filter(({ score, scoreDisplayMode }) => score !== null && score < 1 && scoreDisplayMode === 'binary')
      .map(({ id, title }) => `${id}: ${title}`),
  };
}

describe('Lighthouse gives 100 for accessibility and best practices', () => {
  for (const scene of ['welcome', 'token', 'settings'])
    it(`to the screen "${scene}"`, async () => {
      expect(await look(scene)).toEqual({
        scores: { accessibility: 100, 'best-practices': 100 },
        wanting: [],
      });
    });
});
