import type { Institution } from '../../bank/engine/institution.ts';
import { midori } from '../../bank/institutions/midori/index.ts';
import type { RunningAuthority } from './authority.ts';
import type { RunningBank } from './bank.ts';
import type { Page } from './bank-visitor.ts';

/** みどり without additional authentication and risk: these suites are about what comes after the login. */
export const plainBank: Institution = { ...midori, additionalAuthentication: null, risk: null };

/** The mails to this address since `since` (epoch ms), newest first. */
export const mailsTo = (house: RunningAuthority, address: string, since = 0) =>
  house.mailbox.messages().filter((mail) => mail.to.includes(address) && mail.receivedAt >= since);

/** The digits in the newest mail to this address. */
export function mailedDigits(house: RunningAuthority, address: string): string {
  const digits = /■ 取引認証パスワード\s+(\d+)\s/u.exec(mailsTo(house, address)[0]?.text ?? '')?.[1];
  if (digits === undefined) throw new Error('no password was mailed');
  return digits;
}

/** Digits of the same length that are others. */
export const otherDigits = (digits: string): string =>
  [...digits].map((digit) => String((Number(digit) + 1) % 10)).join('');

/** The value of a hidden field of the form that posts to `action`. */
export const hidden = (page: Page, action: string, name = 'sealed'): string =>
  page.document.querySelector<HTMLInputElement>(`form[action="${action}"] input[name="${name}"]`)?.value ??
  '';

/** What the bank noted about a customer, oldest first, with its details. */
export async function noted(bank: RunningBank, loginId: string, ...events: string[]) {
  const rows = await bank.bank.store.db
    .selectFrom('audit')
    .innerJoin('customers', 'customers.ref', 'audit.customer_ref')
    .select(['audit.event', 'audit.detail'])
    .where('customers.login_id', '=', loginId)
    .orderBy('audit.id')
    .execute();
  return rows
    .filter(({ event }) => events.length === 0 || events.includes(event))
    .map(({ event, detail }) => ({ event, ...(JSON.parse(detail) as object) }));
}

/** A customer's row as it is now. */
export const customerOf = (bank: RunningBank, loginId: string) =>
  bank.bank.store.db
    .selectFrom('customers')
    .selectAll()
    .where('login_id', '=', loginId)
    .executeTakeFirstOrThrow();
