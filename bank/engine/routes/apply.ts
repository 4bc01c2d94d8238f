import type { Hono } from 'hono';
import * as v from 'valibot';
import { isAppError } from '../../../core/error.ts';
import { ACTIVATION_PASSWORD } from '../../../core/protocol/ids.ts';
import { audit } from '../audit.ts';
import { openForm, sealForm } from '../form-seal.ts';
import { readOtpStatus } from '../otp.ts';
import type { ApplyErrors } from '../pages/pages.ts';
import { randomUuid } from '../random-uuid.ts';
import { type BankEnv, type BankWeb, customerContext, field, page } from '../web.ts';

const emailSchema = v.pipe(v.string(), v.maxLength(254), v.email());
const draftSchema = v.strictObject({
  id: v.string(),
  email: emailSchema,
  device: v.picklist(['phone', 'pc']),
  password: v.pipe(v.string(), v.regex(ACTIVATION_PASSWORD)),
});
const CONFIRM_WITHIN = 10 * 60_000;

const halfWidth = (typed: string): string => typed.normalize('NFKC').trim();

function check(input: { email: string; device: string; password: string; repeat: string }): ApplyErrors {
  const errors: ApplyErrors = {};
  if (input.email === '') errors.email = 'メールアドレスを入力してください。';
  else if (!v.is(emailSchema, input.email)) errors.email = 'メールアドレスの形式をお確かめください。';
  if (input.device !== 'phone' && input.device !== 'pc') errors.device = '端末を選んでください。';
  if (!ACTIVATION_PASSWORD.test(input.password))
    errors.password = '利用開始パスワードは4〜8桁の数字で入力してください。';
  else if (input.password !== input.repeat)
    errors.repeat = '利用開始パスワードが一致しません。同じ数字を2回入力してください。';
  return errors;
}

/** Applying for a one-time password: input, confirmation, done. Nothing is kept until the last press. */
export function applyRoutes(app: Hono<BankEnv>, web: BankWeb): void {
  const { store, institution, pages, authority } = web;

  const linkOf = (link: string): string | null =>
    URL.canParse(link) && new URL(link).origin === web.appAddress ? link : null;

  app.get('/otp/apply', async (c) => {
    const session = c.get('session');
    const status = await readOtpStatus(store, authority, institution.serviceId, session.customer);
    if (status.kind !== 'none' && status.kind !== 'ended') return c.redirect('/otp', 303);
    const input = { email: session.customer.email, device: '' };
    return page(c, pages.applyForm(customerContext(web, session), { input, errors: {} }));
  });

  app.post('/otp/apply', async (c) => {
    const session = c.get('session');
    const context = customerContext(web, session);
    const input = { email: (await field(c, 'email', 300)).trim(), device: await field(c, 'device', 16) };
    const password = halfWidth(await field(c, 'activationPassword', 64));
    const repeat = halfWidth(await field(c, 'activationPasswordRepeat', 64));
    const errors = check({ ...input, password, repeat });
    if (Object.keys(errors).length > 0) return page(c, pages.applyForm(context, { input, errors }), 422);
    const draft = { id: randomUuid(store.random), ...input, password };
    const sealed = sealForm(store, session.id, 'apply', draft, CONFIRM_WITHIN);
    return page(c, pages.applyConfirm(context, { input, sealed }));
  });

  app.post('/otp/apply/confirm', async (c) => {
    const session = c.get('session');
    const context = customerContext(web, session);
    const opened = v.safeParse(
      draftSchema,
      openForm(store, session.id, 'apply', await field(c, 'sealed', 4096)),
    );
    if (!opened.success) return page(c, pages.message(context, 'bad-form'), 400);
    const draft = opened.output;
    if ((await field(c, 'go')) === 'back')
      return page(
        c,
        pages.applyForm(context, { input: { email: draft.email, device: draft.device }, errors: {} }),
      );
    // Written before the call: should its answer be lost, the bank still knows to ask.
    await store.db
      .insertInto('applications')
      .values({
        id: draft.id,
        customer_ref: session.customer.ref,
        registration_id: null,
        email: draft.email,
        form: 'software',
        device: draft.device,
        setup_link: null,
        created_at: store.clock(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    try {
      // The draft's id is the key: a second press of the button is answered as the first one was.
      const issued = await authority.issue(
        {
          serviceId: institution.serviceId,
          customer: session.customer.ref,
          device: { kind: draft.device },
          activationPassword: draft.password,
          mail: { to: draft.email, language: 'ja' },
        },
        draft.id,
      );
      const noted = await store.db
        .updateTable('applications')
        .set({ registration_id: issued.id, setup_link: linkOf(issued.setupLink) })
        .where('id', '=', draft.id)
        .where('registration_id', 'is', null)
        .executeTakeFirst();
      if (noted.numUpdatedRows > 0n) await audit(store, session.customer.ref, 'otp-applied');
    } catch (error) {
      if (isAppError(error, 'reissue-too-early'))
        return page(c, pages.message(context, 'reissue-too-early'), 409);
      if (isAppError(error, 'already-registered')) return c.redirect('/otp', 303);
      throw error;
    }
    return c.redirect('/otp/apply/done', 303);
  });

  app.get('/otp/apply/done', async (c) => {
    const session = c.get('session');
    const status = await readOtpStatus(store, authority, institution.serviceId, session.customer);
    if (status.kind !== 'issued' || status.registration.userId === null) return c.redirect('/otp', 303);
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
      }),
    );
  });
}
