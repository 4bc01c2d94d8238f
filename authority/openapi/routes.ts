import { Hono } from 'hono';
import { docsPage } from './docs-page.ts';
import { DOCS_STYLE } from './docs-style.ts';
import { type OpenApiDocument, openApiDocument } from './document.ts';

/** `/openapi.json`, and `/docs` for people: one page without script, made on the server. */
export function documentRoutes(app: Hono, address: string): Hono {
  let made: Promise<OpenApiDocument> | undefined;
  const document = () => {
    made ??= openApiDocument(app, address);
    return made;
  };
  const routes = new Hono();
  routes.get('/openapi.json', async (c) => c.json(await document()));
  routes.get('/docs', async (c) => c.html(docsPage(await document())));
  routes.get('/docs.css', (c) => c.body(DOCS_STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  return routes;
}
