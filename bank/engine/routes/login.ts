import type { Hono } from 'hono';
import { audit } from '../audit.ts';
import { logIn, readCode } from '../login.ts';
import type { LoginModel } from '../pages/pages.ts';
import { beginSession, endSession, readSession } from '../session.ts';
import {
  type BankContext,
  type BankEnv,
  type BankWeb,
  bareContext,
  customersOnly,
  dropSessionCookie,
  field,
  isVisitorForm,
  page,
  putSessionCookie,
  sessionCookie,
  visitorContext,
} from '../web.ts';

/** Client hint first, user agent where a browser sends none. */
const isPhone = (c: BankContext): boolean => {
  const hint = c.req.header('sec-ch-ua-mobile');
  return hint ? hint === '?1' : /Mobile|iPhone|Android/u.test(c.req.header('user-agent') ?? '');
};

/** The code as typed: one field, or the boxes of a split one put together. */
async function codeOf(c: BankContext, names: string | readonly string[]): Promise<string> {
  const parts: string[] = [];
  for (const name of [names].flat()) parts.push(await field(c, name, 32));
  return parts.join('');
}

/** Login, the hand-over from the token app, logout. */
export function loginRoutes(app: Hono<BankEnv>, web: BankWeb): void {
  const { institution, store } = web;
  const form = (c: BankContext, model: Partial<LoginModel>, status: 200 | 400 | 401 | 429 = 200) =>
    page(
      c,
      institution.loginPage(visitorContext(web, c), { loginId: '', code: '', reason: 'first', ...model }),
      status,
    );

  app.get('/', (c) => c.redirect('/login', 303));

  app.get('/login', async (c) => {
    const id = sessionCookie(web, c);
    if (id && (await readSession(store, id, web.limits))) return c.redirect('/menu', 303);
    return form(c, {});
  });

  app.post('/login', async (c) => {
    const loginId = await field(c, institution.fields.loginId, 64);
    if (!(await isVisitorForm(web, c))) return form(c, { loginId, reason: 'stale' }, 400);
    const result = await logIn(web, {
      loginId,
      password: await field(c, institution.fields.password),
      code: await codeOf(c, institution.fields.otp),
      address: c.env?.incoming?.socket?.remoteAddress ?? 'unknown',
      onPhone: isPhone(c),
    });
    switch (result.outcome) {
      case 'in': {
        const before = sessionCookie(web, c);
        if (before) await endSession(store, before);
        putSessionCookie(web, c, await beginSession(store, result.customer));
        return c.redirect(result.began ? '/menu?began=1' : '/menu', 303);
      }
      case 'refused':
        return form(c, { loginId, reason: 'refused' }, 401);
      case 'later':
        return form(c, { loginId, reason: 'later' }, 429);
      case 'suspended':
        return page(c, web.pages.message(bareContext(web), 'suspended'), 403);
      case 'unavailable':
        return page(c, web.pages.message(bareContext(web), 'unavailable-login'), 503);
    }
  });

  // From another site, without cookies: shows the form with the code in it and does nothing else.
  app.post('/otp-entry', async (c) => form(c, { code: readCode(await field(c, 'code', 32)) }));

  app.post('/logout', customersOnly(web), async (c) => {
    const { id, customer } = c.get('session');
    await endSession(store, id);
    await audit(store, customer.ref, 'logout');
    dropSessionCookie(web, c);
    return c.redirect('/logged-out', 303);
  });
  app.get('/logged-out', (c) => page(c, web.pages.message(bareContext(web), 'logged-out')));
}
