import type { Hono } from 'hono';
import {
  answersLocked,
  checkAnswers,
  needsAdditionalAuthentication,
  questionsFor,
} from '../additional-authentication.ts';
import { applyFor, waitsUntil } from '../apply/carry-out.ts';
import {
  type ApplyPlan,
  applyErrors,
  inputOf,
  keepPassword,
  keptPassword,
  openPlan,
  sealPlan,
} from '../apply/plan.ts';
import { applySteps } from '../apply/steps.ts';
import { checkFactors, prepareFactors } from '../factors/factors.ts';
import type { FactorFault, FactorRequest } from '../factors/types.ts';
import { readOtpStatus } from '../otp.ts';
import type { ApplyInput } from '../pages/apply-models.ts';
import type { MessageKind } from '../pages/pages.ts';
import { leavePhone, openPhone, type PhoneStep, phoneObstacle, pressPhone } from '../phone/step.ts';
import { randomUuid } from '../random-uuid.ts';
import { endSession, type Session } from '../session.ts';
import {
  type BankContext,
  type BankEnv,
  type BankWeb,
  bareContext,
  customerContext,
  customersOnly,
  dropSessionCookie,
  field,
  page,
} from '../web.ts';

const halfWidth = (typed: string): string => typed.normalize('NFKC').trim();

/**
 * Applying for a token: form of token where there is a choice, input, additional authentication where risk
 * asks, confirmation, the call, done. Each step can go back or be broken off; nothing is kept until the last.
 */
export function applyRoutes(app: Hono<BankEnv>, web: BankWeb): void {
  const { store, institution, pages } = web;
  const byPhone = institution.operations.apply.includes('phone');
  for (const path of ['/otp/apply', '/otp/apply/*']) app.use(path, customersOnly(web, ['in', 'apply']));

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
    if (status.kind === 'none' && status.ordered)
      return session.stage === 'in' ? c.redirect('/otp', 303) : message(c, 'already-registered');
    if (status.kind === 'issued' && session.stage === 'apply') return c.redirect('/otp/apply/done', 303);
    if (status.kind === 'activated' && session.stage === 'apply') return message(c, 'begin-by-login');
    if (status.kind !== 'none' && status.kind !== 'ended' && status.kind !== 'expired')
      return session.stage === 'in' ? c.redirect('/otp', 303) : message(c, 'already-registered');
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

  const requestOf = (plan: ApplyPlan): FactorRequest => ({
    operation: 'apply',
    subject: plan.id,
    summary: 'ワンタイムパスワードの利用申込',
  });

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

  const readInput = async (c: BankContext): Promise<ApplyInput> => {
    const [first = 'software'] = institution.tokenForms;
    const form = await field(c, 'form', 16);
    return {
      form: institution.tokenForms.find((each) => each === form) ?? first,
      email: halfWidth(await field(c, 'email', 300)),
      device: await field(c, 'device', 16),
    };
  };

  app.get('/otp/apply', async (c) => {
    const refused = await obstacle(c);
    if (refused) return refused;
    const session = c.get('session');
    const [form = 'software'] = institution.tokenForms;
    const input = { form, email: session.customer.email, device: '' };
    return institution.tokenForms.length > 1 ? showChoice(c, input) : showForm(c, input);
  });

  app.post('/otp/apply/form', async (c) => {
    if ((await field(c, 'go')) === 'stop') return stop(c, null);
    return showForm(c, await readInput(c));
  });

  app.post('/otp/apply', async (c) => {
    const session = c.get('session');
    const go = await field(c, 'go');
    if (go === 'stop') return stop(c, null);
    const input = await readInput(c);
    if (go === 'back') return showChoice(c, input);
    const refused = await obstacle(c);
    if (refused) return refused;
    const kept = await field(c, 'kept', 1024);
    const typed = halfWidth(await field(c, 'activationPassword', 64));
    const repeat = halfWidth(await field(c, 'activationPasswordRepeat', 64));
    const before = typed === '' && repeat === '' ? keptPassword(store, session, kept) : '';
    const password = before || typed;
    const errors = applyErrors(input, password, before || repeat);
    if (Object.keys(errors).length > 0) return showForm(c, input, { errors, kept: before ? kept : '' });
    const questioned = await needsAdditionalAuthentication(web, c, session, 'apply');
    if (questioned && (await answersLocked(web, session.customer))) return message(c, 'answers-locked', 403);
    const plan: ApplyPlan = {
      id: randomUuid(store.random),
      email: input.email,
      token:
        input.form === 'hardware'
          ? { kind: 'hardware' }
          : { kind: 'software', device: input.device as 'phone' | 'pc', password },
      come: questioned ? 'asked' : 'typed',
      questioned,
    };
    return questioned ? showAnswers(c, plan, false) : showConfirm(c, plan);
  });

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

  app.post('/otp/apply/answers', async (c) => {
    const plan = await planOf(c, 'asked');
    if (plan instanceof Response) return plan;
    const go = await field(c, 'go');
    if (go === 'stop') return stop(c, plan);
    if (go === 'back') return backToForm(c, plan);
    const verdict = await checkAnswers(web, c, c.get('session'));
    if (verdict === 'locked') return message(c, 'answers-locked', 403);
    return verdict === 'right' ? showConfirm(c, plan) : showAnswers(c, plan, true);
  });

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
