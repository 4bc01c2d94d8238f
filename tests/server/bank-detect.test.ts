import { JSDOM } from 'jsdom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aoba } from '../../bank/institutions/aoba/index.ts';
import { kamome } from '../../bank/institutions/kamome/index.ts';
import { midori } from '../../bank/institutions/midori/index.ts';
import { findOtpField } from '../../core/detect/find.ts';
import { wordsFrom } from '../../core/detect/vocabulary.ts';
import { WORD_SOURCES } from '../../core/detect/words.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { type RunningBank, startBank } from '../support/bank.ts';
import { type GivenToken, giveToken } from '../support/bank-token.ts';
import { logIn, type Page, startLogIn, type Visitor, visitor } from '../support/bank-visitor.ts';
import { lendVisibility, PAGE_GLOBALS } from '../support/styles-only.ts';

const words = wordsFrom(WORD_SOURCES);

/** Names of the fields the extension would write the code to, and of the masked ones it would not. */
function seen(page: Page): { otp: string[] | null; passwords: string[] } {
  const { window } = new JSDOM(page.text, { pretendToBeVisual: true });
  // The detector asks for these by their global names, as any script of a page would.
  lendVisibility(window as unknown as typeof globalThis);
  for (const name of PAGE_GLOBALS) Object.assign(globalThis, { [name]: window[name] });
  try {
    const { otp, passwords } = findOtpField(window.document, { words });
    return {
      otp: otp?.elements.map(({ name }) => name) ?? null,
      passwords: passwords.flatMap(({ elements }) => elements.map(({ name }) => name)),
    };
  } finally {
    for (const name of PAGE_GLOBALS) Reflect.deleteProperty(globalThis, name);
  }
}

const BANKS = [midori, aoba, kamome].map((bank) => [bank.name, bank] as const);

describe.each(BANKS)('at %s', (_, of) => {
  let house: RunningAuthority;
  let bank: RunningBank;
  let token: GivenToken;
  let who: Visitor;
  const [customer, other] = of.demoCustomers;
  if (!customer || !other) throw new Error('every bank has demonstration customers');
  const fields = [of.fields.otp].flat();
  const codes = fields.length > 1 ? fields.map((_each, at) => `code${at + 1}`) : ['code'];

  beforeAll(async () => {
    house = await startAuthority({ policy: of.tokenPolicy([`http://${of.id}.localhost:8610`]) });
    bank = await startBank({ institution: of, authority: house, clock: house.clock });
    token = await giveToken(house, bank, customer.loginId);
    who = visitor(bank);
  });
  afterAll(async () => {
    await bank?.close();
    await house?.close();
  });

  it('the extension finds the field for the code where the login asks for it', async () => {
    const login = await who.get('/login');
    if (of.login.code === 'same-page') {
      expect(seen(login)).toEqual({ otp: fields, passwords: [of.fields.password] });
    } else {
      expect(seen(login)).toEqual({ otp: null, passwords: [of.fields.password] });
      const second = await startLogIn(who, customer.loginId, customer.password);
      expect(seen(second)).toEqual({ otp: fields, passwords: [] });
    }
  });

  it('it finds the code and leaves the confirmation password alone where both are asked for', async () => {
    await logIn(who, customer.loginId, customer.password, token.code());
    house.clock.advance(of.otp.period * 1000);
    const account = other.accounts[0]!;
    const input = { from: '', branch: account.branch, number: account.number, amount: '1000' };
    const form = await who.get('/transfer');
    const from = form.document.querySelector<HTMLOptionElement>('#from option')?.value ?? '';
    const confirm = await who.submit(form, '/transfer', { ...input, from });
    const confirmation = of.operations.transfer.includes('confirmation') ? ['confirmation'] : [];
    expect(seen(confirm)).toEqual({ otp: codes, passwords: confirmation });
  });

  it('it offers nothing for an activation password or a changed address', async () => {
    for (const path of ['/transfer', '/details/change', '/menu']) {
      expect(seen(await who.get(path)).otp, path).toBeNull();
    }
    const without = visitor(bank);
    await logIn(without, other.loginId, other.password);
    let apply = await without.get('/otp/apply');
    if (of.tokenForms.length > 1)
      apply = await without.submit(apply, '/otp/apply/form', { form: 'software' });
    expect(apply.document.querySelector('#password')).not.toBeNull();
    expect(seen(apply).otp).toBeNull();
  });
});
