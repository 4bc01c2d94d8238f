import type { RunningBank } from './bank.ts';
import { answersOn, type Page, type Visitor } from './bank-visitor.ts';
import { callBank } from './incoming-call.ts';

export interface Application {
  email?: string;
  device?: 'phone' | 'pc';
  activationPassword?: string;
  form?: 'software' | 'hardware';
  /** Of the mail; Japanese where the form sends nothing. */
  language?: 'ja' | 'en';
}

const hasForm = (page: Page, action: string): boolean =>
  page.document.querySelector(`form[action="${action}"]`) !== null;

/** The demonstration customer with this login ID at the bank. */
export function demoCustomer(bank: RunningBank, loginId: string) {
  const customer = bank.institution.demoCustomers.find((each) => each.loginId === loginId);
  if (!customer) throw new Error('no such demonstration customer');
  return customer;
}

/** A call from the customer's registered number, or from `from`, to the number the bank has printed. */
export const callFrom = (bank: RunningBank, from: string | null) =>
  callBank(bank.url, {
    from,
    to: bank.institution.phoneVerification?.number ?? '',
    at: bank.clock(),
  });

/** Comes as far as the confirmation page of an application. */
export async function toConfirm(who: Visitor, loginId: string, input: Application = {}): Promise<Page> {
  const customer = demoCustomer(who.bank, loginId);
  const { email = customer.email, device = 'pc', activationPassword = '246810', form = 'software' } = input;
  let page = await who.get('/otp/apply');
  if (page.location) page = await who.get(page.location);
  if (hasForm(page, '/otp/apply/form')) page = await who.submit(page, '/otp/apply/form', { form });
  const secrets = {
    activationPassword,
    activationPasswordRepeat: activationPassword,
  };
  page = await who.submit(page, '/otp/apply', {
    email,
    ...(form === 'software' ? { device, ...secrets } : {}),
    ...(input.language ? { language: input.language } : {}),
  });
  if (hasForm(page, '/otp/apply/answers'))
    page = await who.submit(page, '/otp/apply/answers', { go: 'send', ...answersOn(page) });
  return page;
}

/** From the confirmation page to the end, with the call where the bank wants one. */
export async function finish(who: Visitor, loginId: string, confirm: Page): Promise<Page> {
  const { confirmationPassword, phone } = demoCustomer(who.bank, loginId);
  const sent = await who.submit(confirm, '/otp/apply/confirm', {
    go: 'send',
    confirmation: confirmationPassword,
  });
  if (!hasForm(sent, '/otp/apply/phone')) return sent;
  await callFrom(who.bank, phone);
  return who.submit(sent, '/otp/apply/phone', { go: 'check' });
}

/** Applies for a token from the first page to the last; `ids` are those the last page shows. */
export async function applyFor(who: Visitor, loginId: string, input: Application = {}) {
  const confirm = await toConfirm(who, loginId, input);
  const done = await finish(who, loginId, confirm);
  const [serviceId = '', userId = ''] = [...done.document.querySelectorAll('.id-number')].map(
    (each) => each.textContent ?? '',
  );
  return { ids: { serviceId, userId }, done, confirm };
}
