import type { Hono } from 'hono';
import * as v from 'valibot';
import { normaliseAnswer, setAnswer } from '../answers.ts';
import { audit } from '../audit.ts';
import { openForm, sealForm } from '../form-seal.ts';
import { statusAtLogin } from '../login.ts';
import { nextStage } from '../login-stages.ts';
import { answerField, LONGEST_ANSWER } from '../pages/login-parts.ts';
import {
  type BankContext,
  type BankEnv,
  type BankWeb,
  customersOnly,
  field,
  page,
  underWayContext,
} from '../web.ts';
import { goOn } from './login-stage.ts';

const CONFIRM_WITHIN = 10 * 60_000;
const draftSchema = v.record(v.string(), v.pipe(v.string(), v.maxLength(LONGEST_ANSWER)));

/** お客さま情報登録: at the first login a customer chooses the answers of the additional authentication. */
export function registerRoutes(app: Hono<BankEnv>, web: BankWeb): void {
  const { store, institution, pages } = web;
  const questions = institution.additionalAuthentication?.questions ?? [];
  const context = (c: BankContext) => underWayContext(web, c.get('session'));

  function check(typed: Readonly<Record<string, string>>): Record<string, string> {
    const errors: Record<string, string> = {};
    const taken = new Set<string>();
    for (const { id } of questions) {
      const answer = normaliseAnswer(typed[id] ?? '');
      if (answer === '') errors[id] = '答えを入力してください。';
      else if (taken.has(answer))
        errors[id] = 'ほかの質問と同じ答えは使えません。別の答えを入力してください。';
      taken.add(answer);
    }
    return errors;
  }

  app.use('/register', customersOnly(web, ['register']));
  app.use('/register/*', customersOnly(web, ['register']));

  app.get('/register', (c) => page(c, pages.registerForm(context(c), { questions, typed: {}, errors: {} })));

  app.post('/register', async (c) => {
    const typed: Record<string, string> = {};
    for (const question of questions)
      typed[question.id] = (await field(c, answerField(question), LONGEST_ANSWER)).trim();
    const errors = check(typed);
    if (Object.keys(errors).length > 0)
      return page(c, pages.registerForm(context(c), { questions, typed, errors }), 422);
    const sealed = sealForm(store, c.get('session').id, 'register', typed, CONFIRM_WITHIN);
    return page(c, pages.registerConfirm(context(c), { questions, typed, sealed }));
  });

  app.post('/register/confirm', async (c) => {
    const session = c.get('session');
    const { customer, onPhone, began } = session;
    const opened = v.safeParse(
      draftSchema,
      openForm(store, session.id, 'register', await field(c, 'sealed', 4096)),
    );
    if (!opened.success) return page(c, pages.message(context(c), 'bad-form'), 400);
    const typed = opened.output;
    if ((await field(c, 'go', 16)) === 'back')
      return page(c, pages.registerForm(context(c), { questions, typed, errors: {} }));
    if (Object.keys(check(typed)).length > 0) return page(c, pages.message(context(c), 'bad-form'), 400);
    const status = await statusAtLogin(web, customer);
    for (const { id } of questions) await setAnswer(store, customer.ref, id, typed[id] ?? '');
    const registered = { ...customer, registered_at: store.clock() };
    await store.db
      .updateTable('customers')
      .set({ registered_at: registered.registered_at, answer_failures: 0 })
      .where('ref', '=', customer.ref)
      .execute();
    await audit(store, customer.ref, 'answers-registered');
    const stage = nextStage(web, registered, { answers: false, code: false, status, began, onPhone });
    return goOn(web, c, { ...session, customer: registered }, stage);
  });

  app.get('/register/confirm', (c) => c.redirect('/register', 303));
}
