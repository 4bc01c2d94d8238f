import { hashSecret, isSecret } from './password.ts';
import type { BankStore } from './store/store.ts';

/** Answers are compared as people mean them: width, case, kana's blanks and hyphens do not count. */
export const normaliseAnswer = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s・-]/gu, '')
    .slice(0, 64);

/** Keeps the answer to a question of the additional authentication; replaces an earlier one. */
export async function setAnswer(
  store: BankStore,
  customerRef: string,
  question: string,
  answer: string,
): Promise<void> {
  const row = await hashSecret(store, normaliseAnswer(answer));
  await store.db
    .insertInto('answers')
    .values({ customer_ref: customerRef, question, ...row })
    .onConflict((conflict) => conflict.columns(['customer_ref', 'question']).doUpdateSet(row))
    .execute();
}

/** True when `answer` is the customer's; `customerRef` is `null` for an unknown one: the same work, never true. */
export async function isAnswer(
  store: BankStore,
  customerRef: string | null,
  question: string,
  answer: string,
): Promise<boolean> {
  const row = await store.db
    .selectFrom('answers')
    .select(['cost', 'salt', 'hash'])
    .where('customer_ref', '=', customerRef ?? '')
    .where('question', '=', question)
    .executeTakeFirst();
  return isSecret(store, row ?? null, normaliseAnswer(answer));
}
