import type { Hono } from 'hono';
import * as v from 'valibot';
import { isAppError } from '../../../core/error.ts';
import { audit } from '../audit.ts';
import { checkDetails } from '../details/check.ts';
import { changeLines, changeNotice } from '../details/words.ts';
import { emailSchema } from '../email-address.ts';
import { openForm, sealForm } from '../form-seal.ts';
import type { DetailsErrors, DetailsInput } from '../pages/operations-models.ts';
import { CONFIRM_WITHIN, carryOut, isCarriedOut } from '../plan.ts';
import { randomUuid } from '../random-uuid.ts';
import type { Session } from '../session.ts';
import { type BankContext, type BankEnv, type BankWeb, customerContext, field, page } from '../web.ts';
import { askFactors, type Confirmation, refuseUnproved } from './confirming.ts';

const planSchema = v.strictObject({
  id: v.string(),
  email: v.nullable(emailSchema),
  phone: v.nullable(v.string()),
  /** What was typed, for the way back. */
  typed: v.string(),
});
type DetailsPlan = v.InferOutput<typeof planSchema>;

/** The e-mail address and the telephone number: looked at, changed, and told about. */
export function detailsRoutes(app: Hono<BankEnv>, web: BankWeb): void {
  const { store, institution, pages } = web;

  const form = (
    c: BankContext,
    session: Session,
    input: DetailsInput,
    errors: DetailsErrors = {},
  ): Promise<Response> =>
    page(
      c,
      pages.detailsForm(customerContext(web, session), { input, errors }),
      Object.keys(errors).length > 0 ? 422 : 200,
    );

  const confirmation = (session: Session, plan: DetailsPlan, sealed: string): Confirmation => ({
    session,
    request: {
      operation: 'change-details',
      subject: plan.id,
      summary: `お客さま情報の変更
${changeLines(plan)}`,
    },
    draw: (factors, fault) =>
      pages.detailsConfirm(customerContext(web, session), { change: plan, sealed, factors, fault }),
  });

  app.get('/details', async (c) => {
    const session = c.get('session');
    const said = c.req.query('said');
    const now = session.customer.mail_password === 1 ? 'mail-on' : 'mail-off';
    return page(c, pages.details(customerContext(web, session), { said: said === now ? now : null }));
  });

  app.get('/details/change', (c) => {
    const session = c.get('session');
    return form(c, session, { email: session.customer.email, phone: '' });
  });

  app.post('/details/change', async (c) => {
    const session = c.get('session');
    const input = {
      email: (await field(c, 'email', 300)).trim(),
      phone: (await field(c, 'phone', 40)).trim(),
    };
    const { errors, change } = checkDetails(institution, session.customer, input);
    if (Object.keys(errors).length > 0) return form(c, session, input, errors);
    const plan = { id: randomUuid(store.random), ...change, typed: input.phone };
    const sealed = sealForm(store, session.id, 'details', plan, CONFIRM_WITHIN);
    return askFactors(web, c, confirmation(session, plan, sealed));
  });

  app.post('/details/confirm', async (c) => {
    const session = c.get('session');
    const { customer } = session;
    const sealed = await field(c, 'sealed', 4096);
    const opened = v.safeParse(planSchema, openForm(store, session.id, 'details', sealed));
    if (!opened.success) return page(c, pages.message(customerContext(web, session), 'bad-form'), 400);
    const plan = opened.output;
    const { id, email, phone } = plan;
    if ((await field(c, 'go')) === 'back')
      return form(c, session, { email: email ?? customer.email, phone: plan.typed });
    const done = () => c.redirect(`/details/done?id=${id}`, 303);
    if (await isCarriedOut(store, id, customer.ref)) return done();
    const refused = await refuseUnproved(web, c, confirmation(session, plan, sealed));
    if (refused) return refused;
    // The old address hears of it first: what nobody could be told about is not done.
    try {
      await web.sendMail(
        changeNotice(institution, {
          to: customer.email,
          name: customer.name,
          what: changeLines(plan),
          at: store.clock(),
        }),
      );
    } catch (error) {
      if (!isAppError(error, 'unavailable')) throw error;
      return page(c, pages.message(customerContext(web, session), 'unavailable-mail'), 503);
    }
    const changed = await carryOut(
      store,
      { id, customerRef: customer.ref, operation: 'change-details' },
      async (trx) => {
        await trx
          .updateTable('customers')
          .set({ ...(email === null ? {} : { email }), ...(phone === null ? {} : { phone }) })
          .where('ref', '=', customer.ref)
          .execute();
      },
    );
    if (changed)
      await audit(store, customer.ref, 'details-changed', {
        detail: { email: email !== null, phone: phone !== null },
      });
    return done();
  });

  app.get('/details/done', async (c) => {
    const session = c.get('session');
    const context = customerContext(web, session);
    return (await isCarriedOut(store, c.req.query('id') ?? '', session.customer.ref))
      ? page(c, pages.detailsDone(context))
      : page(c, pages.message(context, 'not-found'), 404);
  });
}
