import type { Browser } from 'puppeteer';

/**
 * Draws the README's picture: the token app beside the bank's login page. `phone` and `pc` are PNGs in
 * base64; the picture is written to `path`.
 */
export async function drawOverview(
  browser: Browser,
  shots: { phone: string; pc: string },
  path: `${string}.png`,
): Promise<void> {
  const frame = await browser.newPage();
  await frame.setViewport({ width: 1440, height: 720 });
  await frame.setContent(`<!doctype html><style>
    body { margin: 0; height: 720px; background: #e9e4d8; display: flex; align-items: center; justify-content: center; gap: 28px }
    img { display: block; height: 640px; box-shadow: 0 2px 4px #0002, 0 18px 48px #1d223030 }
    .phone { border-radius: 28px } .pc { border-radius: 12px }
  </style><img class="phone" src="data:image/png;base64,${shots.phone}"><img class="pc" src="data:image/png;base64,${shots.pc}">`);
  await frame.waitForFunction(() => [...document.images].every((image) => image.complete));
  await frame.screenshot({ path });
  await frame.close();
}
