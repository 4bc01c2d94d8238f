import type { Hono } from 'hono';
import { entriesOf } from '../ledger.ts';
import { readOtpStatus } from '../otp.ts';
import { endsSoon } from '../renewal.ts';
import { accountViews } from '../views.ts';
import { type BankEnv, type BankWeb, customerContext, page } from '../web.ts';

/** Home, balances and statements; all behind `customersOnly`. */
export function accountRoutes(app: Hono<BankEnv>, web: BankWeb): void {
  const { store, institution, pages } = web;

  app.get('/menu', async (c) => {
    const session = c.get('session');
    const accounts = await accountViews(web, session.customer);
    const status = await readOtpStatus(store, web.authority, institution.serviceId, session.customer).catch(
      () => null,
    );
    const ordered = status?.kind === 'none' && status.ordered !== undefined;
    const otp = ordered ? 'ordered' : (status?.kind ?? 'unknown');
    const first = accounts[0];
    return page(
      c,
      pages.menu(customerContext(web, session), {
        accounts,
        entries: first ? await entriesOf(store, first.id, 5) : [],
        otp,
        endsSoon: endsSoon(institution, status, store.clock()),
        pausedUntil: status?.kind === 'paused' && !status.over ? status.until : null,
        begun: c.req.query('began') === '1' && otp === 'in-use',
      }),
    );
  });

  app.get('/balances', async (c) => {
    const session = c.get('session');
    return page(
      c,
      pages.balances(customerContext(web, session), { accounts: await accountViews(web, session.customer) }),
    );
  });

  app.get('/entries', async (c) => {
    const session = c.get('session');
    const accounts = await accountViews(web, session.customer);
    const asked = c.req.query('account');
    const chosen = asked === undefined ? accounts[0] : accounts.find((account) => account.id === asked);
    if (asked !== undefined && !chosen)
      return page(c, pages.message(customerContext(web, session), 'not-found'), 404);
    const entries = chosen ? await entriesOf(store, chosen.id, 100) : [];
    return page(
      c,
      pages.entries(customerContext(web, session), { accounts, chosen: chosen ?? null, entries }),
    );
  });
}
