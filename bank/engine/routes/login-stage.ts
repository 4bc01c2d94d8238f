import { getCookie, setCookie } from 'hono/cookie';
import { audit } from '../audit.ts';
import { openForm, sealForm } from '../form-seal.ts';
import { readCode } from '../login.ts';
import { rememberBrowser } from '../risk/browser.ts';
import { completeFinding } from '../risk/risk.ts';
import { endSession, moveSession, type Session } from '../session.ts';
import type { SessionStage } from '../store/schema.ts';
import { type BankContext, type BankWeb, dropSessionCookie, putSessionCookie, STAGE_PATHS } from '../web.ts';

/** A session at `stage`: leads to the stage's page; a login that came to its end there is noted as such. */
export async function arrive(
  web: BankWeb,
  c: BankContext,
  session: Pick<Session, 'id' | 'customer' | 'riskEvent' | 'began'>,
  stage: SessionStage,
): Promise<Response> {
  const { store } = web;
  const { customer } = session;
  putSessionCookie(web, c, session.id);
  if (stage === 'in' || stage === 'apply') {
    await completeFinding(store, session.riskEvent);
    await rememberBrowser(web, c, customer.ref);
    await audit(store, customer.ref, 'login');
  }
  if (stage !== 'in') return c.redirect(STAGE_PATHS[stage], 303);
  return c.redirect(session.began ? '/menu?began=1' : '/menu', 303);
}

/** Moves a login under way on to `stage` under a new session id. */
export async function goOn(
  web: BankWeb,
  c: BankContext,
  session: Session,
  stage: SessionStage,
  began = session.began,
): Promise<Response> {
  const id = await moveSession(web.store, session, stage, { began });
  // The other press of the same button has moved it, and its answer carries the new cookie.
  if (id === session.id) return c.redirect('/menu', 303);
  return arrive(web, c, { ...session, id, began }, stage);
}

/** Ends a login under way. */
export async function breakOff(web: BankWeb, c: BankContext, session: Session): Promise<void> {
  await endSession(web.store, session.id);
  dropSessionCookie(web, c);
}

const HANDED_WITHIN = 5 * 60_000;
const handedName = (web: BankWeb): string =>
  web.publicOrigin.startsWith('https:') ? '__Host-handed' : 'handed';
const handedCookie = (web: BankWeb, c: BankContext, value: string, seconds: number): void =>
  setCookie(c, handedName(web), value, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    secure: web.publicOrigin.startsWith('https:'),
    maxAge: seconds,
  });

/** Keeps a code that the token app handed over for the page it belongs on: sealed, in the browser only. */
export function keepHanded(web: BankWeb, c: BankContext, code: string): void {
  if (code === '') return;
  handedCookie(web, c, sealForm(web.store, '', 'handed', code, HANDED_WITHIN), HANDED_WITHIN / 1000);
}

/** The code that was handed over, or empty. */
export function readHanded(web: BankWeb, c: BankContext): string {
  const code = openForm(web.store, '', 'handed', getCookie(c, handedName(web)) ?? '');
  return typeof code === 'string' ? readCode(code) : '';
}

export const dropHanded = (web: BankWeb, c: BankContext): void => {
  if (getCookie(c, handedName(web)) !== undefined) handedCookie(web, c, '', 0);
};
