import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/**
 * What every page of the demonstration beside the banks starts from: its one style sheet, no script, no
 * framing, nothing kept. `forms` lets its pages post to themselves.
 */
export function pageServer(style: string, { forms = false }: { forms?: boolean } = {}): Hono {
  const app = new Hono();
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ['data:'],
        baseUri: ["'none'"],
        formAction: [forms ? "'self'" : "'none'"],
        frameAncestors: ["'none'"],
      },
      // Not `no-referrer` where there are forms: browsers would send `Origin: null` with them.
      referrerPolicy: forms ? 'same-origin' : 'no-referrer',
      strictTransportSecurity: false,
    }),
  );
  app.use(async (c, next) => {
    await next();
    c.res.headers.set('cache-control', 'no-store');
  });
  app.get('/style.css', (c) => c.body(style, 200, { 'content-type': 'text/css; charset=utf-8' }));
  return app;
}
