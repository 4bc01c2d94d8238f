import type { Page } from 'puppeteer';
import { OFTEN } from './pwa.ts';

/** A person in front of the token app's screens (Japanese), in the PWA or the extension's page. */

const button = (name: string) => `::-p-aria([name="${name}"][role="button"])`;

/** Presses a button by its name, once it can be pressed. */
export async function tap(page: Page, name: string): Promise<void> {
  await page
    .locator(button(name))
    .filter((one) => one.getAttribute('aria-disabled') !== 'true')
    .click();
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
    await page.locator('::-p-aria(サービスID)').fill(input.ids.serviceId);
    await page.locator('::-p-aria(ユーザID)').fill(input.ids.userId);
  }
  await tap(page, '次へ');
  await page.locator('input[type=password]').fill(input.activationPassword);
  await tap(page, '次へ');
  await page.locator('::-p-aria([name="読んで、同意しました"][role="checkbox"])').click();
  await tap(page, '設定する');
}
