import type { Hono } from 'hono';
import * as v from 'valibot';
import { audit } from '../audit.ts';
import { openForm, sealForm } from '../form-seal.ts';
import { CONFIRM_WITHIN, carryOut, isCarriedOut } from '../plan.ts';
import { randomUuid } from '../random-uuid.ts';
import type { Session } from '../session.ts';
import { type BankEnv, type BankWeb, customerContext, field, page } from '../web.ts';
import { askFactors, type Confirmation, refuseUnproved } from './confirming.ts';

const planSchema = v.strictObject({ id: v.string(), on: v.boolean() });
type SwitchPlan = v.InferOutput<typeof planSchema>;

/**
 * Mailed passwords on and off. Off takes away a proof, so it needs one: the mailed password itself, or a code.
 * On needs the confirmation password, as mails may be what somebody lost.
 */
export function mailSwitchRoutes(app: Hono<BankEnv>, web: BankWeb): void {
  const { store, institution, pages } = web;

  const confirmation = (session: Session, { id, on }: SwitchPlan, sealed: string): Confirmation => ({
    session,
    request: {
      operation: 'change-details',
      subject: id,
      summary: `取引認証パスワードを利用${on ? 'する' : 'しない'}設定への変更`,
      factors: on ? ['confirmation'] : ['code-or-mail'],
    },
    draw: (factors, fault) =>
      pages.mailSwitchConfirm(customerContext(web, session), { on, sealed, factors, fault }),
  });

  app.post('/details/mail', async (c) => {
    const session = c.get('session');
    const on = (await field(c, 'to', 8)) === 'on';
    if (institution.mailPassword === null || on === (session.customer.mail_password === 1))
      return c.redirect('/details', 303);
    const plan = { id: randomUuid(store.random), on };
    const sealed = sealForm(store, session.id, 'mail-switch', plan, CONFIRM_WITHIN);
    return askFactors(web, c, confirmation(session, plan, sealed));
  });

  app.post('/details/mail/confirm', async (c) => {
    const session = c.get('session');
    const { customer } = session;
    const sealed = await field(c, 'sealed', 4096);
    const opened = v.safeParse(planSchema, openForm(store, session.id, 'mail-switch', sealed));
    if (!opened.success) return page(c, pages.message(customerContext(web, session), 'bad-form'), 400);
    const { id, on } = opened.output;
    const done = () => c.redirect(`/details?said=${on ? 'mail-on' : 'mail-off'}`, 303);
    if (await isCarriedOut(store, id, customer.ref)) return done();
    const refused = await refuseUnproved(web, c, confirmation(session, opened.output, sealed));
    if (refused) return refused;
    const changed = await carryOut(
      store,
      { id, customerRef: customer.ref, operation: 'mail-switch' },
      async (trx) => {
        await trx
          .updateTable('customers')
          // Without mails there is nothing but the code to choose.
          .set(on ? { mail_password: 1 } : { mail_password: 0, method: 'code' })
          .where('ref', '=', customer.ref)
          .execute();
      },
    );
    if (changed) await audit(store, customer.ref, 'mail-password-switched', { detail: { on } });
    return done();
  });
}
