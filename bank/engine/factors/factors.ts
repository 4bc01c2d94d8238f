import { audit } from '../audit.ts';
import { chargeConfirmation, clearConfirmation } from '../customers.ts';
import { readCode } from '../login.ts';
import { readOtpStatus } from '../otp.ts';
import { checkPassword } from '../password.ts';
import { randomUuid } from '../random-uuid.ts';
import type { Session } from '../session.ts';
import { type BankContext, type BankWeb, field } from '../web.ts';
import type { FactorFields, FactorRequest, FactorResult } from './types.ts';

/**
 * What the confirming page of an operation has to ask for, by the institution's policy and the state of the
 * customer's token. Mails the per-transaction password where one is due. Throws `unavailable`.
 */
export async function prepareFactors(
  web: BankWeb,
  session: Session,
  request: FactorRequest,
): Promise<FactorFields> {
  const factors = web.institution.operations[request.operation];
  const status = await readOtpStatus(web.store, web.authority, web.institution.serviceId, session.customer);
  return {
    confirmation: factors.includes('confirmation'),
    code: factors.includes('code') && status.kind === 'in-use',
    cardNumber: factors.includes('card-number'),
    mail: null,
    phone: factors.includes('phone'),
  };
}

/**
 * Checks what was typed on the confirming page. The code comes last, because looking at it spends it.
 * Every wrong one is charged before it is looked at. Throws `unavailable`.
 */
export async function checkFactors(
  web: BankWeb,
  c: BankContext,
  session: Session,
  request: FactorRequest,
): Promise<FactorResult> {
  const { store, authority, institution } = web;
  const { customer } = session;
  const fields = await prepareFactors(web, session, request);
  if (fields.confirmation) {
    if (!(await chargeConfirmation(store, customer.ref, institution.confirmationLimit)))
      return { outcome: 'stop', message: 'confirmation-locked' };
    if (!(await checkPassword(store, customer.ref, 'confirm', await field(c, 'confirmation')))) {
      await audit(store, customer.ref, 'confirmation-wrong');
      return { outcome: 'wrong', fault: 'confirmation' };
    }
    await clearConfirmation(store, customer.ref);
  }
  if (fields.code) {
    const status = await readOtpStatus(store, authority, institution.serviceId, customer);
    const code = readCode(await field(c, 'code', 32));
    if (status.kind !== 'in-use' || code === '') return { outcome: 'wrong', fault: 'code' };
    const answer = await authority.verify(status.registration.id, code, randomUuid(store.random));
    if (answer.state === 'suspended') return { outcome: 'stop', message: 'suspended' };
    if (answer.outcome !== 'accepted') return { outcome: 'wrong', fault: 'code' };
  }
  return { outcome: 'ok', phone: fields.phone };
}
