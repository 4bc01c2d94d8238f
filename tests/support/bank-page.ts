import type { Page } from 'puppeteer';
import { INSTITUTIONS } from '../../demo/institutions.ts';
import { answerTo } from './bank-visitor.ts';
import { callBank } from './incoming-call.ts';

/** A demonstration customer at the みどり bank, as a person with a browser works its pages. */
export interface Customer {
  loginId: string;
  password: string;
  confirmationPassword: string;
}

/** Clicks what brings the next page and waits for it. */
export async function press(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.click(selector)]);
}

/** Waits until the page has gone on by itself to `path` (any, where none is named), and all of it is there. */
export async function untilAt(page: Page, path: string | null = null): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.readyState === 'complete' && (wanted === null || location.pathname === wanted),
    { polling: 50 },
    path,
  );
}

/** Types over whatever the fields hold. */
export async function fill(page: Page, values: Record<string, string>): Promise<void> {
  for (const [selector, value] of Object.entries(values)) {
    await page.$eval(selector, (field) => {
      (field as HTMLInputElement).value = '';
      (field as HTMLInputElement).focus();
    });
    // At once, as an input method or a paste gives it: a key at a time takes longer than the page itself.
    await page.keyboard.sendCharacter(value);
  }
}

export const mainText = (page: Page): Promise<string> => page.$eval('main', (main) => main.textContent);

/** Types a code into its field, or into the boxes of a split one. */
export async function typeCode(page: Page, code: string): Promise<void> {
  const boxes = await page.$$('[data-code-boxes] input');
  if (boxes.length === 0) return fill(page, { '.code-input': code });
  for (const [at, box] of boxes.entries()) {
    await box.focus();
    await page.keyboard.type(code[at] ?? '');
  }
}

const isAt = (page: Page, path: string): boolean => new URL(page.url()).pathname === path;

/** Gives the answers the page asks for, always the same ones. */
async function answer(page: Page): Promise<void> {
  const names = await page.$$eval('input[name^="answer-"]', (inputs) =>
    inputs.map((input) => (input as HTMLInputElement).name),
  );
  await fill(page, Object.fromEntries(names.map((name) => [`[name="${name}"]`, answerTo(name)])));
  await press(page, 'main form button.primary');
}

/**
 * Logs in at any of the banks: sends the form, answers what additional authentication asks, types `code`
 * where it has a page of its own, registers at the first login. Where all that leads is the caller's to
 * look at.
 */
export async function logInAt(page: Page, bank: string, who: Customer, code = ''): Promise<string> {
  await page.bringToFront();
  await page.goto(`${bank}/login`);
  await fill(page, {
    '[autocomplete=username]': who.loginId,
    '[autocomplete=current-password]': who.password,
  });
  const here = await page.$('.code-input, [data-code-boxes]');
  if (code && here) await typeCode(page, code);
  await press(page, 'main form button.primary');
  if (isAt(page, '/login/answers')) await answer(page);
  if (isAt(page, '/login/code') && code) {
    await typeCode(page, code);
    await press(page, 'main form button.primary');
  }
  if (isAt(page, '/register')) {
    await answer(page);
    await press(page, 'button[value=send]');
  }
  return new URL(page.url()).pathname;
}

export async function logOutAt(page: Page): Promise<void> {
  await page.bringToFront();
  await press(page, 'form[action="/logout"] button');
}

/** The demonstration customer whose name the page's head shows. */
async function shownCustomer(page: Page, bank: string) {
  const [id = ''] = new URL(bank).hostname.split('.');
  const institution = Object.values(INSTITUTIONS).find((each) => each.id === id);
  const head = await page.$eval('body', (body) => body.textContent);
  const customer = institution?.demoCustomers.find(({ name }) => head.includes(name));
  if (!institution || !customer) throw new Error('the page shows no demonstration customer');
  return { customer, line: institution.phoneVerification?.number ?? '' };
}

/**
 * Applies for a token and returns the two IDs that the last page shows. Where the bank wants a call from the
 * registered number, it gets one, signed with `callKey` (the tests' own unless told) at `now`, epoch ms; or
 * by `call`, which makes it in another way.
 */
export async function applyAt(
  page: Page,
  bank: string,
  input: {
    email: string;
    device: 'phone' | 'pc';
    activationPassword: string;
    callKey?: Uint8Array;
    now?: number;
    call?: (numbers: { from: string; to: string }) => Promise<void>;
  },
): Promise<{ serviceId: string; userId: string }> {
  await page.goto(`${bank}/otp/apply`);
  const { customer, line } = await shownCustomer(page, bank);
  if (await page.$('form[action="/otp/apply/form"]')) {
    await page.click('[name=form][value=software]');
    await press(page, 'main form button.primary');
  }
  await fill(page, {
    '[name=email]': input.email,
    '[name=activationPassword]': input.activationPassword,
    '[name=activationPasswordRepeat]': input.activationPassword,
  });
  await page.click(`[name=device][value=${input.device}]`);
  await press(page, 'main form button.primary');
  if (await page.$('form[action="/otp/apply/answers"]')) await answer(page);
  if (await page.$('[name=confirmation]'))
    await fill(page, { '[name=confirmation]': customer.confirmationPassword });
  await press(page, 'button[value=send]');
  if (await page.$('form[action="/otp/apply/phone"]')) {
    // The page goes on by itself once the call has come.
    const gone = page.waitForNavigation();
    if (input.call) {
      await input.call({ from: customer.phone ?? '', to: line });
      await page.bringToFront();
    }
    const called = input.call
      ? { outcome: 'accepted' }
      : await callBank(`http://127.0.0.1:${new URL(bank).port}`, {
          from: customer.phone,
          to: line,
          at: input.now ?? Date.now(),
          ...(input.callKey ? { key: input.callKey } : {}),
        });
    if (called.outcome !== 'accepted') throw new Error(`the call was not taken: ${JSON.stringify(called)}`);
    await gone;
  }
  const [serviceId = '', userId = ''] = await page.$$eval('.id-number', (numbers) =>
    numbers.map((number) => number.textContent?.replace(/\D/g, '') ?? ''),
  );
  return { serviceId, userId };
}
