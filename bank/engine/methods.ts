import type { Kysely } from 'kysely';
import type { AuthenticationMethod, Institution } from './institution.ts';
import type { BankDatabase } from './store/schema.ts';

/** What a customer can choose between; one only is no choice. */
export const methodsOf = ({
  authenticationMethods,
  mailPassword,
}: Pick<Institution, 'authenticationMethods' | 'mailPassword'>): readonly AuthenticationMethod[] => {
  const possible = authenticationMethods.filter((method) => method === 'code' || mailPassword !== null);
  return possible.length > 0 ? possible : ['code'];
};

/** Keeps the customer's choice; who chooses mails is sent them. */
export async function setMethod(
  db: Kysely<BankDatabase>,
  customerRef: string,
  method: AuthenticationMethod,
): Promise<void> {
  await db
    .updateTable('customers')
    .set(method === 'mail' ? { method, mail_password: 1 } : { method })
    .where('ref', '=', customerRef)
    .execute();
}
