import type { Hono } from 'hono';
import { audit } from '../../audit.ts';
import { logInOperator } from '../operator-login.ts';
import { beginOperatorSession, endOperatorSession, readOperatorSession } from '../operator-session.ts';
import { deskLoginPage } from '../pages/login.ts';
import { deskMessage } from '../pages/message.ts';
import type { DeskContext, DeskEnv, DeskWeb } from '../types.ts';
import {
  deskCookie,
  deskField,
  deskPage,
  dropDeskCookie,
  isLoginForm,
  loginContext,
  nobodysContext,
  operatorsOnly,
  putDeskCookie,
} from '../web.ts';

/** A clerk's login and logout. */
export function deskLoginRoutes(app: Hono<DeskEnv>, web: DeskWeb): void {
  const { store } = web;
  const form = (
    c: DeskContext,
    model: Partial<Parameters<typeof deskLoginPage>[1]>,
    status: 200 | 400 | 401 | 429 = 200,
  ) => deskPage(c, deskLoginPage(loginContext(web, c), { id: '', reason: 'first', ...model }), status);

  app.get('/', (c) => c.redirect('/customers', 303));

  app.get('/login', async (c) => {
    const id = deskCookie(web, c);
    if (id && (await readOperatorSession(store, id, web.limits))) return c.redirect('/customers', 303);
    return form(c, {});
  });

  app.post('/login', async (c) => {
    const id = await deskField(c, 'operator', 64);
    if (!(await isLoginForm(web, c))) return form(c, { id, reason: 'stale' }, 400);
    const result = await logInOperator(web, {
      id,
      password: await deskField(c, 'password'),
      address: c.env?.incoming?.socket?.remoteAddress ?? 'unknown',
    });
    if (result.outcome !== 'in')
      return form(c, { id, reason: result.outcome }, result.outcome === 'later' ? 429 : 401);
    const before = deskCookie(web, c);
    if (before) await endOperatorSession(store, before);
    putDeskCookie(web, c, await beginOperatorSession(store, result.operator));
    return c.redirect('/customers', 303);
  });

  app.post('/logout', operatorsOnly(web), async (c) => {
    const { id, operator } = c.get('session');
    await endOperatorSession(store, id);
    await audit(store, null, 'desk-logout', { actor: `desk:${operator.id}` });
    dropDeskCookie(web, c);
    return c.redirect('/logged-out', 303);
  });
  app.get('/logged-out', (c) => deskPage(c, deskMessage(nobodysContext(web), 'logged-out')));
}
