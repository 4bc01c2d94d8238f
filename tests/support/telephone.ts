import type { Browser, Page } from 'puppeteer';
import { press } from './bank-page.ts';

/**
 * Calls from `from` to `to` (both E.164) on the demonstration's telephone page, as a person does, and throws
 * when the bank refuses. `look` sees the page before it is closed.
 */
export async function callAt(
  browser: Browser,
  telephone: string,
  { from, to }: { from: string; to: string },
  look: (page: Page) => Promise<unknown> = async () => {},
): Promise<void> {
  const page = await browser.newPage();
  await page.setViewport({ width: 420, height: 900 });
  await page.goto(telephone);
  await page.click(`[name=from][value="${from}"]`);
  await page.click(`[name=to][value="${to}"]`);
  await press(page, 'button[type=submit]');
  const heard = await page.$eval('main', (main) => main.textContent);
  const taken = await page.$('.heard.good');
  await look(page);
  await page.close();
  if (!taken) throw new Error(`the call was not taken: ${heard}`);
}
