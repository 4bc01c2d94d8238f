import { createHmac } from 'node:crypto';
import { canonicalBytes } from '../../../core/protocol/canonical.ts';
import { isAnswer } from '../answers.ts';
import { audit } from '../audit.ts';
import { chargeConfirmation, clearConfirmation, confirmationFailures } from '../customers.ts';
import { maskEmail } from '../email-address.ts';
import { readCode } from '../login.ts';
import { readMailPassword } from '../mail-password/digits.ts';
import { checkMailPassword, mailPassword, spendMailPassword } from '../mail-password/mail-password.ts';
import { type OtpStatus, readOtpStatus } from '../otp.ts';
import { checkPassword } from '../password.ts';
import type { Session } from '../session.ts';
import { type BankContext, type BankWeb, field, readCodeFields } from '../web.ts';
import { type Asked, askedOf } from './asked.ts';
import type { FactorFault, FactorFields, FactorRequest, FactorResult } from './types.ts';

/** Card numbers are kept among the answers, under this name. */
const CARD_NUMBER = 'card-number';

async function lookUp(
  web: BankWeb,
  session: Session,
  request: FactorRequest,
): Promise<{ asked: Asked; status: OtpStatus }> {
  const { store, authority, institution } = web;
  const { customer } = session;
  const status = await readOtpStatus(store, authority, institution.serviceId, customer);
  const factors = request.factors ?? institution.operations[request.operation];
  return { status, asked: askedOf(factors, { institution, customer, status }) };
}

/**
 * What the confirming page of an operation has to ask for, by the institution's policy and the state of the
 * customer's token. Mails the per-transaction password where one is due and none is alive: call it for the
 * page that shows the fields. Throws `unavailable` when the authority does not answer.
 */
export async function prepareFactors(
  web: BankWeb,
  session: Session,
  request: FactorRequest,
): Promise<FactorFields> {
  const { customer } = session;
  const { asked } = await lookUp(web, session, request);
  const fields: FactorFields = { ...asked, mail: null };
  if (asked.stop !== null) return fields;
  if (asked.confirmation || asked.cardNumber) {
    const failures = await confirmationFailures(web.store, customer.ref);
    if (failures >= web.institution.confirmationLimit) return { ...fields, stop: 'confirmation-locked' };
  }
  if (asked.mail) {
    const mailed = await mailPassword(web, customer, request);
    if (mailed === 'limit') return { ...fields, stop: 'mail-limit' };
    if (mailed === 'away') return { ...fields, stop: 'unavailable-mail' };
    fields.mail = { sentTo: maskEmail(customer.email) };
  }
  return fields;
}

/**
 * Checks what was typed on the confirming page: what is known first, what was mailed next, the code last,
 * because looking at it spends it. Every wrong one is charged, durably, before it is looked at. Throws
 * `unavailable`.
 */
export async function checkFactors(
  web: BankWeb,
  c: BankContext,
  session: Session,
  request: FactorRequest,
): Promise<FactorResult> {
  const { store, institution } = web;
  const { customer } = session;
  const { operation } = request;
  const { asked, status } = await lookUp(web, session, request);
  const stop = async (message: FactorFields['stop'] & string): Promise<FactorResult> => {
    await audit(store, customer.ref, 'operation-refused', { detail: { operation, why: message } });
    return { outcome: 'stop', message };
  };
  const wrong = async (fault: FactorFault): Promise<FactorResult> => {
    const event =
      fault === 'code'
        ? 'operation-refused'
        : fault === 'mail' || fault === 'mail-over'
          ? 'mail-password-wrong'
          : 'confirmation-wrong';
    await audit(store, customer.ref, event, { detail: { operation, why: fault } });
    return { outcome: 'wrong', fault };
  };
  if (asked.stop !== null) return stop(asked.stop);

  if (asked.confirmation || asked.cardNumber) {
    const known = await checkKnown(web, c, customer.ref, asked);
    if (known === 'locked') return stop('confirmation-locked');
    if (known !== 'right') return wrong(known);
  }
  if (asked.mail && institution.mailPassword !== null) {
    const { digits, limit } = institution.mailPassword;
    const typed = readMailPassword(await field(c, 'mailPassword', 64), digits);
    // Nothing typed, or nothing that could be one: a slip, not a guess.
    if (typed === '') return wrong('mail');
    const mailed = await checkMailPassword(store, customer, request, { typed, limit });
    if (mailed !== 'right') return wrong(mailed === 'over' ? 'mail-over' : 'mail');
  }
  if (asked.code) {
    const code = readCode(await readCodeFields(c, 'code'));
    if (status.kind === 'none' || code === '') return wrong('code');
    const { id } = status.registration;
    const answer = await web.authority.verify(id, code, keyOf(web, request, code));
    if (answer.outcome !== 'accepted') {
      if (answer.state === 'suspended' || answer.state === 'expired' || answer.state === 'paused')
        return stop(answer.state);
      return wrong('code');
    }
  }
  if (asked.mail) await spendMailPassword(store, request.subject);
  return { outcome: 'ok', phone: asked.phone };
}

/**
 * Confirmation password and card number, one try for both. Where both are asked for, both are always looked
 * at and nobody is told which was wrong.
 */
async function checkKnown(
  { store, institution }: BankWeb,
  c: BankContext,
  customerRef: string,
  asked: Asked,
): Promise<'right' | 'locked' | FactorFault> {
  const confirmation = await field(c, 'confirmation');
  const cardNumber = await field(c, 'cardNumber', 64);
  const fault: FactorFault = !asked.cardNumber
    ? 'confirmation'
    : asked.confirmation
      ? 'card-or-confirmation'
      : 'card-number';
  const limit = institution.confirmationLimit;
  if ((asked.confirmation && confirmation === '') || (asked.cardNumber && cardNumber.trim() === ''))
    return (await confirmationFailures(store, customerRef)) >= limit ? 'locked' : fault;
  if (!(await chargeConfirmation(store, customerRef, limit))) return 'locked';
  const rights = [
    !asked.confirmation || (await checkPassword(store, customerRef, 'confirm', confirmation)),
    !asked.cardNumber || (await isAnswer(store, customerRef, CARD_NUMBER, cardNumber)),
  ];
  if (!rights.every(Boolean))
    return (await confirmationFailures(store, customerRef)) >= limit ? 'locked' : fault;
  await clearConfirmation(store, customerRef);
  return 'right';
}

/**
 * The same code for the same plan is the same question: a button pressed twice is answered twice alike, and
 * neither spends a second code. Under a key, so that it tells nothing about the code.
 */
const keyOf = ({ store }: BankWeb, { operation, subject }: FactorRequest, code: string): string =>
  createHmac('sha256', store.keys.mail)
    .update(canonicalBytes('code', operation, subject, code))
    .digest('base64url');
