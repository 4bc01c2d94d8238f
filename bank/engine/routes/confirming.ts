import { isAppError } from '../../../core/error.ts';
import { checkFactors, prepareFactors } from '../factors/factors.ts';
import type { FactorFault, FactorFields, FactorRequest } from '../factors/types.ts';
import type { Html } from '../pages/html.ts';
import type { MessageKind } from '../pages/pages.ts';
import type { Session } from '../session.ts';
import { type BankContext, type BankWeb, customerContext, page } from '../web.ts';

/** An operation whose confirming page is about to be shown, or was sent. */
export interface Confirmation {
  session: Session;
  request: FactorRequest;
  /** The page with what has to be typed, and what was wrong with it. */
  draw(factors: FactorFields, fault: FactorFault | null): Html;
}

const statusOf = (message: MessageKind): 403 | 429 | 503 => {
  if (message === 'unavailable-mail' || message === 'unavailable-operation') return 503;
  return message === 'mail-limit' ? 429 : 403;
};

/** Without the authority's word nothing is done: `null` when it did not answer. */
const answered = <Answer>(answer: Promise<Answer>): Promise<Answer | null> =>
  answer.catch((error) => {
    if (isAppError(error, 'unavailable', 'unauthorized', 'too-many-requests')) return null;
    throw error;
  });

const stopWith = (web: BankWeb, c: BankContext, session: Session, message: MessageKind): Promise<Response> =>
  page(c, web.pages.message(customerContext(web, session), message), statusOf(message));

/** Shows the confirming page, or why the operation cannot be confirmed now. */
export async function askFactors(
  web: BankWeb,
  c: BankContext,
  { session, request, draw }: Confirmation,
  fault: FactorFault | null = null,
): Promise<Response> {
  const factors = await answered(prepareFactors(web, session, request));
  if (factors === null) return stopWith(web, c, session, 'unavailable-operation');
  if (factors.stop !== null) return stopWith(web, c, session, factors.stop);
  return page(c, draw(factors, fault), fault === null ? 200 : 422);
}

/** `null` when all that was typed is right; else the answer: the same page and plan again, or a message. */
export async function refuseUnproved(
  web: BankWeb,
  c: BankContext,
  confirmation: Confirmation,
): Promise<Response | null> {
  const { session, request } = confirmation;
  const result = await answered(checkFactors(web, c, session, request));
  if (result === null) return stopWith(web, c, session, 'unavailable-operation');
  if (result.outcome === 'stop') return stopWith(web, c, session, result.message);
  if (result.outcome === 'wrong') return askFactors(web, c, confirmation, result.fault);
  // A call belongs to a page of its own, which these operations do not have.
  if (result.phone) throw new Error('this operation cannot wait for a call');
  return null;
}
