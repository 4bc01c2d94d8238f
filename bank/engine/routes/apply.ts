import type { Hono } from 'hono';
import { parseAcceptLanguage, pickLanguage } from '../../../core/i18n/language.ts';
import { answersLocked, checkAnswers, needsAdditionalAuthentication } from '../additional-authentication.ts';
import { applyFlow } from '../apply/flow.ts';
import { type ApplyPlan, applyErrors, keptPassword } from '../apply/plan.ts';
import type { ApplyInput } from '../pages/apply-models.ts';
import { randomUuid } from '../random-uuid.ts';
import { type BankContext, type BankEnv, type BankWeb, customersOnly, field } from '../web.ts';
import { applyConfirmRoutes } from './apply-confirm.ts';

const halfWidth = (typed: string): string => typed.normalize('NFKC').trim();

/**
 * Applying for a token: form of token where there is a choice, input, additional authentication where risk
 * asks, confirmation, the call, done. Each step can go back or be broken off; nothing is kept until the last.
 */
export function applyRoutes(app: Hono<BankEnv>, web: BankWeb): void {
  const { store, institution } = web;
  const flow = applyFlow(web);
  const { message, stop, obstacle, showForm, backToForm, showChoice, showAnswers, showConfirm, planOf } =
    flow;
  for (const path of ['/otp/apply', '/otp/apply/*']) app.use(path, customersOnly(web, ['in', 'apply']));

  const readInput = async (c: BankContext): Promise<ApplyInput> => {
    const [first = 'software'] = institution.tokenForms;
    const form = await field(c, 'form', 16);
    return {
      form: institution.tokenForms.find((each) => each === form) ?? first,
      email: halfWidth(await field(c, 'email', 300)),
      device: await field(c, 'device', 16),
      language: (await field(c, 'language', 8)) === 'en' ? 'en' : 'ja',
    };
  };

  app.get('/otp/apply', async (c) => {
    const refused = await obstacle(c);
    if (refused) return refused;
    const session = c.get('session');
    const [form = 'software'] = institution.tokenForms;
    const input: ApplyInput = {
      form,
      email: session.customer.email,
      device: '',
      language: pickLanguage(parseAcceptLanguage(c.req.header('accept-language'))),
    };
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
          : {
              kind: 'software',
              device: input.device as 'phone' | 'pc',
              language: input.language,
              password,
            },
      come: questioned ? 'asked' : 'typed',
      questioned,
    };
    return questioned ? showAnswers(c, plan, false) : showConfirm(c, plan);
  });

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

  applyConfirmRoutes(app, web, flow);
}
