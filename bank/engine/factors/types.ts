import type { Factor, Operation } from '../institution.ts';
import type { MessageKind } from '../pages/pages.ts';

/** An operation about to be confirmed. */
export interface FactorRequest {
  operation: Operation;
  /** The plan's own id: a mailed password is good for this one only. */
  subject: string;
  /** The operation in words, named by the mail: e.g. お振込 10,000円. Never a secret. */
  summary: string;
  /** Asked for instead of what the institution's policy names for the operation. */
  factors?: readonly Factor[];
}

/** What the confirming page has to ask for now; `phone` is a page of its own after it. */
export interface FactorFields {
  confirmation: boolean;
  code: boolean;
  cardNumber: boolean;
  /** A password was mailed to this address (shown in part); `null` where none is asked for. */
  mail: { sentTo: string } | null;
  phone: boolean;
  /** Why the operation cannot be asked for at all now; the page shows this message instead of the form. */
  stop: MessageKind | null;
}

/**
 * What was wrong, told beside its field. `card-or-confirmation`: where both are asked for, nobody is told
 * which. `mail-over`: spent, or too old, so that a new one is needed.
 */
export type FactorFault =
  | 'confirmation'
  | 'code'
  | 'card-number'
  | 'card-or-confirmation'
  | 'mail'
  | 'mail-over';

/**
 * `ok` may come twice for one plan, when the same press arrives twice: the caller carries a plan out once, by
 * its id. `stop` ends the operation with a message; `phone` still has to be done when `ok` says so.
 */
export type FactorResult =
  | { outcome: 'ok'; phone: boolean }
  | { outcome: 'wrong'; fault: FactorFault }
  | { outcome: 'stop'; message: MessageKind };
