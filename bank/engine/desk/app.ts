import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { isAppError } from '../../../core/error.ts';
import { safeHeaders } from '../web.ts';
import { DESK_LIMITS, readOperatorSession, sweepOperatorSessions } from './operator-session.ts';
import { deskMessage } from './pages/message.ts';
import { deskActRoutes } from './routes/acts.ts';
import { deskCustomerRoutes } from './routes/customers.ts';
import { deskLoginRoutes } from './routes/login.ts';
import { deskStyle } from './style.ts';
import type { DeskContext, DeskEnv, DeskPageContext, DeskWeb } from './types.ts';
import {
  deskCookie,
  deskPage,
  deskPostsOnly,
  nobodysContext,
  operatorContext,
  operatorsOnly,
} from './web.ts';

const LARGEST_FORM = 16 * 1024;

/** The staff's desk of a bank: an application of its own, to be answered with on its own host name only. */
export async function createDesk(
  options: Omit<DeskWeb, 'limits'> & { log?: ((line: string) => void) | undefined },
): Promise<{ fetch(request: Request, env?: unknown): Response | Promise<Response> }> {
  const web: DeskWeb = { ...options, limits: DESK_LIMITS };
  await sweepOperatorSessions(web.store, web.limits);
  const app = new Hono<DeskEnv>();
  const contextOf = async (c: DeskContext): Promise<DeskPageContext> => {
    const id = deskCookie(web, c);
    const session = id ? await readOperatorSession(web.store, id, web.limits) : null;
    return session ? operatorContext(web, session) : nobodysContext(web);
  };
  app.use(safeHeaders({ publicOrigin: web.origin }));
  app.use(
    bodyLimit({
      maxSize: LARGEST_FORM,
      onError: (c) => deskPage(c, deskMessage(nobodysContext(web), 'bad-form'), 400),
    }),
  );
  const style = deskStyle(web.institution.desk.colour);
  app.get('/style.css', (c) =>
    c.body(style, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=300' }),
  );
  app.get('/robots.txt', (c) => c.text('User-agent: *\nDisallow: /\n'));
  app.use(deskPostsOnly(web));
  deskLoginRoutes(app, web);
  for (const path of ['/customers', '/customers/*']) app.use(path, operatorsOnly(web));
  deskCustomerRoutes(app, web);
  deskActRoutes(app, web);
  app.notFound(async (c) => deskPage(c, deskMessage(await contextOf(c), 'not-found'), 404));
  app.onError(async (error, c) => {
    // Only the kind and the code: a message could carry what somebody typed.
    options.log?.(`desk ${web.institution.id}: ${error.name} ${isAppError(error) ? error.code : ''}`.trim());
    const context = await contextOf(c).catch(() => nobodysContext(web));
    return deskPage(c, deskMessage(context, 'failed'), 500);
  });
  return { fetch: (request, env) => app.fetch(request, (env ?? {}) as DeskEnv['Bindings']) };
}
