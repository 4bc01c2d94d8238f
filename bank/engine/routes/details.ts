import type { Hono } from 'hono';
import * as v from 'valibot';
import { isAppError } from '../../../core/error.ts';
import { audit } from '../audit.ts';
import type { Customer } from '../customers.ts';
import { changeLines, changeNotice } from '../details-words.ts';
import { emailSchema } from '../email-address.ts';
import { openForm, sealForm } from '../form-seal.ts';
import type { DetailsChange, DetailsErrors, DetailsInput } from '../pages/operations-models.ts';
import { isIpPhone, readNumber } from '../phone/number.ts';
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

/** A number somebody in Japan can be reached at: fixed lines have ten digits, mobile ones eleven. */
const REACHABLE = /^\+81(?:[5-9]0[1-9]\d{7}|(?!120|570|990|800)[1-9]\d{8})$/u;

/** The e-mail address and the telephone number: looked at, changed, and told about. */
export function detailsRoutes(app: Hono<BankEnv>, web: BankWeb): void {
  const { store, institution, pages } = web;

  /** What the input comes to: `null` for what stays as it is. */
  const check = (
    customer: Customer,
    input: DetailsInput,
  ): { errors: DetailsErrors; change: DetailsChange } => {
    const errors: DetailsErrors = {};
    const change: DetailsChange = { email: null, phone: null };
    if (!v.is(emailSchema, input.email))
      errors.email =
        input.email === ''
          ? 'メールアドレスを入力してください。'
          : 'メールアドレスの形式をお確かめください。';
    else if (input.email !== customer.email) change.email = input.email;
    const number = readNumber(input.phone);
    if (input.phone !== '') {
      if (number !== null && isIpPhone(number))
        errors.phone = `050で始まるIP電話の番号は登録できません。携帯電話または固定電話の番号を入力してください。ほかに番号をお持ちでないときは、${institution.desk.name}(${institution.desk.phone})へお電話ください。`;
      else if (number === null || !REACHABLE.test(number))
        errors.phone = '日本国内の電話番号を、市外局番から入力してください(例: 090-1234-5678)。';
      else if (number !== customer.phone) change.phone = number;
    }
    if (Object.keys(errors).length === 0 && change.email === null && change.phone === null)
      errors.all = 'いまのご登録と同じ内容です。変更する項目を入力してください。';
    return { errors, change };
  };

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
    const { errors, change } = check(session.customer, input);
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
