import type { Customer } from '../customers.ts';
import type { Factor, Institution } from '../institution.ts';
import type { OtpStatus } from '../otp.ts';
import type { MessageKind } from '../pages/pages.ts';

/** What an operation asks for, before anything is mailed. */
export interface Asked {
  confirmation: boolean;
  cardNumber: boolean;
  code: boolean;
  mail: boolean;
  phone: boolean;
  /** The code is asked for and cannot be given: the token was in use and is suspended, paused or expired. */
  stop: MessageKind | null;
}

/** Whether a code can be asked for: `ready`, `absent` (no token in use, or let in without), or why not. */
function codeIs(status: OtpStatus): 'ready' | 'absent' | 'suspended' | 'paused' | 'expired' {
  switch (status.kind) {
    case 'in-use':
      return 'ready';
    case 'suspended':
    case 'expired':
      return status.registration.startedAt === null ? 'absent' : status.kind;
    case 'paused':
      // A pause lets the customer in without a code until its day; after it nothing goes without the bank.
      return status.over && status.registration.startedAt !== null ? 'paused' : 'absent';
    default:
      return 'absent';
  }
}

/**
 * What `factors` come to for this customer now. `code-or-mail` is the customer's choice; where mails were
 * switched off the code takes their place, and where there is none either, the confirmation password: turning
 * mails off never leaves an operation with nothing.
 */
export function askedOf(factors: readonly Factor[], { institution, customer, status }: AskedFor): Asked {
  const code = codeIs(status);
  const mails = institution.mailPassword !== null && customer.mail_password === 1;
  const either = factors.includes('code-or-mail');
  const chosenCode = either && code !== 'absent' && customer.method === 'code';
  const wantsCode = factors.includes('code') || chosenCode;
  const wantsMail = factors.includes('mail') || (either && !chosenCode);
  const insteadOfMail = wantsMail && !mails;
  const needsCode = wantsCode || (insteadOfMail && code !== 'absent');
  return {
    confirmation: factors.includes('confirmation') || (insteadOfMail && code === 'absent'),
    cardNumber: factors.includes('card-number'),
    code: needsCode && code === 'ready',
    mail: wantsMail && mails,
    phone: factors.includes('phone'),
    stop: needsCode && code !== 'ready' && code !== 'absent' ? code : null,
  };
}

/** For whom, by what they chose and how their token stands. */
export interface AskedFor {
  institution: Pick<Institution, 'mailPassword'>;
  customer: Pick<Customer, 'mail_password' | 'method'>;
  status: OtpStatus;
}
