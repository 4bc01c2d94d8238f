import type { Page } from 'puppeteer';
import { fill, OFTEN, pressAt } from './pwa.ts';

/** A person in front of the token app's screens (Japanese), in the PWA or the extension's page. */

const button = (name: string) => `::-p-aria([name="${name}"][role="button"])`;

/** Presses a button by its name, once it can be pressed. */
export async function tap(page: Page, name: string): Promise<void> {
  const found = await page
    .locator(button(name))
    .filter((one) => one.getAttribute('aria-disabled') !== 'true')
    .waitHandle();
  // The button itself, not the place where it stood a moment ago: what is above it may only just be drawn.
  await found.evaluate((one) => (one as HTMLElement).click());
}

/** The code on the screen, once there is one that `differsFrom` the given. */
export async function shownCode(page: Page, differsFrom = ''): Promise<string> {
  const handle = await page.waitForFunction(
    (old) => {
      const code = document.querySelector('[data-part=code]')?.textContent?.replace(/\D/g, '') ?? '';
      return code.length >= 6 && code !== old ? code : null;
    },
    OFTEN,
    differsFrom,
  );
  return (await handle.jsonValue()) ?? '';
}

/** Walks the guided set-up from the clock's step on; `ids` are typed unless the link brought them. */
export async function walkSetUp(
  page: Page,
  input: { activationPassword: string; ids?: { serviceId: string; userId: string } },
): Promise<void> {
  await tap(page, '次へ');
  if (input.ids) {
    await fill(page, 'サービスID', input.ids.serviceId);
    await fill(page, 'ユーザID', input.ids.userId);
  }
  await tap(page, '次へ');
  await fill(page, '利用開始パスワード', input.activationPassword);
  await tap(page, '次へ');
  await pressAt(page, 'main input[type=checkbox]');
  await tap(page, '設定する');
}
