import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { NONCE_HEADER } from '../core/protocol/device/proof.ts';
import { type AuthorityContext, type OpenAuthorityOptions, openAuthority } from './context.ts';
import { createNonces } from './devices/nonce.ts';
import { createProofCheck } from './devices/proof.ts';
import { documentRoutes } from './openapi/routes.ts';
import { createDelivery, type MailSettings } from './outbox/deliver.ts';
import { createClientAddress, type ProxySettings } from './routes/client-address.ts';
import { deviceRoutes } from './routes/device.ts';
import { refusalOf, reportable } from './routes/errors.ts';
import { healthRoutes } from './routes/health.ts';
import { rejectOtherMethods } from './routes/methods.ts';
import { problemResponse, Refusal } from './routes/problem.ts';
import { relyingPartyRoutes } from './routes/relying-party.ts';
import { requestLog } from './routes/request-log.ts';
import { DEFAULT_LIMITS, type Limits } from './routes/throttle.ts';

/** What an authority is made of. `kek`: 32 bytes; `settings.address`: its own public origin. */
export interface CreateAuthorityOptions extends OpenAuthorityOptions {
  mail: MailSettings;
  /** Takes one line (JSON) a request and an event. Lines hold no query, body, header or secret. */
  log?: (line: string) => void;
  limits?: Partial<Limits>;
  /** The proxies in front of it; without them a client is who connects. */
  proxies?: ProxySettings | null;
}

/** A running authority, without a port: hand `fetch` to a listener. */
export interface Authority {
  fetch(request: Request, env?: unknown): Response | Promise<Response>;
  ctx: AuthorityContext;
  /** Hands over every mail that is due; resolves when none is left to try now. */
  deliverMail(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the database and puts the routes together. Errors: those of `openAuthority`. */
export async function createAuthority(options: CreateAuthorityOptions): Promise<Authority> {
  const ctx = await openAuthority(options);
  const log = (entry: Record<string, unknown>) =>
    options.log?.(JSON.stringify({ time: ctx.clock(), ...entry }));
  const clientAddress = createClientAddress(options.proxies ?? null);
  const delivery = createDelivery(ctx, options.mail, log);
  const nonces = await createNonces(ctx.clock, ctx.random);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const deliverMail = () => delivery.deliver();
  // The mail is safe in the outbox: a failure here only means that it is tried again later.
  const mailQueued = () => {
    deliverMail().catch((error: unknown) => log({ event: 'delivery-stopped', ...reportable(error) }));
  };

  const app = new Hono();
  app.use(requestLog(ctx.clock, log));
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
      // Devices read the answers from other origins.
      crossOriginResourcePolicy: 'cross-origin',
      referrerPolicy: 'no-referrer',
      xFrameOptions: 'DENY',
      strictTransportSecurity: ctx.settings.address.startsWith('https:') ? 'max-age=31536000' : false,
    }),
  );
  app.use(async (c, next) => {
    await next();
    c.res.headers.set('Cache-Control', 'no-store');
  });
  app.use('/v1/device/*', async (c, next) => {
    await next();
    c.res.headers.set(NONCE_HEADER, await nonces.current());
  });
  app.use(rejectOtherMethods(app));
  const checkProof = createProofCheck(nonces, ctx.clock);
  app.route('/', deviceRoutes(ctx, { checkProof, clientAddress, limits }));
  app.route('/', relyingPartyRoutes(ctx, { limits, mailQueued }));
  app.route('/', healthRoutes(ctx));
  app.route('/', documentRoutes(app, ctx.settings.address));
  app.notFound((c) => problemResponse(c, new Refusal('not-found')));
  app.onError((error, c) => {
    const refusal = refusalOf(error);
    if (refusal === null) log({ event: 'unexpected-error', ...reportable(error) });
    return problemResponse(c, refusal ?? new Refusal('unavailable', { status: 500 }));
  });

  return {
    fetch: (request, env) => app.fetch(request, env as object),
    ctx,
    deliverMail,
    async close() {
      await delivery.close();
      await ctx.close();
    },
  };
}
