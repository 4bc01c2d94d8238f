import type { Page } from 'puppeteer';
import { makeSetupLink } from '../../core/protocol/setup-link.ts';
import { tap, walkSetUp } from './app-page.ts';
import type { RunningAuthority } from './authority.ts';
import { issueTo, PASSWORD } from './person.ts';
import {
  fill,
  press,
  pressAt,
  pressRow,
  type RunningPwa,
  shownCode,
  untilButton,
  untilHeading,
  untilHome,
} from './pwa.ts';

/** A person in front of the real app: a token set up, an app lock over it (Japanese). */

/** Nobody gets a second token while the first is good: each set-up is another customer's. */
let customers = 0;

/** Sets a token up in this page, from the mail's link to the token's own screen. */
export async function setUpHere(page: Page, pwa: RunningPwa, house: RunningAuthority): Promise<void> {
  customers += 1;
  const issued = await issueTo(house, `customer-${customers}`);
  await page.goto(makeSetupLink(pwa.address, issued.ids));
  await untilHeading(page, '時計を確かめます');
  await walkSetUp(page, { activationPassword: PASSWORD });
  await untilHeading(page, '設定が終わりました');
  await tap(page, 'トークンを開く');
  await untilHome(page);
  await shownCode(page);
}

/** Opens a page of the settings by its row. */
export async function toSettings(page: Page, row: string): Promise<void> {
  await pressAt(page, '[aria-label=設定]');
  await untilHeading(page, '設定');
  await pressRow(page, row);
  await untilHeading(page, row);
}

/** Puts the app under a lock, from the settings of the lock. */
export async function turnLockOn(page: Page, code: string): Promise<void> {
  await press(page, 'アプリロックをかける');
  await untilHeading(page, 'アプリロックをかける');
  await fill(page, 'アプリロックコード', code);
  await fill(page, 'もう一度、同じコード', code);
  await press(page, 'アプリロックをかける');
  // The page it began from, which now has a lock to speak of.
  await untilButton(page, 'いますぐロックする');
}

export async function unlockWithCode(page: Page, code: string): Promise<void> {
  await fill(page, 'アプリロックコード', code);
  await press(page, '開く');
}
