/**
 * `npx node tools/screenshots.ts`: takes the manifest's screenshots from the built app with a real authority, into
 * `pwa/public/screenshots/`. Run after changing a screen that they show. Needs a Chromium, as `tools/icons.ts`.
 */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import { readPolicyFile } from '../authority/commands/policy-file.ts';
import { addCredential } from '../authority/institutions/credentials.ts';
import { loadPolicy } from '../authority/institutions/policy.ts';
import { makeSetupLink } from '../core/protocol/setup-link.ts';
import { tap, walkSetUp } from '../tests/support/app-page.ts';
import { startAuthority } from '../tests/support/authority.ts';
import { machineClock } from '../tests/support/clock.ts';
import { addedByHand } from '../tests/support/own-token.ts';
import { issueTo, PASSWORD } from '../tests/support/person.ts';
import { startPwa, untilHeading } from '../tests/support/pwa.ts';
import { launchChromium } from './chromium.ts';

const FOLDER = new URL('../pwa/public/screenshots/', import.meta.url);
/** A phone's screen and a PC's window, in CSS px; a phone's pixels are twice as fine. */
const NARROW = { width: 360, height: 740, deviceScaleFactor: 2 };
const WIDE = { width: 1280, height: 800, deviceScaleFactor: 1 };

const policyOf = (institution: string) =>
  readPolicyFile(
    fileURLToPath(new URL(`../bank/institutions/${institution}/token-policy.json`, import.meta.url)),
    [`https://${institution}.example`],
  );

await mkdir(FOLDER, { recursive: true });
const pwa = await startPwa();
const house = await startAuthority({
  clock: machineClock,
  host: 'authority.localhost',
  appAddress: pwa.address,
  policy: await policyOf('midori'),
});
pwa.serve(house.address);
const chromium = await launchChromium({ args: ['--force-color-profile=srgb', '--hide-scrollbars'] });
const page = await chromium.browser.newPage();

/** Early in a step of each code on the screen: nothing is vermilion and no next code is shown. */
async function untilEarly(of: Page): Promise<void> {
  await of.waitForFunction(
    () => {
      const seconds = [...document.querySelectorAll('[data-part=seconds]')];
      return seconds.length > 0 && seconds.every((left) => Number(left.textContent?.trim()) > 16);
    },
    { polling: 200, timeout: 90_000 },
  );
}
async function take(name: string): Promise<void> {
  // What a press leaves behind: a message at the foot, the mark of the focus.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.waitForFunction(() => !document.querySelector('.toast')?.textContent);
  const path = fileURLToPath(new URL(`${name}.png`, FOLDER)) as `${string}.png`;
  await page.screenshot({ path, optimizeForSpeed: false });
  console.log(path);
}

async function setUp(of: typeof house, serviceId: string): Promise<void> {
  const issued = await issueTo(of, 'hanako', serviceId);
  await page.goto(makeSetupLink(pwa.address, issued.ids));
  await untilHeading(page, '時計を確かめます');
  await walkSetUp(page, { activationPassword: PASSWORD });
  await untilHeading(page, '設定が終わりました');
  await tap(page, 'トークンを開く');
  await page.waitForFunction(() => (history.state?.depth ?? 0) === 0);
}

try {
  await chromium.browser
    .defaultBrowserContext()
    .setPermission(pwa.address, { permission: { name: 'persistent-storage' }, state: 'granted' });
  await page.setViewport(NARROW);
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
  await setUp(house, '10112235');
  await untilEarly(page);
  await take('token');

  for (const [institution, serviceId] of [
    ['aoba', '20230118'],
    ['kamome', '30417206'],
  ] as const) {
    await loadPolicy(house.ctx, await policyOf(institution));
    await setUp({ ...house, credential: await addCredential(house.ctx, institution) }, serviceId);
  }
  await page.goto(`${pwa.address}/`);
  await addedByHand(page, { issuer: 'さくらメール' });
  await untilHeading(page, 'トークン');
  await untilEarly(page);
  await take('list');

  await page.goto(`${pwa.address}/#add`);
  await untilHeading(page, 'トークンを追加');
  await take('add');

  await page.setViewport(WIDE);
  await page.goto(`${pwa.address}/`);
  await untilHeading(page, 'トークン');
  await untilEarly(page);
  await take('list-wide');
  await page.click('.row');
  await untilEarly(page);
  await take('token-wide');
} finally {
  await chromium.destroy();
  await house.close();
  await pwa.close();
}
