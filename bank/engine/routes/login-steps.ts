import { createHmac } from 'node:crypto';
import type { Hono } from 'hono';
import { canonicalBytes } from '../../../core/protocol/canonical.ts';
import { answersLocked, checkAnswers, questionsFor } from '../additional-authentication.ts';
import { spendCode, statusAtLogin, stopOf } from '../login.ts';
import { codePageDue, nextStage } from '../login-stages.ts';
import { codeAtLogin, type OtpStatus } from '../otp.ts';
import { loginCodeField } from '../pages/login-parts.ts';
import type { MessageKind } from '../pages/pages.ts';
import type { Session } from '../session.ts';
import {
  type BankContext,
  type BankEnv,
  type BankWeb,
  bareContext,
  customersOnly,
  field,
  page,
  readCodeFields,
  underWayContext,
} from '../web.ts';
import { breakOff, dropHanded, goOn, readHanded } from './login-stage.ts';

/**
 * The same code in the same step of a login is the same question: a button pressed twice neither spends a
 * second code nor counts as wrong twice. Under a key, so that it tells nothing about the code.
 */
const keyOf = ({ store }: BankWeb, session: Session, code: string): string =>
  createHmac('sha256', store.keys.form)
    .update(canonicalBytes('login-code', session.id, code))
    .digest('base64url');

/** Steps of a login after the password: additional authentication, and the code on a page of its own. */
export function loginStepRoutes(app: Hono<BankEnv>, web: BankWeb): void {
  const { institution, pages } = web;

  /** The login ends here: nobody is let in. */
  const stop = async (c: BankContext, session: Session, why: MessageKind) => {
    await breakOff(web, c, session);
    return page(c, pages.message(bareContext(web), why), 403);
  };
  const onward = (
    c: BankContext,
    session: Session,
    status: OtpStatus,
    { code, began = false }: { code: boolean; began?: boolean },
  ) => {
    const { onPhone, customer } = session;
    const stage = nextStage(web, customer, {
      answers: false,
      code,
      status,
      began: began || session.began,
      onPhone,
    });
    return goOn(web, c, session, stage, began || session.began);
  };

  app.use('/login/answers', customersOnly(web, ['answers']));
  app.use('/login/code', customersOnly(web, ['code']));
  app.use('/login/stop', customersOnly(web, ['answers', 'code', 'register']));

  app.post('/login/stop', async (c) => {
    await breakOff(web, c, c.get('session'));
    dropHanded(web, c);
    return c.redirect('/login', 303);
  });

  const answersPage = (c: BankContext, refused: boolean) => {
    const session = c.get('session');
    const questions = questionsFor(web, session);
    return page(
      c,
      pages.loginAnswers(underWayContext(web, session), { questions, refused }),
      refused ? 401 : 200,
    );
  };

  app.get('/login/answers', async (c) => {
    const session = c.get('session');
    if (await answersLocked(web, session.customer)) return stop(c, session, 'answers-locked');
    return answersPage(c, false);
  });

  app.post('/login/answers', async (c) => {
    const session = c.get('session');
    // Asked before the answers are spent: without the authority nobody knows what comes next.
    const status = await statusAtLogin(web, session.customer);
    const result = await checkAnswers(web, c, session);
    if (result === 'wrong') return answersPage(c, true);
    if (result === 'locked') return stop(c, session, 'answers-locked');
    const asked = codeAtLogin(status, session.onPhone);
    const why = stopOf(asked);
    if (why) return stop(c, session, why);
    return onward(c, session, status, { code: codePageDue(web, asked) });
  });

  const codePage = (c: BankContext, session: Session, mayWait: boolean, code: string, refused: boolean) =>
    page(c, pages.loginCode(underWayContext(web, session), { code, refused, mayWait }), refused ? 401 : 200);

  app.get('/login/code', async (c) => {
    const session = c.get('session');
    const status = await statusAtLogin(web, session.customer);
    const mayWait = codeAtLogin(status, session.onPhone) === 'begins-use';
    return codePage(c, session, mayWait, readHanded(web, c), false);
  });

  app.post('/login/code', async (c) => {
    const session = c.get('session');
    const status = await statusAtLogin(web, session.customer);
    const asked = codeAtLogin(status, session.onPhone);
    const why = stopOf(asked);
    if (why) return stop(c, session, why);
    dropHanded(web, c);
    const later = asked === 'begins-use' && (await field(c, 'go', 16)) === 'later';
    if (later || (asked !== 'needed' && asked !== 'begins-use'))
      return onward(c, session, status, { code: false });
    const typed = await readCodeFields(c, loginCodeField(institution));
    const spent = await spendCode(web, session.customer, status, asked, typed, (code) =>
      keyOf(web, session, code),
    );
    if (spent === 'refused') return codePage(c, session, asked === 'begins-use', '', true);
    if (spent === 'suspended') return stop(c, session, 'suspended');
    return onward(c, session, status, { code: false, began: spent === 'began' });
  });
}
