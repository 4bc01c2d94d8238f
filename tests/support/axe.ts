import { AxePuppeteer } from '@axe-core/puppeteer';
import type { Page } from 'puppeteer';

/** WCAG 2.2 A and AA, and what axe calls best practice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe finds wrong with the page, a line a rule. None of our pages frames another, so the mode that
 * opens a further page for every look, to merge frames, is left out.
 */
export async function axeFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxePuppeteer(page).setLegacyMode().withTags(TAGS).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
