import type { Hono } from 'hono';
import { applyFor } from '../apply/carry-out.ts';
import { type ApplyFlow, requestOf } from '../apply/flow.ts';
import { type ApplyPlan, sealPlan } from '../apply/plan.ts';
import { applySteps } from '../apply/steps.ts';
import { checkFactors } from '../factors/factors.ts';
import { readOtpStatus } from '../otp.ts';
import { leavePhone, openPhone, type PhoneStep, pressPhone } from '../phone/step.ts';
import type { Session } from '../session.ts';
import { type BankContext, type BankEnv, type BankWeb, customerContext, field, page } from '../web.ts';

/** The end of an application: what the policy asks for, the call, and the IDs it gives. */
export function applyConfirmRoutes(app: Hono<BankEnv>, web: BankWeb, flow: ApplyFlow): void {
  const { store, institution, pages } = web;
  const { message, stop, wait, backToForm, showConfirm, planOf } = flow;

  const carryOut = async (c: BankContext, session: Session, plan: ApplyPlan): Promise<Response> => {
    const applied = await applyFor(web, session, plan);
    switch (applied.outcome) {
      case 'issued':
        return c.redirect('/otp/apply/done', 303);
      case 'ordered':
        return c.redirect('/otp/apply/ordered', 303);
      case 'already':
        return message(c, 'already-registered');
      case 'limit':
        return message(c, 'issue-limit');
      case 'wait':
        return applied.from === null ? message(c, 'reissue-too-early') : wait(c, applied.from, 409);
    }
  };

  const phoneStep = (session: Session, plan: ApplyPlan): PhoneStep => ({
    plan: plan.id,
    title: '電話番号の確認',
    inside: session.stage === 'in',
    steps: applySteps(institution, 'phone', plan.questioned),
    action: '/otp/apply/phone',
    sealed: sealPlan(store, session, { ...plan, come: 'proved' }),
    stopLabel: '申込を中止する',
  });

  app.post('/otp/apply/confirm', async (c) => {
    const session = c.get('session');
    const plan = await planOf(c, 'typed');
    if (plan instanceof Response) return plan;
    const go = await field(c, 'go');
    if (go === 'stop') return stop(c, plan);
    if (go === 'back') return backToForm(c, plan);
    const result = await checkFactors(web, c, session, requestOf(plan));
    if (result.outcome === 'stop') return message(c, result.message, 403);
    if (result.outcome === 'wrong') return showConfirm(c, plan, result.fault);
    if (!result.phone) return carryOut(c, session, plan);
    const shown = await openPhone(web, c, session, phoneStep(session, plan));
    return typeof shown === 'string' ? message(c, shown) : shown;
  });

  app.post('/otp/apply/phone', async (c) => {
    const session = c.get('session');
    const plan = await planOf(c, 'proved');
    if (plan instanceof Response) return plan;
    const go = await field(c, 'go');
    if (go === 'stop') return stop(c, plan);
    if (go === 'back') {
      await leavePhone(web, session, plan.id);
      return showConfirm(c, plan);
    }
    const pending = await pressPhone(web, c, session, phoneStep(session, plan), go);
    if (pending === null) return carryOut(c, session, plan);
    return typeof pending === 'string' ? message(c, pending) : pending;
  });

  app.get('/otp/apply/done', async (c) => {
    const session = c.get('session');
    const inside = session.stage === 'in';
    const status = await readOtpStatus(store, web.authority, institution.serviceId, session.customer);
    if (status.kind !== 'issued' || status.registration.userId === null)
      return c.redirect(inside ? '/otp' : '/otp/apply', 303);
    const application = await store.db
      .selectFrom('applications')
      .select('email')
      .where('registration_id', '=', status.registration.id)
      .executeTakeFirst();
    return page(
      c,
      pages.applyDone(customerContext(web, session), {
        serviceId: status.registration.serviceId,
        userId: status.registration.userId,
        setupLink: status.setupLink,
        setupExpiresAt: status.registration.setupExpiresAt,
        email: application?.email ?? session.customer.email,
        inside,
        steps: applySteps(institution, 'done', false),
      }),
    );
  });
}
