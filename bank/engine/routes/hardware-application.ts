import type { Hono } from 'hono';
import { applySteps } from '../apply/steps.ts';
import { audit } from '../audit.ts';
import { closeHardwareApplication, openHardwareApplication } from '../hardware-application.ts';
import { type BankContext, type BankEnv, type BankWeb, customerContext, page } from '../web.ts';

/** The customer's side of an application for a hardware token: received, and withdrawn. */
export function hardwareApplicationRoutes(app: Hono<BankEnv>, web: BankWeb): void {
  const { store, institution, pages } = web;
  const openOf = (c: BankContext) => openHardwareApplication(store, c.get('session').customer.ref);

  app.get('/otp/apply/ordered', async (c) => {
    const session = c.get('session');
    const inside = session.stage === 'in';
    const open = await openOf(c);
    if (!open) return c.redirect(inside ? '/otp' : '/otp/apply', 303);
    const model = { email: open.email, inside, steps: applySteps(institution, 'done', false) };
    return page(c, pages.hardwareDone(customerContext(web, session), model));
  });

  app.get('/otp/apply/withdraw', async (c) => {
    const open = await openOf(c);
    if (!open) return c.redirect('/otp', 303);
    const context = customerContext(web, c.get('session'));
    return page(c, pages.hardwareWithdraw(context, { orderedAt: open.createdAt }));
  });

  app.post('/otp/apply/withdraw', async (c) => {
    const open = await openOf(c);
    // Closed meanwhile, by a second press or by the desk that sent a token: the status page tells which.
    if (open && (await closeHardwareApplication(store, open.id, null)))
      await audit(store, open.customerRef, 'otp-hardware-withdrawn');
    return c.redirect('/otp', 303);
  });
}
