import type { Operation } from '../institution.ts';
import type { MessageKind } from '../pages/pages.ts';

/** An operation about to be confirmed. */
export interface FactorRequest {
  operation: Operation;
  /** The plan's own id: a mailed password is good for this one only. */
  subject: string;
  /** The operation in words, named by the mail: e.g. お振込 10,000円. Never a secret. */
  summary: string;
}

/** What the confirming page has to ask for now; `phone` is a page of its own after it. */
export interface FactorFields {
  confirmation: boolean;
  code: boolean;
  cardNumber: boolean;
  /** A password was mailed to this address (shown in part); `null` where none is asked for. */
  mail: { sentTo: string } | null;
  phone: boolean;
}

/** What was wrong, told beside its field. `mail-over`: spent, or too old, so that a new one is needed. */
export type FactorFault = 'confirmation' | 'code' | 'card-number' | 'mail' | 'mail-over';

/** `stop` ends the operation with a message; `phone` still has to be done when `ok` says so. */
export type FactorResult =
  | { outcome: 'ok'; phone: boolean }
  | { outcome: 'wrong'; fault: FactorFault }
  | { outcome: 'stop'; message: MessageKind };
