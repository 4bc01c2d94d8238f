import type { Page } from 'puppeteer';
import { expect } from 'vitest';
import { axeFaults } from './axe.ts';

/** A PC, and a phone; in between a PC's window at twice the size, and the narrowest laid out as a PC's. */
const PC = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 740 };
const BETWEEN = [
  { width: 640, height: 800 },
  { width: 740, height: 800 },
];

/**
 * The bank's page fits a phone and a PC, and axe finds nothing on the phone's (the markup is the same).
 * Leaves the page at a PC's size. `BANK_SHOTS` names a folder for pictures to look at.
 */
export async function inspectBankPage(page: Page, name: string, { between = false } = {}): Promise<void> {
  const folder = process.env['BANK_SHOTS'];
  for (const viewport of [...(between ? BETWEEN : []), PC, PHONE]) {
    await page.setViewport(viewport);
    const needed = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(needed, `${name} at ${viewport.width}`).toBeLessThanOrEqual(viewport.width);
    if (folder) await page.screenshot({ path: `${folder}/${name}-${viewport.width}.png`, fullPage: true });
  }
  expect(await axeFaults(page), name).toEqual([]);
  await page.setViewport(PC);
}
