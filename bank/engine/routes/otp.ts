import type { Hono } from 'hono';
import { audit } from '../audit.ts';
import type { AuthenticationMethod } from '../institution.ts';
import { readCode } from '../login.ts';
import { methodsOf, setMethod } from '../methods.ts';
import { readOtpStatus } from '../otp.ts';
import { randomUuid } from '../random-uuid.ts';
import { moveSession } from '../session.ts';
import {
  type BankContext,
  type BankEnv,
  type BankWeb,
  customerContext,
  field,
  page,
  putSessionCookie,
  readCodeFields,
  renewSession,
} from '../web.ts';

/** Where the one-time password stands, and the start of its use; behind `customersOnly`. */
export function otpRoutes(app: Hono<BankEnv>, web: BankWeb): void {
  const { store, institution, pages, authority } = web;
  const methods = methodsOf(institution);
  const statusOf = (c: BankContext) =>
    readOtpStatus(store, authority, institution.serviceId, c.get('session').customer);

  app.get('/otp', async (c) => {
    const said = c.req.query('said');
    const status = await statusOf(c);
    const inUse = status.kind === 'in-use';
    // The use began: what the session may do changed, and its id changes with it.
    const session = inUse && said === 'started' ? await renewSession(web, c) : c.get('session');
    return page(
      c,
      pages.otpStatus(customerContext(web, session), {
        status,
        said: said === 'stopped' || (inUse && (said === 'started' || said === 'method')) ? said : null,
      }),
    );
  });

  const form = (c: BankContext, method: AuthenticationMethod, refused: boolean): Promise<Response> =>
    page(
      c,
      pages.startForm(customerContext(web, c.get('session')), { methods, method, refused }),
      refused ? 422 : 200,
    );

  app.get('/otp/start', async (c) => {
    if ((await statusOf(c)).kind !== 'activated') return c.redirect('/otp', 303);
    return form(c, methods[0] ?? 'code', false);
  });

  app.post('/otp/start', async (c) => {
    const session = c.get('session');
    const { customer } = session;
    const status = await statusOf(c);
    // The button pressed twice: it began with the first press.
    if (status.kind === 'in-use') return c.redirect('/otp?said=started', 303);
    if (status.kind !== 'activated') return c.redirect('/otp', 303);
    const typed = await field(c, 'method', 8);
    const method = methods.find((each) => each === typed) ?? methods[0] ?? 'code';
    const code = readCode(await readCodeFields(c, 'code'));
    if (code !== '') {
      const answer = await authority.start(status.registration.id, code, randomUuid(store.random));
      if (answer.outcome === 'accepted') {
        await setMethod(store.db, customer.ref, method);
        await audit(store, customer.ref, 'otp-started');
        if (methods.length > 1) await audit(store, customer.ref, 'method-chosen', { detail: { method } });
        // Who had to have a token before anything else now has one.
        if (session.stage !== 'in') putSessionCookie(web, c, await moveSession(store, session, 'in'));
        return c.redirect('/otp?said=started', 303);
      }
      if (answer.state === 'in-use') return c.redirect('/otp?said=started', 303);
      if (answer.outcome === 'not-usable' || answer.state === 'suspended') return c.redirect('/otp', 303);
    }
    await audit(store, customer.ref, 'otp-start-refused');
    return form(c, method, true);
  });
}
