import type { Hono } from 'hono';
import * as v from 'valibot';
import { audit } from '../audit.ts';
import { openForm, sealForm } from '../form-seal.ts';
import type { AuthenticationMethod } from '../institution.ts';
import { methodsOf, setMethod } from '../methods.ts';
import { readOtpStatus } from '../otp.ts';
import { METHOD_NAMES } from '../pages/otp-parts.ts';
import { CONFIRM_WITHIN, carryOut, isCarriedOut } from '../plan.ts';
import { randomUuid } from '../random-uuid.ts';
import type { Session } from '../session.ts';
import { type BankEnv, type BankWeb, customerContext, field, page } from '../web.ts';
import { askFactors, type Confirmation, refuseUnproved } from './confirming.ts';

const planSchema = v.strictObject({ id: v.string(), method: v.picklist(['code', 'mail']) });

/** Another way of proving operations than the one chosen at the start of use: proved like a change of details. */
export function otpMethodRoutes(app: Hono<BankEnv>, web: BankWeb): void {
  const { store, institution, pages } = web;
  const methods = methodsOf(institution);

  const confirmation = (
    session: Session,
    { id, method }: { id: string; method: AuthenticationMethod },
    sealed: string,
  ): Confirmation => ({
    session,
    request: {
      operation: 'change-details',
      subject: id,
      summary: `認証方式を「${METHOD_NAMES[method]}」に変更`,
    },
    draw: (factors, fault) =>
      pages.methodConfirm(customerContext(web, session), { method, sealed, factors, fault }),
  });

  app.post('/otp/method', async (c) => {
    const session = c.get('session');
    const { customer } = session;
    const typed = await field(c, 'method', 8);
    const method = methods.find((each) => each === typed);
    const status = await readOtpStatus(store, web.authority, institution.serviceId, customer);
    if (!method || methods.length < 2 || method === customer.method || status.kind !== 'in-use')
      return c.redirect('/otp', 303);
    const plan = { id: randomUuid(store.random), method };
    const sealed = sealForm(store, session.id, 'method', plan, CONFIRM_WITHIN);
    return askFactors(web, c, confirmation(session, plan, sealed));
  });

  app.post('/otp/method/confirm', async (c) => {
    const session = c.get('session');
    const { customer } = session;
    const sealed = await field(c, 'sealed', 4096);
    const opened = v.safeParse(planSchema, openForm(store, session.id, 'method', sealed));
    if (!opened.success) return page(c, pages.message(customerContext(web, session), 'bad-form'), 400);
    const { id, method } = opened.output;
    const done = () => c.redirect('/otp?said=method', 303);
    if (await isCarriedOut(store, id, customer.ref)) return done();
    const refused = await refuseUnproved(web, c, confirmation(session, opened.output, sealed));
    if (refused) return refused;
    const changed = await carryOut(store, { id, customerRef: customer.ref, operation: 'method' }, (trx) =>
      setMethod(trx, customer.ref, method),
    );
    if (changed) await audit(store, customer.ref, 'method-chosen', { detail: { method } });
    return done();
  });
}
