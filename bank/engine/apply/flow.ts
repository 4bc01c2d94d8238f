import { questionsFor } from '../additional-authentication.ts';
import { prepareFactors } from '../factors/factors.ts';
import type { FactorFault, FactorRequest } from '../factors/types.ts';
import { readOtpStatus } from '../otp.ts';
import type { ApplyInput } from '../pages/apply-models.ts';
import type { MessageKind } from '../pages/pages.ts';
import { leavePhone, phoneObstacle } from '../phone/step.ts';
import { endSession } from '../session.ts';
import {
  type BankContext,
  type BankWeb,
  bareContext,
  customerContext,
  dropSessionCookie,
  field,
  page,
} from '../web.ts';
import { hadAllSetUps, waitsUntil } from './carry-out.ts';
import { type ApplyPlan, type applyErrors, inputOf, keepPassword, openPlan, sealPlan } from './plan.ts';
import { applySteps } from './steps.ts';

/** What the confirming page of an application asks for. */
export const requestOf = (plan: ApplyPlan): FactorRequest => ({
  operation: 'apply',
  subject: plan.id,
  summary: 'ワンタイムパスワードの利用申込',
});

export type ApplyFlow = ReturnType<typeof applyFlow>;

/** The pages of an application, each shown from wherever the customer comes to it. */
export function applyFlow(web: BankWeb) {
  const { store, institution, pages } = web;
  const byPhone = institution.operations.apply.includes('phone');

  /** Logs out whoever may do nothing but apply. */
  const leave = async (c: BankContext): Promise<void> => {
    await endSession(store, c.get('session').id);
    dropSessionCookie(web, c);
  };

  const message = async (c: BankContext, kind: MessageKind, status: 400 | 403 | 409 = 409) => {
    const session = c.get('session');
    if (session.stage === 'in') return page(c, pages.message(customerContext(web, session), kind), status);
    await leave(c);
    return page(c, pages.message(bareContext(web), kind), status);
  };

  /** Broken off: nothing was done. Who may do nothing else is logged out. */
  const stop = async (c: BankContext, plan: ApplyPlan | null): Promise<Response> => {
    const session = c.get('session');
    if (plan) await leavePhone(web, session, plan.id);
    if (session.stage === 'in') return c.redirect('/otp?said=stopped', 303);
    await leave(c);
    return page(c, pages.message(bareContext(web), 'apply-stopped'));
  };

  const wait = (c: BankContext, from: number, status: 200 | 409 = 200) => {
    const session = c.get('session');
    const inside = session.stage === 'in';
    return page(c, pages.applyFrom(customerContext(web, session), { from, inside }), status);
  };

  /** Why this customer cannot apply now, as an answer; `null` when they can. */
  const obstacle = async (c: BankContext): Promise<Response | null> => {
    const session = c.get('session');
    const status = await readOtpStatus(store, web.authority, institution.serviceId, session.customer);
    const done = session.stage === 'apply' ? '/otp/apply/done' : '/otp';
    if (status.kind === 'issued') return c.redirect(done, 303);
    const ordered = status.kind === 'none' && status.ordered;
    if (ordered || !['none', 'ended', 'expired'].includes(status.kind)) return c.redirect('/otp', 303);
    // Told first: for someone who may not have another one, waiting would not help.
    const onlyApps = !institution.tokenForms.includes('hardware');
    if (onlyApps && (await hadAllSetUps(web, session))) return message(c, 'issue-limit');
    const from = status.kind === 'none' ? null : await waitsUntil(web, session);
    if (from !== null) return wait(c, from);
    const phone = byPhone ? phoneObstacle(session) : null;
    return phone ? message(c, phone, 403) : null;
  };

  const showForm = (
    c: BankContext,
    input: ApplyInput,
    { errors = {}, kept = '' }: { errors?: ReturnType<typeof applyErrors>; kept?: string } = {},
  ) =>
    page(
      c,
      pages.applyForm(customerContext(web, c.get('session')), {
        input,
        errors,
        kept,
        choice: institution.tokenForms.length > 1,
        steps: applySteps(institution, 'input', false),
      }),
      Object.keys(errors).length > 0 ? 422 : 200,
    );

  const backToForm = (c: BankContext, plan: ApplyPlan) => {
    const { token } = plan;
    const kept = token.kind === 'software' ? keepPassword(store, c.get('session'), token.password) : '';
    return showForm(c, inputOf(plan), { kept });
  };

  const showChoice = (c: BankContext, input: ApplyInput) =>
    page(
      c,
      pages.applyChoice(customerContext(web, c.get('session')), {
        input,
        steps: applySteps(institution, 'input', false),
      }),
    );

  const showConfirm = async (c: BankContext, plan: ApplyPlan, fault: FactorFault | null = null) => {
    const session = c.get('session');
    const factors = await prepareFactors(web, session, requestOf(plan));
    if (factors.stop) return message(c, factors.stop, 403);
    const model = {
      input: inputOf(plan),
      sealed: sealPlan(store, session, { ...plan, come: 'typed' }),
      factors,
      fault,
      steps: applySteps(institution, 'confirm', plan.questioned),
    };
    return page(c, pages.applyConfirm(customerContext(web, session), model), fault ? 422 : 200);
  };

  const showAnswers = (c: BankContext, plan: ApplyPlan, wrong: boolean) => {
    const session = c.get('session');
    const model = {
      questions: questionsFor(web, session),
      sealed: sealPlan(store, session, plan),
      wrong,
      steps: applySteps(institution, 'answers', true),
    };
    return page(c, pages.applyAnswers(customerContext(web, session), model), wrong ? 422 : 200);
  };

  /** The step's plan; an answer where it is not one of this session, too old, or at another step. */
  const planOf = async (c: BankContext, come: ApplyPlan['come']): Promise<ApplyPlan | Response> =>
    openPlan(store, c.get('session'), await field(c, 'sealed', 4096), come) ?? message(c, 'bad-form', 400);

  return {
    message,
    stop,
    wait,
    obstacle,
    showForm,
    backToForm,
    showChoice,
    showAnswers,
    showConfirm,
    planOf,
  };
}
