import type { Customer } from './customers.ts';
import type { Institution } from './institution.ts';
import { accountsOf } from './ledger.ts';
import type { AccountView } from './pages/pages.ts';
import type { BankWeb } from './web.ts';

/** The branch's name; its code where the institution names none. */
export const branchName = (institution: Institution, code: string): string =>
  institution.branches.find((branch) => branch.code === code)?.name ?? code;

/** A customer's accounts as pages show them. */
export const accountViews = async (
  { store, institution }: BankWeb,
  customer: Customer,
): Promise<AccountView[]> =>
  (await accountsOf(store, customer.ref)).map((account) => ({
    ...account,
    branchName: branchName(institution, account.branch),
  }));
