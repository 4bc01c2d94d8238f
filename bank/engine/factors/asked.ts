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
function codeIs(status: OtpStatus, now: number): 'ready' | 'absent' | 'suspended' | 'paused' | 'expired' {
  if (status.kind === 'none') return 'absent';
  const { state, startedAt, pausedUntil } = status.registration;
  if (startedAt === null) return 'absent';
  if (state === 'in-use') return 'ready';
  if (state === 'suspended' || state === 'expired') return state;
  // A pause lets the customer in without a code until its day; after it nothing goes without the bank.
  if (state === 'paused') return pausedUntil !== null && now < pausedUntil ? 'absent' : 'paused';
  return 'absent';
}

/**
 * What `factors` come to for this customer now. `code-or-mail` is the customer's choice; where mails were
 * switched off the code takes their place, and where there is none either, the confirmation password: turning
 * mails off never leaves an operation with nothing.
 */
export function askedOf(factors: readonly Factor[], { institution, customer, status, now }: AskedFor): Asked {
  const code = codeIs(status, now);
  const mails = institution.mailPassword !== null && customer.mail_password === 1;
  const either = factors.includes('code-or-mail');
  const wantsCode = factors.includes('code') || (either && code !== 'absent' && customer.method === 'code');
  const wantsMail = factors.includes('mail') || (either && !wantsCode);
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

/** For whom and when. `now` in epoch ms. */
export interface AskedFor {
  institution: Pick<Institution, 'mailPassword'>;
  customer: Pick<Customer, 'mail_password' | 'method'>;
  status: OtpStatus;
  now: number;
}
