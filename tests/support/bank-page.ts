import type { Page } from 'puppeteer';

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

/** Types over whatever the fields hold. */
export async function fill(page: Page, values: Record<string, string>): Promise<void> {
  for (const [selector, value] of Object.entries(values)) {
    await page.$eval(selector, (field) => {
      (field as HTMLInputElement).value = '';
    });
    await page.type(selector, value);
  }
}

export const mainText = (page: Page): Promise<string> => page.$eval('main', (main) => main.textContent);

/** Sends the login form; where it leads is the caller's to look at. */
export async function logInAt(page: Page, bank: string, who: Customer, code = ''): Promise<string> {
  await page.bringToFront();
  await page.goto(`${bank}/login`);
  await fill(page, { '[name=userLoginId]': who.loginId, '[name=loginPassword]': who.password });
  if (code) await fill(page, { '[autocomplete=one-time-code]': code });
  await press(page, 'main form button[type=submit]');
  return new URL(page.url()).pathname;
}

export async function logOutAt(page: Page): Promise<void> {
  await press(page, 'form[action="/logout"] button');
}

/** Applies for a token and returns the two IDs that the last page shows. */
export async function applyAt(
  page: Page,
  bank: string,
  input: { email: string; device: 'phone' | 'pc'; activationPassword: string },
): Promise<{ serviceId: string; userId: string }> {
  await page.goto(`${bank}/otp/apply`);
  await fill(page, {
    '[name=email]': input.email,
    '[name=activationPassword]': input.activationPassword,
    '[name=activationPasswordRepeat]': input.activationPassword,
  });
  await page.click(`[name=device][value=${input.device}]`);
  await press(page, 'main form button.primary');
  await press(page, 'button[value=send]');
  const [serviceId = '', userId = ''] = await page.$$eval('.id-number', (numbers) =>
    numbers.map((number) => number.textContent?.replace(/\D/g, '') ?? ''),
  );
  return { serviceId, userId };
}
