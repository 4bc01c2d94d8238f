import type { Hono } from 'hono';
import * as v from 'valibot';
import { hadAllSetUps, waitsUntil } from '../apply/carry-out.ts';
import { checkFactors, prepareFactors } from '../factors/factors.ts';
import type { FactorFault, FactorRequest } from '../factors/types.ts';
import { openForm, sealForm } from '../form-seal.ts';
import { identify, statusAtLogin } from '../login.ts';
import type { LoginModel } from '../pages/login-models.ts';
import type { MessageKind } from '../pages/pages.ts';
import { leavePhone, openPhone, type PhoneStep, phoneObstacle, pressPhone } from '../phone/step.ts';
import { randomUuid } from '../random-uuid.ts';
import { endLostToken, hasLostToken } from '../recovery/recover.ts';
import { recoverySteps } from '../recovery/steps.ts';
import { beginSession, endSession, moveSession, type Session } from '../session.ts';
import { refundTry } from '../throttle.ts';
import {
  addressOf,
  type BankContext,
  type BankEnv,
  type BankWeb,
  bareContext,
  customersOnly,
  field,
  isVisitorForm,
  page,
  putSessionCookie,
  sessionCookie,
  underWayContext,
  visitorContext,
} from '../web.ts';
import { isPhone, nameOf, typedOf } from './login.ts';
import { breakOff } from './login-stage.ts';

const WITHIN = 10 * 60_000;
const planSchema = v.strictObject({ id: v.string(), come: v.picklist(['typed', 'proved', 'done']) });
type Plan = v.InferOutput<typeof planSchema>;

/**
 * The way back without a code, for somebody whose token is lost, gone or suspended: who they are, what the
 * policy asks for, the call; then the token is ended and they may apply for a new one, at once or from the
 * day the re-issue rule names. Nothing is done before the last step.
 */
export function recoveryRoutes(app: Hono<BankEnv>, web: BankWeb): void {
  const { store, institution, pages } = web;
  if (institution.recovery === null) return;
  const byPhone = institution.operations['recover-token'].includes('phone');
  for (const path of ['/recover/confirm', '/recover/phone', '/recover/done'])
    app.use(path, customersOnly(web, ['recover']));

  const form = (
    c: BankContext,
    model: Partial<Omit<LoginModel, 'code'>>,
    status: 200 | 400 | 401 | 429 = 200,
  ) =>
    page(
      c,
      pages.recoverForm(visitorContext(web, c), {
        by: institution.login.by[0] ?? 'login-id',
        loginId: '',
        branch: '',
        account: '',
        reason: 'first',
        steps: recoverySteps(institution, 'identify'),
        ...model,
      }),
      status,
    );

  app.get('/recover', (c) => form(c, {}));

  app.post('/recover', async (c) => {
    const typed = await typedOf(c, web);
    if (!(await isVisitorForm(web, c))) return form(c, { ...typed, reason: 'stale' }, 400);
    const address = addressOf(c);
    const found = await identify(web, {
      name: nameOf(typed),
      password: await field(c, institution.fields.password),
      address,
    });
    if (found.outcome !== 'known')
      return form(c, { ...typed, reason: found.outcome }, found.outcome === 'later' ? 429 : 401);
    const { customer, counted } = found;
    await refundTry(store, 'address', address);
    await refundTry(store, 'login-id', counted);
    const before = sessionCookie(web, c);
    if (before) await endSession(store, before);
    putSessionCookie(web, c, await beginSession(store, customer, { stage: 'recover', onPhone: isPhone(c) }));
    return c.redirect('/recover/confirm', 303);
  });

  /** It ends here, and nothing was done. */
  const over = async (c: BankContext, kind: MessageKind, status: 200 | 400 | 403 | 409 = 403) => {
    await breakOff(web, c, c.get('session'));
    return page(c, pages.message(bareContext(web), kind), status);
  };

  const requestOf = (plan: Plan): FactorRequest => ({
    operation: 'recover-token',
    subject: plan.id,
    summary: 'ワンタイムパスワードの再発行',
  });
  const seal = (session: Session, plan: Plan): string => sealForm(store, session.id, 'recover', plan, WITHIN);
  const open = (session: Session, sealed: string, come: Plan['come']): Plan | null => {
    const opened = v.safeParse(planSchema, openForm(store, session.id, 'recover', sealed));
    return opened.success && opened.output.come === come ? opened.output : null;
  };
  const planOf = async (c: BankContext, come: Plan['come']): Promise<Plan | null> =>
    open(c.get('session'), await field(c, 'sealed', 4096), come);

  const showConfirm = async (c: BankContext, plan: Plan, fault: FactorFault | null) => {
    const session = c.get('session');
    const factors = await prepareFactors(web, session, requestOf(plan));
    if (factors.stop) return over(c, factors.stop);
    const model = {
      sealed: seal(session, { ...plan, come: 'typed' }),
      factors,
      fault,
      steps: recoverySteps(institution, 'confirm'),
    };
    return page(c, pages.recoverConfirm(underWayContext(web, session), model), fault ? 422 : 200);
  };

  app.get('/recover/confirm', async (c) => {
    const session = c.get('session');
    const status = await statusAtLogin(web, session.customer);
    const from = status.kind === 'ended' ? await waitsUntil(web, session) : null;
    if (from !== null) {
      await breakOff(web, c, session);
      return page(c, pages.recoverDone(bareContext(web), { from }));
    }
    if (!hasLostToken(status)) return over(c, 'nothing-to-recover', 409);
    // The old token may still work on the old phone: it is not ended for somebody who may have no other.
    if (await hadAllSetUps(web, session)) return over(c, 'issue-limit', 409);
    const phone = byPhone ? phoneObstacle(session) : null;
    if (phone) return over(c, phone);
    return showConfirm(c, { id: randomUuid(store.random), come: 'typed' }, null);
  });

  const carryOut = async (c: BankContext, plan: Plan): Promise<Response> => {
    const session = c.get('session');
    await endLostToken(web, session);
    // The session changes on the next page only: a button pressed twice must not come back with one that is gone.
    return c.redirect(`/recover/done?plan=${seal(session, { ...plan, come: 'done' })}`, 303);
  };

  app.get('/recover/done', async (c) => {
    const session = c.get('session');
    if (!open(session, c.req.query('plan') ?? '', 'done')) return c.redirect('/recover/confirm', 303);
    const from = await waitsUntil(web, session);
    if (from === null) {
      putSessionCookie(web, c, await moveSession(store, session, 'apply'));
      return c.redirect('/otp/apply', 303);
    }
    await breakOff(web, c, session);
    return page(c, pages.recoverDone(bareContext(web), { from }));
  });

  const phoneStep = (session: Session, plan: Plan): PhoneStep => ({
    plan: plan.id,
    title: '電話番号の確認',
    inside: false,
    steps: recoverySteps(institution, 'phone'),
    action: '/recover/phone',
    sealed: seal(session, { ...plan, come: 'proved' }),
    stopLabel: '中止する',
  });

  const stopped = async (c: BankContext, plan: Plan): Promise<Response> => {
    await leavePhone(web, c.get('session'), plan.id);
    return over(c, 'recovery-stopped', 200);
  };

  app.post('/recover/confirm', async (c) => {
    const session = c.get('session');
    const plan = await planOf(c, 'typed');
    if (!plan) return over(c, 'bad-form', 400);
    const go = await field(c, 'go');
    if (go === 'stop') return stopped(c, plan);
    if (go === 'back') {
      await breakOff(web, c, session);
      return c.redirect('/recover', 303);
    }
    const result = await checkFactors(web, c, session, requestOf(plan));
    if (result.outcome === 'stop') return over(c, result.message);
    if (result.outcome === 'wrong') return showConfirm(c, plan, result.fault);
    if (!result.phone) return carryOut(c, plan);
    const shown = await openPhone(web, c, session, phoneStep(session, plan));
    return typeof shown === 'string' ? over(c, shown) : shown;
  });

  app.post('/recover/phone', async (c) => {
    const session = c.get('session');
    const plan = await planOf(c, 'proved');
    if (!plan) return over(c, 'bad-form', 400);
    const go = await field(c, 'go');
    if (go === 'stop') return stopped(c, plan);
    if (go === 'back') {
      await leavePhone(web, session, plan.id);
      return showConfirm(c, plan, null);
    }
    const pending = await pressPhone(web, c, session, phoneStep(session, plan), go);
    if (pending === null) return carryOut(c, plan);
    return typeof pending === 'string' ? over(c, pending) : pending;
  });
}
