import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Authority } from './authority.ts';
import { csrfToken, isCsrfToken } from './form-seal.ts';
import type { Institution } from './institution.ts';
import type { Html } from './pages/html.ts';
import type { PageContext, Pages } from './pages/pages.ts';
import { freshId, readSession, rotateSession, type Session, type SessionLimits } from './session.ts';
import type { SessionStage } from './store/schema.ts';
import type { BankStore } from './store/store.ts';

/** Everything a route works with. */
export interface BankWeb {
  store: BankStore;
  authority: Authority;
  institution: Institution;
  pages: Pages;
  publicOrigin: string;
  /** Origin of the token app: a set-up link to anywhere else is not shown. */
  appAddress: string;
  limits: SessionLimits;
  /** Sends one mail of the bank's own; throws `unavailable` when the mail server does not take it. */
  sendMail(mail: { to: string; subject: string; text: string }): Promise<void>;
  /** Key of the incoming-call webhook, shared with the exchange; `null` where no calls are taken. */
  callKey: Uint8Array | null;
}

export type BankEnv = {
  Bindings: { incoming?: { socket?: { remoteAddress?: string } } };
  Variables: { session: Session };
};
export type BankContext = Context<BankEnv>;

/** The address a request came from. */
export const addressOf = (c: BankContext): string => c.env?.incoming?.socket?.remoteAddress ?? 'unknown';

const isSecure = (web: Pick<BankWeb, 'publicOrigin'>): boolean => web.publicOrigin.startsWith('https:');

/** `session` is set at login only; `form` ties the login form to the browser before there is a session. */
const cookieName = (web: BankWeb, which: 'session' | 'form'): string =>
  `${isSecure(web) ? '__Host-' : ''}${which === 'session' ? 'sid' : 'form'}`;

const putCookie = (web: BankWeb, c: BankContext, which: 'session' | 'form', value: string): void =>
  setCookie(c, cookieName(web, which), value, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    secure: isSecure(web),
  });

export const putSessionCookie = (web: BankWeb, c: BankContext, id: string): void =>
  putCookie(web, c, 'session', id);

export const dropSessionCookie = (web: BankWeb, c: BankContext): void => {
  deleteCookie(c, cookieName(web, 'session'), { path: '/', secure: isSecure(web) });
};

export const sessionCookie = (web: BankWeb, c: BankContext): string | undefined =>
  getCookie(c, cookieName(web, 'session'));

/**
 * Gives the session a new id, for the page after something that changed what it may do. Not in answer to the
 * press itself: a button pressed twice would come back with an id that is gone.
 */
export async function renewSession(web: BankWeb, c: BankContext): Promise<Session> {
  const session = c.get('session');
  const id = await rotateSession(web.store, session.id);
  putSessionCookie(web, c, id);
  return { ...session, id };
}

/** A page's context for somebody not logged in, with a form cookie of their own (made when missing). */
export function visitorContext(web: BankWeb, c: BankContext): PageContext {
  let form = getCookie(c, cookieName(web, 'form'));
  if (!form || !/^[\w-]{43}$/.test(form)) {
    form = freshId(web.store);
    putCookie(web, c, 'form', form);
  }
  return {
    institution: web.institution,
    csrf: csrfToken(web.store, form),
    customer: null,
    lastLoginAt: null,
    now: web.store.clock(),
  };
}

/** A page's context for the customer of `session`. */
export const customerContext = (web: BankWeb, session: Session): PageContext => ({
  institution: web.institution,
  csrf: csrfToken(web.store, session.id),
  customer: session.customer,
  lastLoginAt: session.lastLoginAt,
  limited: session.stage !== 'in',
  now: web.store.clock(),
});

/** A page's context while the login has not come to its end: a form, but nobody is named yet. */
export const underWayContext = (web: BankWeb, session: Session): PageContext => ({
  ...customerContext(web, session),
  customer: null,
  lastLoginAt: null,
});

/** The context of a page that has no form and belongs to nobody. */
export const bareContext = (web: BankWeb): PageContext => ({
  institution: web.institution,
  csrf: '',
  customer: null,
  lastLoginAt: null,
  now: web.store.clock(),
});

export const page = async (
  c: BankContext,
  body: Html,
  status: 200 | 400 | 401 | 403 | 404 | 409 | 422 | 429 | 500 | 503 = 200,
): Promise<Response> => c.html(await body, status);

/** One field of the posted form as text; empty when missing or not text. Cut at `max` characters. */
export async function field(c: BankContext, name: string, max = 256): Promise<string> {
  // A body that is no form is an empty form: every route then refuses it as such.
  const form = await c.req.parseBody().catch(() => ({}) as Record<string, unknown>);
  const value = form[name];
  return typeof value === 'string' ? value.slice(0, max) : '';
}

/** Most boxes a code can be split into. */
const MOST_BOXES = 10;

/** A code as it was typed into `name`, or into the boxes `<name>1` and on, put together. */
export async function readCodeFields(c: BankContext, name: string): Promise<string> {
  const whole = await field(c, name, 32);
  if (whole !== '') return whole;
  const boxes: string[] = [];
  for (let box = 1; box <= MOST_BOXES; box += 1) boxes.push(await field(c, `${name}${box}`, 2));
  return boxes.join('');
}

/** Refuses any POST that does not come from the bank's own pages; `except` are the paths open to others. */
export const sameOriginPosts =
  (web: BankWeb, except: readonly string[]): MiddlewareHandler<BankEnv> =>
  async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD' || except.includes(c.req.path)) return next();
    if (c.req.header('origin') === web.publicOrigin) return next();
    return page(c, web.pages.message(bareContext(web), 'bad-form'), 403);
  };

/** True when the posted form carries the token made for this browser's form cookie. */
export async function isVisitorForm(web: BankWeb, c: BankContext): Promise<boolean> {
  const form = getCookie(c, cookieName(web, 'form'));
  return form !== undefined && isCsrfToken(web.store, form, await field(c, '_csrf'));
}

/** Where a login that has not come to its end goes on. */
export const STAGE_PATHS: Record<Exclude<SessionStage, 'in'>, string> = {
  answers: '/login/answers',
  code: '/login/code',
  register: '/register',
  recover: '/recover/confirm',
  apply: '/otp/apply',
};

/**
 * Lets only customers through whose login has come to one of `stages`, and their POSTs only with the token
 * of their session. A login still under way is led to its next page.
 */
export const customersOnly =
  (web: BankWeb, stages: readonly SessionStage[] = ['in']): MiddlewareHandler<BankEnv> =>
  async (c, next) => {
    const id = sessionCookie(web, c);
    if (!id) return c.redirect('/login', 303);
    const session = await readSession(web.store, id, web.limits);
    if (!session) {
      dropSessionCookie(web, c);
      return page(c, web.pages.message(bareContext(web), 'session-expired'), 401);
    }
    if (c.req.method === 'POST' && !isCsrfToken(web.store, id, await field(c, '_csrf')))
      return page(c, web.pages.message(customerContext(web, session), 'bad-form'), 403);
    if (!stages.includes(session.stage))
      return c.redirect(session.stage === 'in' ? '/menu' : STAGE_PATHS[session.stage], 303);
    c.set('session', session);
    return next();
  };

/** What every answer carries: scripts from the bank's own files only, no framing, no other origin, nothing kept. */
export const safeHeaders =
  (web: Pick<BankWeb, 'publicOrigin'>): MiddlewareHandler =>
  async (c, next) => {
    await next();
    const { headers } = c.res;
    headers.set(
      'content-security-policy',
      "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    );
    if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
    headers.set('x-content-type-options', 'nosniff');
    headers.set('x-frame-options', 'DENY');
    // Not `no-referrer`: browsers would then send `Origin: null` with the bank's own forms.
    headers.set('referrer-policy', 'same-origin');
    headers.set('cross-origin-opener-policy', 'same-origin');
    headers.set('cross-origin-resource-policy', 'same-origin');
    headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()');
    headers.set('x-robots-tag', 'noindex, nofollow');
    if (isSecure(web)) headers.set('strict-transport-security', 'max-age=63072000; includeSubDomains');
  };
