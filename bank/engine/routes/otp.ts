import type { Hono } from 'hono';
import { isAppError } from '../../../core/error.ts';
import { audit } from '../audit.ts';
import { chargeConfirmation, clearConfirmation, confirmationFailures } from '../customers.ts';
import { readCode } from '../login.ts';
import { readOtpStatus } from '../otp.ts';
import { checkPassword } from '../password.ts';
import { randomUuid } from '../random-uuid.ts';
import { rotateSession } from '../session.ts';
import {
  type BankContext,
  type BankEnv,
  type BankWeb,
  customerContext,
  field,
  page,
  putSessionCookie,
} from '../web.ts';

/** Status, start of use on a PC, and cancelling; all behind `customersOnly`. */
export function otpRoutes(app: Hono<BankEnv>, web: BankWeb): void {
  const { store, institution, pages, authority } = web;
  const statusOf = (c: BankContext) =>
    readOtpStatus(store, authority, institution.serviceId, c.get('session').customer);
  /** What the session may do changed: its id changes with it. */
  const renew = async (c: BankContext): Promise<void> =>
    putSessionCookie(web, c, await rotateSession(store, c.get('session').id));

  app.get('/otp', async (c) => {
    const said = c.req.query('said');
    const status = await statusOf(c);
    return page(
      c,
      pages.otpStatus(customerContext(web, c.get('session')), {
        status,
        said:
          said === 'stopped' ? 'stopped' : said === 'started' && status.kind === 'in-use' ? 'started' : null,
      }),
    );
  });

  app.get('/otp/start', async (c) => {
    if ((await statusOf(c)).kind !== 'activated') return c.redirect('/otp', 303);
    return page(c, pages.startForm(customerContext(web, c.get('session')), { refused: false }));
  });

  app.post('/otp/start', async (c) => {
    const session = c.get('session');
    const status = await statusOf(c);
    if (status.kind !== 'activated') return c.redirect('/otp', 303);
    const code = readCode(await field(c, 'code', 32));
    if (code !== '') {
      const answer = await authority.start(status.registration.id, code, randomUuid(store.random));
      if (answer.outcome === 'accepted') {
        await audit(store, session.customer.ref, 'otp-started');
        await renew(c);
        return c.redirect('/otp?said=started', 303);
      }
      if (answer.outcome === 'not-usable' || answer.state === 'suspended') return c.redirect('/otp', 303);
    }
    await audit(store, session.customer.ref, 'otp-start-refused');
    return page(c, pages.startForm(customerContext(web, session), { refused: true }), 422);
  });

  const cancellable = (kind: string): boolean =>
    kind === 'issued' || kind === 'activated' || kind === 'in-use';

  app.get('/otp/cancel', async (c) => {
    const session = c.get('session');
    const context = customerContext(web, session);
    if (!cancellable((await statusOf(c)).kind)) return c.redirect('/otp', 303);
    if ((await confirmationFailures(store, session.customer.ref)) >= institution.confirmationLimit)
      return page(c, pages.message(context, 'confirmation-locked'), 403);
    return page(c, pages.cancelForm(context, { refused: false }));
  });

  app.post('/otp/cancel', async (c) => {
    const session = c.get('session');
    const { customer } = session;
    const context = customerContext(web, session);
    const status = await statusOf(c);
    if (status.kind === 'none' || !cancellable(status.kind)) return c.redirect('/otp', 303);
    if (!(await chargeConfirmation(store, customer.ref, institution.confirmationLimit)))
      return page(c, pages.message(context, 'confirmation-locked'), 403);
    if (!(await checkPassword(store, customer.ref, 'confirm', await field(c, 'confirmation')))) {
      await audit(store, customer.ref, 'otp-cancel-refused');
      const failures = await confirmationFailures(store, customer.ref);
      return failures >= institution.confirmationLimit
        ? page(c, pages.message(context, 'confirmation-locked'), 403)
        : page(c, pages.cancelForm(context, { refused: true }), 422);
    }
    await clearConfirmation(store, customer.ref);
    try {
      await authority.cancel(status.registration.id, `cancel-${status.registration.id}`);
    } catch (error) {
      // Ended meanwhile, by a second press of the button or by the desk: that is what was wanted.
      if (!isAppError(error, 'wrong-state')) throw error;
    }
    await audit(store, customer.ref, 'otp-cancelled');
    await renew(c);
    return c.redirect('/otp/cancelled', 303);
  });

  app.get('/otp/cancelled', async (c) => {
    if ((await statusOf(c)).kind !== 'ended') return c.redirect('/otp', 303);
    return page(c, pages.cancelDone(customerContext(web, c.get('session'))));
  });
}
