import { audit } from '../audit.ts';
import type { PhonePageModel } from '../pages/apply-models.ts';
import type { MessageKind } from '../pages/pages.ts';
import { PHONE_REFUSALS } from '../pages/phone-call.ts';
import type { Session } from '../session.ts';
import { type BankContext, type BankWeb, customerContext, page, underWayContext } from '../web.ts';
import { isE164, isIpPhone } from './number.ts';
import { beginPhone, findPhone, type PhoneView, readPhone, stopPhone, usePhone } from './verification.ts';

/** What the waiting page needs of the procedure it stands in. */
export type PhoneStep = Omit<PhonePageModel, 'view' | 'early'> & { plan: string };

/**
 * Why this customer's registered number cannot be used to verify by a call, told before anything is asked
 * for; `null` when it can.
 */
export function phoneObstacle(session: Session): MessageKind | null {
  const { phone } = session.customer;
  if (phone === null || !isE164(phone)) return 'phone-missing';
  return isIpPhone(phone) ? 'phone-ip' : null;
}

async function ask(web: BankWeb, session: Session, plan: string): Promise<PhoneView | null> {
  const { phoneVerification } = web.institution;
  const number = session.customer.phone;
  if (phoneVerification === null || number === null || isIpPhone(number))
    throw new Error('a call is asked for that cannot be taken');
  const view = await beginPhone(web.store, session, {
    plan,
    number,
    seconds: phoneVerification.withinSeconds,
  });
  if (view !== null) await audit(web.store, session.customer.ref, 'phone-asked');
  return view;
}

/** Nobody is named on the way back: who it is has not been proved yet. */
const contextOf = (web: BankWeb, session: Session) =>
  session.stage === 'recover' ? underWayContext(web, session) : customerContext(web, session);

const show = (
  web: BankWeb,
  c: BankContext,
  session: Session,
  { plan: _, ...step }: PhoneStep,
  view: PhoneView,
  early: boolean,
): Promise<Response> =>
  page(c, web.pages.phoneCall(contextOf(web, session), { ...step, view, early }), early ? 409 : 200);

/** Asks for the call and shows the page that waits for it; a message where no call can be taken (any more). */
export async function openPhone(
  web: BankWeb,
  c: BankContext,
  session: Session,
  step: PhoneStep,
): Promise<Response | MessageKind> {
  const obstacle = phoneObstacle(session);
  if (obstacle) return obstacle;
  const view = await ask(web, session, step.plan);
  return view === null ? 'phone-over' : show(web, c, session, step, view, false);
}

/**
 * What was pressed on the waiting page: `again` asks anew, anything else looks whether the call came. `null`
 * when it did: the plan may be carried out. Otherwise the page again, or a message.
 */
export async function pressPhone(
  web: BankWeb,
  c: BankContext,
  session: Session,
  step: PhoneStep,
  go: string,
): Promise<Response | MessageKind | null> {
  if (await usePhone(web.store, session, step.plan)) return null;
  if (go === 'again') return openPhone(web, c, session, step);
  const view = await readPhone(web.store, session, step.plan);
  if (view === null || view.state === 'stopped') return 'bad-form';
  return show(web, c, session, step, view, view.state === 'waiting');
}

/** Stops waiting: the procedure was broken off or taken back a step. */
export const leavePhone = (web: BankWeb, session: Session, plan: string): Promise<void> =>
  stopPhone(web.store, session, plan);

/** What the waiting page's script is told: state, seconds left, and a sentence about the last call. */
export async function phoneState(web: BankWeb, c: BankContext): Promise<Response> {
  const view = await findPhone(web.store, c.get('session'), c.req.query('id') ?? '');
  if (view === null) return c.json({ v: 1, state: 'gone' }, 404);
  const { state, secondsLeft, refusal } = view;
  return c.json({ v: 1, state, secondsLeft, message: refusal ? PHONE_REFUSALS[refusal] : '' });
}
