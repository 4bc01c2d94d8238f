import type { MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { csrfToken, isCsrfToken } from '../form-seal.ts';
import type { Html } from '../pages/html.ts';
import { freshId } from '../session.ts';
import { readOperatorSession } from './operator-session.ts';
import { deskMessage } from './pages/message.ts';
import type { DeskContext, DeskEnv, DeskPageContext, DeskWeb, OperatorSession } from './types.ts';

const isSecure = (web: DeskWeb): boolean => web.origin.startsWith('https:');

/** Names of their own, so that no cookie of the customers' pages is ever taken for one of the desk. */
const cookieName = (web: DeskWeb, which: 'session' | 'form'): string =>
  `${isSecure(web) ? '__Host-' : ''}desk-${which}`;

const putCookie = (web: DeskWeb, c: DeskContext, which: 'session' | 'form', value: string): void =>
  setCookie(c, cookieName(web, which), value, {
    httpOnly: true,
    sameSite: 'Strict',
    path: '/',
    secure: isSecure(web),
  });

export const putDeskCookie = (web: DeskWeb, c: DeskContext, id: string): void =>
  putCookie(web, c, 'session', id);

export const dropDeskCookie = (web: DeskWeb, c: DeskContext): void => {
  deleteCookie(c, cookieName(web, 'session'), { path: '/', secure: isSecure(web) });
};

export const deskCookie = (web: DeskWeb, c: DeskContext): string | undefined =>
  getCookie(c, cookieName(web, 'session'));

/** Form tokens of the desk are not those of the customers' pages, though the key is the same. */
const subjectOf = (cookie: string): string => `desk:${cookie}`;

/** A page's context for a clerk. */
export const operatorContext = (web: DeskWeb, session: OperatorSession): DeskPageContext => ({
  institution: web.institution,
  csrf: csrfToken(web.store, subjectOf(session.id)),
  operator: session.operator,
  now: web.store.clock(),
});

/** The context of a page without a form that belongs to nobody. */
export const nobodysContext = (web: DeskWeb): DeskPageContext => ({
  institution: web.institution,
  csrf: '',
  operator: null,
  now: web.store.clock(),
});

/** The login page's context, with a form cookie of this browser's own (made when missing). */
export function loginContext(web: DeskWeb, c: DeskContext): DeskPageContext {
  let form = getCookie(c, cookieName(web, 'form'));
  if (!form || !/^[\w-]{43}$/.test(form)) {
    form = freshId(web.store);
    putCookie(web, c, 'form', form);
  }
  return { ...nobodysContext(web), csrf: csrfToken(web.store, subjectOf(form)) };
}

/** True when the posted login form carries the token made for this browser. */
export async function isLoginForm(web: DeskWeb, c: DeskContext): Promise<boolean> {
  const form = getCookie(c, cookieName(web, 'form'));
  return form !== undefined && isCsrfToken(web.store, subjectOf(form), await deskField(c, '_csrf'));
}

/** One field of the posted form as text, cut at `max` characters; empty when missing or not text. */
export async function deskField(c: DeskContext, name: string, max = 256): Promise<string> {
  // A body that is no form is an empty form: every route then refuses it as such.
  const form = await c.req.parseBody().catch(() => ({}) as Record<string, unknown>);
  const value = form[name];
  return typeof value === 'string' ? value.slice(0, max) : '';
}

export const deskPage = async (
  c: DeskContext,
  body: Html,
  status: 200 | 400 | 401 | 403 | 404 | 409 | 422 | 429 | 500 | 503 = 200,
): Promise<Response> => c.html(await body, status);

/** Refuses any POST that does not come from the desk's own pages. */
export const deskPostsOnly =
  (web: DeskWeb): MiddlewareHandler<DeskEnv> =>
  async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    if (c.req.header('origin') === web.origin) return next();
    return deskPage(c, deskMessage(nobodysContext(web), 'bad-form'), 403);
  };

/** Lets only clerks through who are logged in, and their POSTs only with the token of their login. */
export const operatorsOnly =
  (web: DeskWeb): MiddlewareHandler<DeskEnv> =>
  async (c, next) => {
    const id = deskCookie(web, c);
    if (!id) return c.redirect('/login', 303);
    const session = await readOperatorSession(web.store, id, web.limits);
    if (!session) {
      dropDeskCookie(web, c);
      return deskPage(c, deskMessage(nobodysContext(web), 'session-expired'), 401);
    }
    if (c.req.method === 'POST' && !isCsrfToken(web.store, subjectOf(id), await deskField(c, '_csrf')))
      return deskPage(c, deskMessage(operatorContext(web, session), 'bad-form'), 403);
    c.set('session', session);
    return next();
  };
