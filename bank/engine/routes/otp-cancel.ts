import type { Hono } from 'hono';
import * as v from 'valibot';
import { isAppError } from '../../../core/error.ts';
import { audit } from '../audit.ts';
import { openForm, sealForm } from '../form-seal.ts';
import { setMethod } from '../methods.ts';
import { type OtpStatus, readOtpStatus } from '../otp.ts';
import { CONFIRM_WITHIN, carryOut, isCarriedOut } from '../plan.ts';
import { randomUuid } from '../random-uuid.ts';
import type { Session } from '../session.ts';
import {
  type BankContext,
  type BankEnv,
  type BankWeb,
  customerContext,
  field,
  page,
  renewSession,
} from '../web.ts';
import { askFactors, type Confirmation, refuseUnproved } from './confirming.ts';

const planSchema = v.strictObject({ id: v.string(), registration: v.string() });
type CancelPlan = v.InferOutput<typeof planSchema>;

/** What the customer can end; what the bank has stopped or set aside is the bank's to end. */
const isCancellable = (
  status: OtpStatus,
): status is Extract<OtpStatus, { kind: 'issued' | 'activated' | 'in-use' }> =>
  status.kind === 'issued' || status.kind === 'activated' || status.kind === 'in-use';

/** The customer ends the one-time password: from the next login on no code is asked. */
export function otpCancelRoutes(app: Hono<BankEnv>, web: BankWeb): void {
  const { store, institution, pages, authority } = web;
  const statusOf = (c: BankContext) =>
    readOtpStatus(store, authority, institution.serviceId, c.get('session').customer);

  const confirmation = (
    session: Session,
    plan: CancelPlan,
    { sealed, status }: { sealed: string; status: OtpStatus },
  ): Confirmation => ({
    session,
    request: {
      operation: 'cancel-token',
      subject: plan.id,
      summary: 'ワンタイムパスワードの利用解除',
    },
    draw: (factors, fault) =>
      pages.cancelForm(customerContext(web, session), {
        sealed,
        factors,
        fault,
        coded: status.kind === 'in-use',
      }),
  });

  app.get('/otp/cancel', async (c) => {
    const session = c.get('session');
    const status = await statusOf(c);
    if (!isCancellable(status)) return c.redirect('/otp', 303);
    const plan = { id: randomUuid(store.random), registration: status.registration.id };
    const sealed = sealForm(store, session.id, 'cancel', plan, CONFIRM_WITHIN);
    return askFactors(web, c, confirmation(session, plan, { sealed, status }));
  });

  app.post('/otp/cancel', async (c) => {
    const session = c.get('session');
    const { customer } = session;
    const sealed = await field(c, 'sealed', 4096);
    const opened = v.safeParse(planSchema, openForm(store, session.id, 'cancel', sealed));
    if (!opened.success) return page(c, pages.message(customerContext(web, session), 'bad-form'), 400);
    const plan = opened.output;
    const done = () => c.redirect('/otp/cancelled', 303);
    if (await isCarriedOut(store, plan.id, customer.ref)) return done();
    const status = await statusOf(c);
    if (!isCancellable(status) || status.registration.id !== plan.registration)
      return c.redirect('/otp', 303);
    const refused = await refuseUnproved(web, c, confirmation(session, plan, { sealed, status }));
    if (refused) {
      await audit(store, customer.ref, 'otp-cancel-refused');
      return refused;
    }
    try {
      await authority.cancel(plan.registration, `cancel-${plan.registration}`);
    } catch (error) {
      // Ended meanwhile, by a second press of the button or by the desk: that is what was wanted.
      if (!isAppError(error, 'wrong-state')) throw error;
    }
    const ended = await carryOut(
      store,
      { id: plan.id, customerRef: customer.ref, operation: 'cancel-token' },
      // The choice was made at the start of this use; the next use chooses anew.
      (trx) => setMethod(trx, customer.ref, 'code'),
    );
    if (ended) await audit(store, customer.ref, 'otp-cancelled');
    return done();
  });

  app.get('/otp/cancelled', async (c) => {
    const status = await statusOf(c);
    if (status.kind !== 'ended') return c.redirect('/otp', 303);
    const { reissueFrom } = status.registration;
    return page(
      c,
      pages.cancelDone(customerContext(web, await renewSession(web, c)), {
        from: reissueFrom !== null && reissueFrom > store.clock() ? reissueFrom : null,
      }),
    );
  });
}
