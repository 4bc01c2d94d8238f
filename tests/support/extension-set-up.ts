import type { Page } from 'puppeteer';
import { shownCode, tap, walkSetUp } from './app-page.ts';
import { applyAt, type Customer, logInAt, logOutAt } from './bank-page.ts';
import type { ExtensionBrowser } from './extension-browser.ts';
import { untilText } from './pwa.ts';

const PASSWORD = '246810';

/**
 * A person with the extension, from the bank's login to the first code: applies for a token in a tab, and sets it
 * up in `own`, the extension's full page before any token. Gives the code it shows at the end.
 */
export async function applyAndSetUp(
  visitor: ExtensionBrowser,
  own: Page,
  bank: string,
  who: Customer,
): Promise<string> {
  const page = await visitor.chromium.browser.newPage();
  await logInAt(page, bank, who);
  const ids = await applyAt(page, bank, {
    email: 'demo@customer.example',
    device: 'pc',
    activationPassword: PASSWORD,
  });
  await logOutAt(page);
  await page.close();
  await own.bringToFront();
  await tap(own, '設定をはじめる');
  await walkSetUp(own, { activationPassword: PASSWORD, ids });
  return shownCode(own);
}

/** Allows codes to come into `origin` by themselves, where the set-up ends. */
export async function allowFilling(visitor: ExtensionBrowser, own: Page, origin: string): Promise<void> {
  await visitor.agreeTo('http://*.localhost/*');
  await own.bringToFront();
  await tap(own, `${origin} での自動入力を許可する`);
  await untilText(own, '許可されています');
}
