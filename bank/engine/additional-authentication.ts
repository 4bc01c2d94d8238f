import { createHmac } from 'node:crypto';
import { canonicalBytes } from '../../core/protocol/canonical.ts';
import { isAnswer } from './answers.ts';
import { audit } from './audit.ts';
import type { Customer } from './customers.ts';
import type { Question } from './pages/login-models.ts';
import { answerField, LONGEST_ANSWER } from './pages/login-parts.ts';
import { scoreOperation } from './risk/risk.ts';
import { noteAnswered, type Session } from './session.ts';
import type { BankStore } from './store/store.ts';
import { addressOf, type BankContext, type BankWeb, field } from './web.ts';

/** True when the customer has yet to register answers, at a bank that wants them. */
export const registrationDue = (web: BankWeb, customer: Customer): boolean =>
  web.institution.additionalAuthentication !== null && customer.registered_at === null;

/** True when answers can be asked for at all. */
export const canBeAsked = (web: BankWeb, customer: Customer): boolean =>
  web.institution.additionalAuthentication !== null && customer.registered_at !== null;

/**
 * The questions put to this customer now. They are drawn anew only after a login that came to its end, so
 * that neither reloading nor logging in again offers somebody the ones they happen to know.
 */
export function questionsFor(web: BankWeb, session: Session): readonly Question[] {
  const settings = web.institution.additionalAuthentication;
  if (!settings) return [];
  const rank = ({ id }: Question): string =>
    createHmac('sha256', web.store.keys.form)
      .update(canonicalBytes('questions', session.customer.ref, String(session.lastLoginAt), id))
      .digest('hex');
  const chosen = [...settings.questions]
    .map((question) => [rank(question), question] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .slice(0, settings.asked)
    .map(([, question]) => question);
  return settings.questions.filter((question) => chosen.includes(question));
}

/** Whether wrong answers have locked the additional authentication: only the desk can help then. */
export async function answersLocked(web: BankWeb, customer: Customer): Promise<boolean> {
  const limit = web.institution.additionalAuthentication?.limit ?? 0;
  const row = await web.store.db
    .selectFrom('customers')
    .select('answer_failures')
    .where('ref', '=', customer.ref)
    .executeTakeFirst();
  return (row?.answer_failures ?? 0) >= limit;
}

/** Charges one try before anything is looked at; `false` when none is left. */
async function charge(store: BankStore, customerRef: string, limit: number): Promise<boolean> {
  const result = await store.db
    .updateTable('customers')
    .set((row) => ({ answer_failures: row('answer_failures', '+', 1) }))
    .where('ref', '=', customerRef)
    .where('answer_failures', '<', limit)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/**
 * Checks the posted answers to `questionsFor`. All of them have to be right, and which one was not is told
 * to nobody. `right` forgets earlier wrong tries and is kept with the session.
 */
export async function checkAnswers(
  web: BankWeb,
  c: BankContext,
  session: Session,
): Promise<'right' | 'wrong' | 'locked'> {
  const { store, institution } = web;
  const { ref } = session.customer;
  const settings = institution.additionalAuthentication;
  if (!settings || !(await charge(store, ref, settings.limit))) return 'locked';
  let right = true;
  for (const question of questionsFor(web, session)) {
    const typed = await field(c, answerField(question), LONGEST_ANSWER);
    if (!(await isAnswer(store, ref, question.id, typed))) right = false;
  }
  if (!right) {
    await audit(store, ref, 'answers-wrong');
    return (await answersLocked(web, session.customer)) ? 'locked' : 'wrong';
  }
  await store.db.updateTable('customers').set({ answer_failures: 0 }).where('ref', '=', ref).execute();
  await noteAnswered(store, session);
  await audit(store, ref, 'answers-right');
  return 'right';
}

/**
 * Whether `operation` has to ask for answers now: where the risk is high, unless they were given or
 * registered in this session. Scores, and writes the score down.
 */
export async function needsAdditionalAuthentication(
  web: BankWeb,
  c: BankContext,
  session: Session,
  operation: 'apply',
): Promise<boolean> {
  const settings = web.institution.risk;
  const { customer } = session;
  if (!settings || !canBeAsked(web, customer)) return false;
  if (session.answeredAt !== null || (customer.registered_at ?? 0) >= session.createdAt) return false;
  return (await scoreOperation(web, settings, session, operation, addressOf(c))).high;
}
