import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoCustomerSettings } from '../../bank/engine/institution.ts';
import type { IssuingInstitution } from '../../bank/engine/make-institution.ts';
import type { ActivateResponse } from '../../core/protocol/device/messages.ts';
import { callFrom } from './bank-apply.ts';
import { fill, press, typeCode } from './bank-page.ts';
import { giveToken } from './bank-token.ts';
import { type BankWalk, walkBank } from './bank-walk.ts';
import { codeAt, makeDevice, openActivation, postActivate } from './device.ts';

const PHONE = 'Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/156.0.0.0 Mobile Safari/537.36';
const CODE = '.code-input, [data-code-boxes]';

/** Every page of one bank, driven as a customer would: each fits a phone and a PC and passes axe. */
export function bankPagesSuite(of: IssuingInstitution): void {
  // Dozens of pages, each looked at in two sizes: more than one test's usual time on a busy machine.
  describe(`the pages of ${of.name}`, { timeout: 300_000 }, () => {
    const [first, second, third] = of.demoCustomers;
    if (!first || !second || !third) throw new Error('every bank has three demonstration customers');
    let walk: BankWalk;
    /** A code nobody has used; from the application on. */
    let fresh = (): string => '';
    beforeAll(async () => {
      walk = await walkBank(of);
    });
    afterAll(() => walk?.close());

    /** From the login form to wherever it leads. */
    async function logIn(who: DemoCustomerSettings, code = ''): Promise<void> {
      await walk.go('/login');
      await fill(walk.page, {
        '[autocomplete=username]': who.loginId,
        '[autocomplete=current-password]': who.password,
      });
      if (code && (await walk.page.$(CODE))) await typeCode(walk.page, code);
      await walk.next();
    }
    const logOut = () => press(walk.page, 'form[action="/logout"] button');

    async function transfer(): Promise<void> {
      const account = second?.accounts[0];
      await walk.go('/transfer');
      await walk.page.select('#branch', account?.branch ?? '');
      await fill(walk.page, { '#number': account?.number ?? '', '#amount': '12,000' });
      await walk.next();
    }

    it('fit a phone and a PC and pass axe: login, accounts, transfer, details', async () => {
      const { page, go, next, inspect } = walk;
      await go('/login');
      await inspect('login');
      if (of.login.by.length > 1) {
        await page.click('[value=representative-account]');
        await inspect('login-account');
      }
      await logIn({ ...first, password: 'wrong' });
      await inspect('login-refused');
      await logIn(first);
      if (walk.at('/register')) {
        await inspect('register');
        await next();
        await inspect('register-errors');
        await walk.answer();
        await next();
        await inspect('register-confirm');
        await next('button[value=send]');
      }
      expect(walk.at('/menu')).toBe(true);
      await inspect('menu');
      for (const path of ['balances', 'entries', 'transfer', 'otp', 'details', 'nowhere']) {
        await go(`/${path}`);
        await inspect(path);
      }

      await go('/transfer');
      await fill(page, { '#number': '123' });
      await next();
      await inspect('transfer-errors');
      await transfer();
      await inspect('transfer-confirm');
      if (await page.$('#confirmation')) {
        await fill(page, { '#confirmation': 'wrong' });
        await next('button[value=send]');
        await inspect('transfer-refused');
      }
      await walk.prove(first);
      await next('button[value=send]');
      await inspect('transfer-done');

      await go('/details/change');
      await inspect('details-change');
      await fill(page, { '#phone': '12' });
      await next();
      await inspect('details-errors');
      await fill(page, { '#email': 'new@customer.example', '#phone': '' });
      await next();
      await inspect('details-confirm');
      await walk.prove(first);
      await next('button[value=send]');
      await inspect('details-done');
      if (of.mailPassword) {
        await go('/details');
        await next('form[action="/details/mail"] button');
        await inspect('mail-switch');
      }

      expect(walk.complaints).toEqual([]);
    });

    it('do so from the application for a token to its use', async () => {
      const { page, go, next, inspect, house } = walk;
      await go('/otp/apply');
      if (of.tokenForms.length > 1) {
        await inspect('apply-choice');
        await page.click('[value=software]');
        await next();
      }
      await inspect('apply');
      await fill(page, { '#password': '12' });
      await next();
      await inspect('apply-errors');
      await page.click('input[value=pc]');
      await fill(page, { '#password': '246810', '#repeat': '246810' });
      await next();
      await inspect('apply-confirm');
      await walk.prove(first);
      await next('button[value=send]');
      if (walk.at('/otp/apply/confirm')) {
        await inspect('apply-phone');
        // The page goes on by itself; nobody presses anything.
        await Promise.all([page.waitForNavigation(), callFrom(walk.bank, first.phone)]);
      }
      await inspect('apply-done');
      await page.emulateMediaType('print');
      await inspect('apply-printed');
      await page.emulateMediaType('screen');
      const [serviceId = '', userId = ''] = await page.$$eval('.id-number', (each) =>
        each.map((one) => one.textContent ?? ''),
      );
      await go('/otp');
      await inspect('otp-issued');
      const ids = { serviceId, userId };
      const device = await makeDevice();
      const sealed = (await (await postActivate(house, device, ids, '246810')).json()) as ActivateResponse;
      const token = await openActivation(house, device, ids, sealed);
      fresh = () => {
        house.clock.advance(of.otp.period * 1000);
        return codeAt(token, house.clock());
      };

      await go('/otp');
      await inspect('otp-activated');
      await go('/otp/start');
      await typeCode(page, '0'.repeat(of.otp.digits));
      await next();
      await inspect('start-refused');
      await typeCode(page, fresh());
      await next();
      await inspect('otp-in-use');
      await transfer();
      await inspect('transfer-with-code');
      await walk.prove(first, fresh());
      await next('button[value=send]');
      expect(walk.at('/transfer/done')).toBe(true);
      if (of.authenticationMethods.length > 1) {
        await go('/otp');
        await next('form[action="/otp/method"] button');
        await inspect('method-change');
      }
      await go('/menu');
      await logOut();
      await inspect('logged-out');

      expect(walk.complaints).toEqual([]);
    });

    it('do so from the login with a code to the cancelled token', async () => {
      const { page, go, next, inspect } = walk;
      await logIn(first, fresh());
      if (walk.at('/login/code')) {
        await inspect('login-code');
        await typeCode(page, '0'.repeat(of.otp.digits));
        await next();
        await inspect('login-code-refused');
        await typeCode(page, fresh());
        await next();
      }
      expect(walk.at('/menu')).toBe(true);
      await go('/otp/cancel');
      await inspect('cancel');
      await fill(page, { '#confirmation': 'wrong' });
      await next('main button.danger');
      await inspect('cancel-refused');
      await walk.prove(first, fresh());
      await next('main button.danger');
      await inspect('cancelled');
      await go('/otp');
      await inspect('otp-ended');
      await go('/menu');
      await logOut();
      expect(walk.complaints).toEqual([]);
    });

    it('do so on the ways beside it: recovery, hardware tokens, a phone without a token', async () => {
      const { page, next, inspect } = walk;
      if (of.recovery) {
        await giveToken(walk.house, walk.bank, second.loginId);
        await walk.go('/recover');
        await inspect('recover');
        await fill(page, {
          '[autocomplete=username]': second.loginId,
          '[autocomplete=current-password]': 'x',
        });
        await next();
        await inspect('recover-refused');
        await fill(page, {
          '[autocomplete=username]': second.loginId,
          '[autocomplete=current-password]': second.password,
        });
        await next();
        await inspect('recover-confirm');
        await walk.prove(second);
        await next('button[value=send]');
        await inspect('recover-phone');
        await Promise.all([page.waitForNavigation(), callFrom(walk.bank, second.phone)]);
        await inspect('recovered');
        await walk.go('/login');
        if (!walk.at('/login')) await logOut();
      }
      if (of.tokenForms.includes('hardware')) {
        await logIn(third);
        await walk.go('/otp/apply');
        await page.click('[value=hardware]');
        await next();
        await inspect('hardware-apply');
        await next();
        await inspect('hardware-confirm');
        await walk.prove(third);
        await next('button[value=send]');
        await inspect('hardware-done');
        await walk.go('/otp');
        await inspect('hardware-waiting');
        await walk.go('/otp/apply/withdraw');
        await inspect('hardware-withdraw');
        await walk.go('/menu');
        await logOut();
      }
      if (of.login.phoneNeedsToken) {
        await page.setUserAgent({
          userAgent: PHONE,
          userAgentMetadata: {
            mobile: true,
            platform: 'Android',
            platformVersion: '16',
            architecture: '',
            model: '',
          },
        });
        await logIn(third);
        expect(walk.at('/otp/apply')).toBe(true);
        await inspect('phone-apply');
        expect(await page.$('nav[aria-label="メニュー"]')).toBeNull();
      }
      expect(walk.complaints).toEqual([]);
    });

    it('take the code handed over by a form of another origin', async () => {
      const { page } = walk;
      const code = '12345678'.slice(0, of.otp.digits);
      await page.setContent(
        `<form method="post" action="${walk.bank.origin}/otp-entry"><input name="code" value="${code}"><button>go</button></form>`,
      );
      await press(page, 'button');
      await walk.inspect('otp-entry');
      if (of.login.code === 'same-page') {
        const shown = await page.$$eval('.code-input, [data-code-boxes] input', (fields) =>
          fields.map((field) => (field as HTMLInputElement).value).join(''),
        );
        expect(shown).toBe(code);
      }
    });
  });
}
