import { sql } from 'kysely';
import { normaliseLoginId } from '../customers.ts';
import { openHardwareApplications } from '../hardware-application.ts';
import type { BankStore } from '../store/store.ts';

/** What a clerk typed to find somebody; what is empty does not count, the rest must all fit. */
export interface SearchInput {
  loginId: string;
  branch: string;
  number: string;
  name: string;
  /** The last digits of the phone number, at least four. */
  phone: string;
}

/** No more than is needed to choose the right one. */
export interface Found {
  ref: string;
  name: string;
  loginId: string;
  /** Last four digits, or `null`. */
  phoneEnd: string | null;
  branch: string | null;
  /** Last three digits of the first account. */
  accountEnd: string | null;
}

export const EMPTY_SEARCH: SearchInput = { loginId: '', branch: '', number: '', name: '', phone: '' };

/** As many are listed at most; somebody with more hits has to say more. */
export const MOST_FOUND = 20;

const half = (typed: string): string => typed.normalize('NFKC').trim();
const withoutBlanks = (typed: string): string => typed.normalize('NFKC').replace(/\s/gu, '');

/** What was typed, in one form; blanks in names and hyphens in digits do not count. */
export const readSearch = (typed: SearchInput): SearchInput => ({
  loginId: half(typed.loginId),
  branch: half(typed.branch),
  number: half(typed.number),
  name: half(typed.name),
  phone: half(typed.phone).replace(/-/g, ''),
});

export type SearchErrors = Partial<Record<keyof SearchInput | 'all', string>>;

/** What is wrong with a search, beside its fields; empty when it can be carried out. */
export function checkSearch(input: SearchInput): SearchErrors {
  const errors: SearchErrors = {};
  if (Object.values(input).every((each) => each === ''))
    errors.all = 'ログインID・口座・氏名・電話番号のいずれかを入力してください。';
  if (input.branch !== '' && !/^\d{3}$/.test(input.branch))
    errors.branch = '支店番号は3桁の数字で入力してください。';
  if (input.number !== '' && !/^\d{7}$/.test(input.number))
    errors.number = '口座番号は7桁の数字で入力してください。';
  if ((input.branch === '') !== (input.number === '') && !errors.branch && !errors.number)
    errors[input.branch === '' ? 'branch' : 'number'] = '支店番号と口座番号は両方入力してください。';
  if (input.name !== '' && withoutBlanks(input.name).length < 2)
    errors.name = '氏名は2文字以上入力してください。';
  if (input.phone !== '' && !/^\d{4,11}$/.test(input.phone))
    errors.phone = '電話番号は下4桁以上の数字で入力してください。';
  return errors;
}

/** Customers that fit, by name; one more than `MOST_FOUND` says that there are too many. */
export async function findCustomers(store: BankStore, input: SearchInput): Promise<Found[]> {
  const bare = sql<string>`replace(replace(customers.name, ' ', ''), '　', '')`;
  const holder = sql<string>`replace(replace(accounts.holder, ' ', ''), '　', '')`;
  let query = store.db
    .selectFrom('customers')
    .leftJoin('accounts', 'accounts.customer_ref', 'customers.ref')
    .select(['customers.ref', 'customers.name', 'customers.login_id', 'customers.phone'])
    .select((row) => row.fn.min('accounts.id').as('account'))
    .groupBy('customers.ref');
  if (input.loginId !== '') query = query.where('customers.login_id', '=', normaliseLoginId(input.loginId));
  if (input.branch !== '')
    query = query.where('accounts.branch', '=', input.branch).where('accounts.number', '=', input.number);
  if (input.name !== '') {
    const part = withoutBlanks(input.name);
    query = query.where((row) =>
      row.or([sql<boolean>`instr(${bare}, ${part}) > 0`, sql<boolean>`instr(${holder}, ${part}) > 0`]),
    );
  }
  // Numbers are kept with the country's prefix; the trunk 0 a customer says is not in them.
  const digits = input.phone.replace(/^0(?=\d{9,10}$)/, '');
  if (digits !== '')
    query = query.where(sql<boolean>`substr(customers.phone, ${-digits.length}) = ${digits}`);
  const rows = await query
    .orderBy('customers.name')
    .orderBy('customers.ref')
    .limit(MOST_FOUND + 1)
    .execute();
  return rows.map((row) => ({
    ref: row.ref,
    name: row.name,
    loginId: row.login_id,
    phoneEnd: row.phone?.slice(-4) ?? null,
    branch: row.account?.split('-')[0] ?? null,
    accountEnd: row.account?.slice(-3) ?? null,
  }));
}

/** Somebody whose application for a hardware token the desk has to answer. */
export interface Waiting {
  ref: string;
  name: string;
  /** Epoch ms. */
  createdAt: number;
}

/** Everybody who waits for a hardware token, oldest first. */
export async function whoWaits(store: BankStore): Promise<Waiting[]> {
  const open = await openHardwareApplications(store);
  const names = await store.db
    .selectFrom('customers')
    .select(['ref', 'name'])
    .where(
      'ref',
      'in',
      open.map((each) => each.customerRef),
    )
    .execute();
  const nameOf = new Map(names.map(({ ref, name }) => [ref, name]));
  return open.map(({ customerRef, createdAt }) => ({
    ref: customerRef,
    name: nameOf.get(customerRef) ?? customerRef,
    createdAt,
  }));
}
