import type { Hono } from 'hono';
import { audit } from '../audit.ts';
import { logIn, type NameGiven, readCode } from '../login.ts';
import { LOGIN_FIELDS, type LoginModel } from '../pages/login-models.ts';
import { browserCookie } from '../risk/browser.ts';
import { beginSession, endSession, readSession } from '../session.ts';
import { clearTries, refundTry } from '../throttle.ts';
import {
  addressOf,
  type BankContext,
  type BankEnv,
  type BankWeb,
  bareContext,
  customersOnly,
  dropSessionCookie,
  field,
  isVisitorForm,
  page,
  sessionCookie,
  visitorContext,
} from '../web.ts';
import { arrive, breakOff, dropHanded, keepHanded } from './login-stage.ts';

/** Client hint first, user agent where a browser sends none. */
export const isPhone = (c: BankContext): boolean => {
  const hint = c.req.header('sec-ch-ua-mobile');
  return hint ? hint === '?1' : /Mobile|iPhone|Android/u.test(c.req.header('user-agent') ?? '');
};

/** The code as typed: one field, or the boxes of a split one put together. */
async function codeOf(c: BankContext, names: string | readonly string[]): Promise<string> {
  const parts: string[] = [];
  for (const name of [names].flat()) parts.push(await field(c, name, 32));
  return parts.join('');
}

/** What was typed into the login form, but for its secrets. */
export async function typedOf(c: BankContext, web: BankWeb): Promise<Omit<LoginModel, 'code' | 'reason'>> {
  const ways = web.institution.login.by;
  const chosen = await field(c, LOGIN_FIELDS.by, 32);
  return {
    by: ways.find((way) => way === chosen) ?? ways[0] ?? 'login-id',
    loginId: await field(c, web.institution.fields.loginId, 64),
    branch: await field(c, LOGIN_FIELDS.branch, 16),
    account: await field(c, LOGIN_FIELDS.account, 16),
  };
}

/** The same as the login reads it. */
export const nameOf = ({ by, loginId, branch, account }: Omit<LoginModel, 'code' | 'reason'>): NameGiven =>
  by === 'login-id' ? { by, loginId } : { by, branch, account };

/** Login, the hand-over from the token app, logout. */
export function loginRoutes(app: Hono<BankEnv>, web: BankWeb): void {
  const { institution, store } = web;
  const form = (c: BankContext, model: Partial<LoginModel>, status: 200 | 400 | 401 | 429 = 200) =>
    page(
      c,
      institution.loginPage(visitorContext(web, c), {
        by: institution.login.by[0] ?? 'login-id',
        loginId: '',
        branch: '',
        account: '',
        code: '',
        reason: 'first',
        ...model,
      }),
      status,
    );

  app.get('/', (c) => c.redirect('/login', 303));

  app.get('/login', async (c) => {
    const id = sessionCookie(web, c);
    const session = id ? await readSession(store, id, web.limits) : null;
    if (session?.stage === 'in' || session?.stage === 'apply') return c.redirect('/menu', 303);
    // Whoever comes back here from the middle of a login begins anew.
    if (session) await breakOff(web, c, session);
    return form(c, {});
  });

  app.post('/login', async (c) => {
    const typed = await typedOf(c, web);
    const handed = readCode(await field(c, LOGIN_FIELDS.handed, 32));
    if (!(await isVisitorForm(web, c))) return form(c, { ...typed, reason: 'stale' }, 400);
    const onPhone = isPhone(c);
    const result = await logIn(web, {
      name: nameOf(typed),
      password: await field(c, institution.fields.password),
      code: await codeOf(c, institution.fields.otp),
      address: addressOf(c),
      onPhone,
      browser: browserCookie(web, c),
    });
    switch (result.outcome) {
      case 'on': {
        const { customer, stage, began, riskEvent } = result;
        const before = sessionCookie(web, c);
        if (before) await endSession(store, before);
        await clearTries(store, 'login-id', customer.login_id);
        await refundTry(store, 'address', addressOf(c));
        dropHanded(web, c);
        if (institution.login.code === 'second-page') keepHanded(web, c, handed);
        const id = await beginSession(store, customer, { stage, onPhone, began, riskEvent });
        return arrive(web, c, { id, customer, began, riskEvent }, stage);
      }
      case 'refused':
        return form(
          c,
          { ...typed, code: institution.login.code === 'second-page' ? handed : '', reason: 'refused' },
          401,
        );
      case 'later':
        return form(c, { ...typed, reason: 'later' }, 429);
      case 'stopped':
        return page(c, web.pages.message(bareContext(web), result.why), 403);
      case 'unavailable':
        return page(c, web.pages.message(bareContext(web), 'unavailable-login'), 503);
    }
  });

  // From another site, without cookies: shows the form with the code in it and does nothing else.
  app.post('/otp-entry', async (c) => form(c, { code: readCode(await field(c, 'code', 32)) }));

  app.post('/logout', customersOnly(web, ['in', 'apply']), async (c) => {
    const { id, customer } = c.get('session');
    await endSession(store, id);
    await audit(store, customer.ref, 'logout');
    dropSessionCookie(web, c);
    return c.redirect('/logged-out', 303);
  });
  app.get('/logged-out', (c) => page(c, web.pages.message(bareContext(web), 'logged-out')));
}
