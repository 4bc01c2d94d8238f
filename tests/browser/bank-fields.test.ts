import type { Page } from 'puppeteer';
import { afterEach, describe, expect, it } from 'vitest';
import type { IssuingInstitution } from '../../bank/engine/make-institution.ts';
import { aoba } from '../../bank/institutions/aoba/index.ts';
import { kamome } from '../../bank/institutions/kamome/index.ts';
import { fill, logInAt, press } from '../support/bank-page.ts';
import { giveToken } from '../support/bank-token.ts';
import { type BankWalk, walkBank } from '../support/bank-walk.ts';

let walk: BankWalk;
afterEach(() => walk?.close());

const open = async (of: IssuingInstitution): Promise<Page> => {
  walk = await walkBank(of);
  return walk.page;
};
const boxes = (page: Page) =>
  page.$$eval('[data-code-boxes] input', (all) => all.map((box) => (box as HTMLInputElement).value).join(''));
const focused = (page: Page) => page.evaluate(() => (document.activeElement as HTMLInputElement).name);
const paste = (page: Page, selector: string, text: string) =>
  page.$eval(
    selector,
    (box, what) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', what);
      box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    text,
  );

describe('a box for each digit', () => {
  it('takes digits one after the other, goes back on Backspace, and lets nothing else in', async () => {
    const page = await open(kamome);
    await walk.go('/login');
    await page.focus('#otp1');
    await page.keyboard.type('12a34');
    expect(await boxes(page)).toBe('1234');
    expect(await focused(page)).toBe('otp5');
    await page.keyboard.press('Backspace');
    expect(await boxes(page)).toBe('123');
    expect(await focused(page)).toBe('otp4');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('9');
    expect(await boxes(page)).toBe('129');
    expect(walk.complaints).toEqual([]);
  });

  it('takes a whole code at once, also one with spaces or in full width', async () => {
    const page = await open(kamome);
    await walk.go('/login');
    for (const code of ['123456', '123 456', '１２３４５６']) {
      await paste(page, '#otp1', '000000');
      await paste(page, '#otp1-3', code);
      expect(await boxes(page)).toBe('123456');
      expect(await focused(page)).toBe('otp6');
    }
    await paste(page, '#otp1', 'no code');
    expect(await boxes(page)).toBe('123456');
  });

  it('logs a customer in without any script', async () => {
    const page = await open(kamome);
    const who = kamome.demoCustomers[0]!;
    const token = await giveToken(walk.house, walk.bank, who.loginId);
    await page.setJavaScriptEnabled(false);
    await walk.go('/login');
    await fill(page, {
      '[autocomplete=username]': who.loginId,
      '[autocomplete=current-password]': who.password,
    });
    for (const [at, digit] of [...token.code()].entries()) await page.type(`[name=otp${at + 1}]`, digit);
    await walk.next();
    expect(walk.at('/menu')).toBe(true);
  });
});

describe('the software keyboard', () => {
  const who = aoba.demoCustomers[0]!;
  const keys = (page: Page) => page.$$eval('.key:not(.tool)', (all) => all.map((key) => key.textContent));
  const typed = (page: Page) => page.$eval('#confirmation', (field) => (field as HTMLInputElement).value);

  /** A page that asks for the confirmation password. */
  async function toConfirm(page: Page): Promise<void> {
    const account = aoba.demoCustomers[1]!.accounts[0]!;
    await walk.go('/transfer');
    await page.select('#branch', account.branch);
    await fill(page, { '#number': account.number, '#amount': '100' });
    await walk.next();
  }
  const key = async (page: Page, character: string) => {
    for (const each of await page.$$('.key:not(.tool)'))
      if ((await each.evaluate((one) => one.textContent)) === character) return each;
    throw new Error('no such key');
  };

  it('types the password by mouse, touch and Enter on its keys, in another order each time', async () => {
    const page = await open(aoba);
    await logInAt(page, walk.bank.origin, who);
    await toConfirm(page);
    const first = await keys(page);
    const [one = '', two = '', three = '', ...rest] = who.confirmationPassword;
    await (await key(page, one)).click();
    await (await key(page, two)).tap();
    // The browser makes a click of it in its own time.
    await expect.poll(() => typed(page)).toBe(one + two);
    await (await key(page, three)).focus();
    await page.keyboard.press('Enter');
    for (const character of rest) await (await key(page, character)).click();
    expect(await typed(page)).toBe(who.confirmationPassword);
    await page.locator('::-p-text(1文字消す)').click();
    expect(await typed(page)).toBe(who.confirmationPassword.slice(0, -1));
    await (await key(page, who.confirmationPassword.slice(-1))).click();
    await press(page, 'button[value=send]');
    expect(walk.at('/transfer/done')).toBe(true);
    await toConfirm(page);
    const again = await keys(page);
    expect([...again].sort()).toEqual([...first].sort());
    expect(again).not.toEqual(first);
    expect(walk.complaints).toEqual([]);
  });

  it('has capital letters, clears the field, and can be put away', async () => {
    const page = await open(aoba);
    await logInAt(page, walk.bank.origin, who);
    await toConfirm(page);
    await page.locator('::-p-text(大文字)').click();
    await (await key(page, 'Q')).click();
    expect(await typed(page)).toBe('Q');
    await page.locator('::-p-text(すべて消す)').click();
    expect(await typed(page)).toBe('');
    await page.click('.keyboard-toggle');
    expect(await page.$eval('.keyboard-keys', (panel) => (panel as HTMLElement).hidden)).toBe(true);
    await walk.inspect('keyboard-closed');
  });

  it('is only beside the field: without script the password is typed as anywhere', async () => {
    const page = await open(aoba);
    await logInAt(page, walk.bank.origin, who);
    await page.setJavaScriptEnabled(false);
    await toConfirm(page);
    expect(await page.$('.keyboard')).toBeNull();
    await fill(page, { '#confirmation': who.confirmationPassword });
    await press(page, 'button[value=send]');
    expect(walk.at('/transfer/done')).toBe(true);
  });
});
