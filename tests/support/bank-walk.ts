import type { Page } from 'puppeteer';
import type { IssuingInstitution } from '../../bank/engine/make-institution.ts';
import { type Chromium, launchChromium } from '../../tools/chromium.ts';
import { type RunningAuthority, startAuthority } from './authority.ts';
import { APP_ADDRESS, type RunningBank, startBank } from './bank.ts';
import { inspectBankPage } from './bank-look.ts';
import { fill, press, typeCode } from './bank-page.ts';
import { answerTo } from './bank-visitor.ts';

/** A bank with its own authority, and a customer's browser that looks closely at each page. */
export interface BankWalk {
  house: RunningAuthority;
  bank: RunningBank;
  page: Page;
  /** What the browser complained about, apart from the answers' own status. */
  complaints: string[];
  go(path: string): Promise<unknown>;
  /** Presses the page's main button, or the one that `selector` names. */
  next(selector?: string): Promise<void>;
  at(path: string): boolean;
  /** The page fits a phone and a PC, and axe finds nothing. `BANK_SHOTS` names a folder for pictures. */
  inspect(name: string): Promise<void>;
  /** Answers the questions of the additional authentication. */
  answer(): Promise<void>;
  /** Fills in whatever a confirming page asks for; `code` is the token's. */
  prove(who: { confirmationPassword: string; cardNumber?: string }, code?: string): Promise<void>;
  close(): Promise<void>;
}

/** The digits of the per-transaction password mailed last. */
const mailedDigits = (house: RunningAuthority): string =>
  house.mailbox
    .messages()
    .map(({ text }) => /取引認証パスワード\n(\d+)/u.exec(text)?.[1])
    .find((digits) => digits !== undefined) ?? '';

export async function walkBank(institution: IssuingInstitution): Promise<BankWalk> {
  const policy = institution.tokenPolicy([`http://${institution.id}.localhost:8610`]);
  const house = await startAuthority({ appAddress: APP_ADDRESS, policy });
  const bank = await startBank({
    institution,
    authority: house,
    clock: house.clock,
    smtpUrl: house.mailbox.smtpUrl,
  });
  const chromium: Chromium = await launchChromium();
  const page = await chromium.browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (!message.text().startsWith('Failed to load resource: the server responded'))
      complaints.push(message.text());
  });
  return {
    house,
    bank,
    page,
    complaints,
    go: (path) => page.goto(bank.origin + path),
    next: (selector = 'main form button.primary') => press(page, selector),
    at: (path) => new URL(page.url()).pathname === path,
    inspect: (name) => inspectBankPage(page, `${institution.id}-${name}`, { between: true }),
    async answer() {
      const names = await page.$$eval('input[name^="answer-"]', (inputs) =>
        inputs.map((input) => (input as HTMLInputElement).name),
      );
      await fill(page, Object.fromEntries(names.map((name) => [`[name="${name}"]`, answerTo(name)])));
    },
    async prove(who, code) {
      if (await page.$('#cardNumber')) await fill(page, { '#cardNumber': who.cardNumber ?? '' });
      if (await page.$('#confirmation')) await fill(page, { '#confirmation': who.confirmationPassword });
      if (await page.$('#mailPassword')) await fill(page, { '#mailPassword': mailedDigits(house) });
      if (code !== undefined && (await page.$('.code-input, [data-code-boxes]'))) await typeCode(page, code);
    },
    async close() {
      await chromium.destroy();
      await bank.close();
      await house.close();
    },
  };
}
