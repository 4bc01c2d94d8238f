import { registrationDue } from './additional-authentication.ts';
import type { Customer } from './customers.ts';
import type { CodeAtLogin, OtpStatus } from './otp.ts';
import type { SessionStage } from './store/schema.ts';
import type { BankWeb } from './web.ts';

/** What is still to be done of a login, beside what everybody has to do. */
export interface Remaining {
  answers: boolean;
  code: boolean;
  /** The token's state before the code, and whether the code began its use. */
  status: OtpStatus;
  began: boolean;
  onPhone: boolean;
}

/** The next stage: answers, the code on a page of its own, registration, application, in. */
export function nextStage(web: BankWeb, customer: Customer, remaining: Remaining): SessionStage {
  if (remaining.answers) return 'answers';
  if (remaining.code) return 'code';
  if (registrationDue(web, customer)) return 'register';
  return mustApply(web, remaining) ? 'apply' : 'in';
}

/** On a phone, where the bank wants a token there: true for somebody who has none, or never used it. */
function mustApply(web: BankWeb, { status, began, onPhone }: Remaining): boolean {
  if (!web.institution.login.phoneNeedsToken || !onPhone || began) return false;
  switch (status.kind) {
    case 'none':
    case 'ended':
    case 'issued':
      return true;
    case 'activated':
      // A hardware token may still be in the mail.
      return status.registration.serial === null;
    case 'expired':
      return status.registration.startedAt === null;
    default:
      return false;
  }
}

/** Whether this bank asks for the code on a page of its own, and for this customer now. */
export const codePageDue = (web: BankWeb, asked: CodeAtLogin): boolean =>
  web.institution.login.code === 'second-page' && (asked === 'needed' || asked === 'begins-use');
