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

const statusOf = (message: MessageKind): 403 | 429 | 503 =>
  message === 'unavailable-mail' ? 503 : message === 'mail-limit' ? 429 : 403;

const stopWith = (web: BankWeb, c: BankContext, session: Session, message: MessageKind): Promise<Response> =>
  page(c, web.pages.message(customerContext(web, session), message), statusOf(message));

/** Shows the confirming page, or why the operation cannot be confirmed now. */
export async function askFactors(
  web: BankWeb,
  c: BankContext,
  { session, request, draw }: Confirmation,
  fault: FactorFault | null = null,
): Promise<Response> {
  const factors = await prepareFactors(web, session, request);
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
  const result = await checkFactors(web, c, session, request);
  if (result.outcome === 'stop') return stopWith(web, c, session, result.message);
  if (result.outcome === 'wrong') return askFactors(web, c, confirmation, result.fault);
  // A call belongs to a page of its own, which these operations do not have.
  if (result.phone) throw new Error('this operation cannot wait for a call');
  return null;
}
