import { setAnswer } from './answers.ts';
import { addCustomer } from './customers.ts';
import type { Institution } from './institution.ts';
import { recordTransaction } from './ledger.ts';
import { hashSecret } from './password.ts';
import type { BankStore } from './store/store.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Who can log in at the demonstration bank, for the launcher to print. All of it is made up. */
export interface DemoCustomer {
  loginId: string;
  name: string;
  password: string;
  confirmationPassword: string;
  phone: string;
  cardNumber: string | null;
  representativeAccount: { branch: string; number: string } | null;
}

/** Adds the institution's demonstration customers with accounts and entries; those there already stay as they are. */
export async function seedDemo(store: BankStore, institution: Institution): Promise<DemoCustomer[]> {
  const vault = `${institution.id}-vault`;
  await store.db
    .insertInto('accounts')
    .values({
      id: vault,
      customer_ref: null,
      branch: '000',
      number: '0000000',
      kind: '現金',
      holder: institution.company,
      opened_at: store.clock(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  for (const person of institution.demoCustomers) {
    const first = person.accounts[0];
    const representativeAccount = first ? `${first.branch}-${first.number}` : null;
    const { customer } = await addCustomer(store, { ...person, representativeAccount });
    // Somebody from before these were kept: without a number no call could be theirs.
    await store.db
      .updateTable('customers')
      .set({ phone: person.phone, representative_account: representativeAccount })
      .where('ref', '=', customer.ref)
      .where('phone', 'is', null)
      .execute();
    if (person.cardNumber !== undefined)
      await setAnswer(store, customer.ref, 'card-number', person.cardNumber);
    for (const account of person.accounts) {
      const id = `${account.branch}-${account.number}`;
      await store.db
        .insertInto('accounts')
        .values({
          id,
          customer_ref: customer.ref,
          branch: account.branch,
          number: account.number,
          kind: account.kind,
          holder: account.holder,
          opened_at: store.clock(),
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      for (const [line, entry] of account.entries.entries()) {
        const earlier = { ...store, clock: () => store.clock() - entry.daysAgo * DAY };
        await recordTransaction(earlier, `seed-${id}-${line}`, entry.text, [
          { account: vault, amount: -entry.yen },
          { account: id, amount: entry.yen },
        ]);
      }
    }
  }
  for (const { id, name, password } of institution.demoOperators) {
    const row = { id, name, ...(await hashSecret(store, password)) };
    await store.db
      .insertInto('operators')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  return institution.demoCustomers.map(({ accounts, ...person }) => ({
    loginId: person.loginId,
    name: person.name,
    password: person.password,
    confirmationPassword: person.confirmationPassword,
    phone: person.phone,
    cardNumber: person.cardNumber ?? null,
    representativeAccount: accounts[0] ? { branch: accounts[0].branch, number: accounts[0].number } : null,
  }));
}
