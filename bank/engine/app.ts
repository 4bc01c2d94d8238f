import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Clock } from '../../core/clock/clock.ts';
import { isAppError } from '../../core/error.ts';
import { connectAuthority } from './authority.ts';
import { createDesk } from './desk/app.ts';
import { ENGINE_FILES } from './files.ts';
import type { Institution } from './institution.ts';
import { createMailer } from './mail.ts';
import { sweepMailPasswords } from './mail-password/mail-password.ts';
import { accountPages } from './pages/accounts.ts';
import { detailsPages } from './pages/details.ts';
import { hardwareApplicationPages } from './pages/hardware-application.ts';
import { loginStepPages } from './pages/login-steps.ts';
import { messagePage } from './pages/message.ts';
import { otpApplyPages } from './pages/otp-apply.ts';
import { otpStatusPages } from './pages/otp-status.ts';
import { otpUsePages } from './pages/otp-use.ts';
import { phonePages } from './pages/phone-call.ts';
import { recoveryPages } from './pages/recovery.ts';
import { registerPages } from './pages/register.ts';
import { transferPages } from './pages/transfer.ts';
import { accountRoutes } from './routes/accounts.ts';
import { applyRoutes } from './routes/apply.ts';
import { callRoutes } from './routes/calls.ts';
import { detailsRoutes } from './routes/details.ts';
import { hardwareApplicationRoutes } from './routes/hardware-application.ts';
import { loginRoutes } from './routes/login.ts';
import { loginStepRoutes } from './routes/login-steps.ts';
import { mailSwitchRoutes } from './routes/mail-switch.ts';
import { otpRoutes } from './routes/otp.ts';
import { otpCancelRoutes } from './routes/otp-cancel.ts';
import { otpMethodRoutes } from './routes/otp-method.ts';
import { recoveryRoutes } from './routes/recovery.ts';
import { registerRoutes } from './routes/register.ts';
import { transferRoutes } from './routes/transfer.ts';
import { type DemoCustomer, seedDemo } from './seed.ts';
import { readSession, sweepSessions } from './session.ts';
import { type BankStore, openBankStore } from './store/store.ts';
import {
  type BankContext,
  type BankEnv,
  type BankWeb,
  bareContext,
  customerContext,
  customersOnly,
  page,
  safeHeaders,
  sameOriginPosts,
  sessionCookie,
} from './web.ts';

export type { DemoCustomer } from './seed.ts';

export interface Bank {
  fetch(request: Request, env?: unknown): Response | Promise<Response>;
  /** Adds the demonstration customers (once) and says who they are. */
  seed(): Promise<DemoCustomer[]>;
  /** For tests and commands that look at or prepare the bank's records. */
  store: BankStore;
  close(): Promise<void>;
}

export interface BankOptions {
  institution: Institution;
  databasePath: string;
  clock: Clock;
  random: (length: number) => Uint8Array;
  /** The origin browsers know the bank by; `https:` makes its cookies `Secure`. */
  publicOrigin: string;
  authority: { url: string; credential: string };
  /** Origin of the token app. */
  appAddress: string;
  /** `smtp://…` or `smtps://…` that takes the bank's own mails. */
  mail: { smtpUrl: string };
  /** Origin of the staff desk: another host name, so that it shares nothing with the customers' pages. */
  deskOrigin: string;
  /** Key shared with the exchange that reports incoming calls; `null` where no calls are taken. */
  callKey: Uint8Array | null;
  /** log2 of scrypt's N for new passwords; 15 unless told. */
  passwordCost?: number;
  /** One line a failure: its kind, never input. */
  log?: (line: string) => void;
}

const MINUTE = 60_000;
const LARGEST_FORM = 16 * 1024;

/** A net bank of `institution` over its own database, asking the authority over HTTP. */
export async function createBank(options: BankOptions): Promise<Bank> {
  const { institution } = options;
  const store = await openBankStore(
    options.databasePath,
    options.clock,
    options.random,
    options.passwordCost,
  );
  const web: BankWeb = {
    store,
    institution,
    authority: connectAuthority(options.authority),
    publicOrigin: options.publicOrigin,
    appAddress: options.appAddress,
    pages: {
      message: messagePage,
      ...loginStepPages,
      ...registerPages,
      ...accountPages,
      ...transferPages,
      ...detailsPages,
      ...otpStatusPages,
      ...otpApplyPages,
      ...phonePages,
      ...hardwareApplicationPages,
      ...recoveryPages,
      ...otpUsePages,
      ...institution.pages,
    },
    sendMail: createMailer(institution.mailFrom, options.mail),
    callKey: options.callKey,
    limits: {
      idle: institution.session.idleMinutes * MINUTE,
      absolute: institution.session.absoluteMinutes * MINUTE,
    },
  };
  await sweepSessions(store, web.limits);
  await sweepMailPasswords(store);

  const app = new Hono<BankEnv>();
  const contextOf = async (c: BankContext) => {
    const id = sessionCookie(web, c);
    const session = id ? await readSession(store, id, web.limits) : null;
    return session ? customerContext(web, session) : bareContext(web);
  };
  app.use(safeHeaders(web));
  app.use(
    bodyLimit({
      maxSize: LARGEST_FORM,
      onError: (c) => page(c, web.pages.message(bareContext(web), 'bad-form'), 400),
    }),
  );
  const fixed = (type: string, body: string) => (c: BankContext) =>
    c.body(body, 200, { 'content-type': type, 'cache-control': 'public, max-age=300' });
  app.get('/style.css', fixed('text/css; charset=utf-8', institution.style));
  app.get('/logo.svg', fixed('image/svg+xml', institution.logo));
  for (const [path, { type, body }] of Object.entries({ ...ENGINE_FILES, ...institution.files }))
    app.get(path, fixed(type, body));
  app.get('/robots.txt', fixed('text/plain; charset=utf-8', 'User-agent: *\nDisallow: /\n'));
  callRoutes(app, web);
  app.use(sameOriginPosts(web, ['/otp-entry']));
  loginRoutes(app, web);
  loginStepRoutes(app, web);
  registerRoutes(app, web);
  // Before the guard of everything else below /otp: applying is open a step earlier.
  recoveryRoutes(app, web);
  applyRoutes(app, web);
  hardwareApplicationRoutes(app, web);
  for (const path of ['/menu', '/balances', '/entries', '/transfer', '/transfer/*', '/details', '/details/*'])
    app.use(path, customersOnly(web));
  // Whoever has to apply for a token first may do that, look at it, and begin its use.
  const whole = customersOnly(web);
  const applying = customersOnly(web, ['in', 'apply']);
  app.use('/otp/*', (c, next) =>
    (/^\/otp(?:\/start|\/apply(?:\/.*)?)?$/u.test(c.req.path) ? applying : whole)(c, next),
  );
  accountRoutes(app, web);
  transferRoutes(app, web);
  detailsRoutes(app, web);
  mailSwitchRoutes(app, web);
  otpRoutes(app, web);
  otpMethodRoutes(app, web);
  otpCancelRoutes(app, web);
  app.notFound(async (c) => page(c, web.pages.message(await contextOf(c), 'not-found'), 404));
  app.onError(async (error, c) => {
    const away = isAppError(error, 'unavailable', 'unauthorized', 'too-many-requests');
    // Only the kind and the code: a message could carry what somebody typed.
    options.log?.(`bank ${institution.id}: ${error.name} ${isAppError(error) ? error.code : ''}`.trim());
    const context = await contextOf(c).catch(() => bareContext(web));
    return page(c, web.pages.message(context, away ? 'unavailable-otp' : 'failed'), away ? 503 : 500);
  });

  const { authority, appAddress } = web;
  const desk = await createDesk({
    store,
    authority,
    institution,
    origin: options.deskOrigin,
    appAddress,
    log: options.log,
  });
  const deskHost = new URL(options.deskOrigin).hostname;

  return {
    fetch: (request, env) =>
      new URL(request.url).hostname === deskHost
        ? desk.fetch(request, env)
        : app.fetch(request, (env ?? {}) as BankEnv['Bindings']),
    seed: () => seedDemo(store, institution),
    store,
    close: () => store.db.destroy(),
  };
}
