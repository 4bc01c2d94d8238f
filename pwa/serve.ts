import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { AUTHORITY_PLACEHOLDER, pwaHeaders } from './headers.ts';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
};

/** A file's path: names of letters, digits, `_`, `-` and `.`, none beginning with a dot, so none leads upwards. */
const FILE_PATH = /^(?:\/[\w-][\w.-]*)+$/u;
/** Files whose names hold a hash of their content never change. */
const HASHED = /^\/assets\//u;

/**
 * Serves the built app from `directory` with its headers, and `/config.json` naming the authority
 * (`authority`: its origin) that new set-ups go to. Reads only; everything else is 404 or 405.
 */
export function createPwaServer(options: { directory: string; authority: string }): {
  fetch: (request: Request) => Promise<Response>;
} {
  const authority = new URL(options.authority).origin;
  const common = pwaHeaders(authority);
  const answer = (status: number, type: string, cache: string, body: BodyInit | null, extra = {}) =>
    new Response(body, {
      status,
      headers: { ...common, 'Content-Type': type, 'Cache-Control': cache, ...extra },
    });
  const plain = 'text/plain; charset=utf-8';

  return {
    async fetch(request) {
      const { pathname } = new URL(request.url);
      // A picture shared while no service worker stands in between: it is not read, and the app says so.
      if (request.method === 'POST' && pathname === '/share')
        return answer(303, plain, 'no-store', null, { Location: '/#unfit' });
      if (request.method !== 'GET' && request.method !== 'HEAD')
        return answer(405, plain, 'no-store', 'method not allowed', { Allow: 'GET, HEAD' });
      const headOnly = request.method === 'HEAD';
      if (pathname === '/config.json')
        return answer(200, TYPES['.json']!, 'no-store', headOnly ? null : JSON.stringify({ authority }));
      const path = pathname === '/' ? '/index.html' : pathname;
      const type = TYPES[extname(path)];
      if (!FILE_PATH.test(path) || !type)
        return answer(404, plain, 'no-store', headOnly ? null : 'not found');
      let bytes: Buffer;
      try {
        bytes = await readFile(join(options.directory, path));
      } catch {
        return answer(404, plain, 'no-store', headOnly ? null : 'not found');
      }
      const body =
        path === '/index.html'
          ? bytes.toString('utf8').replaceAll(AUTHORITY_PLACEHOLDER, authority)
          : new Uint8Array(bytes);
      const cache = HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
      return answer(200, type, cache, headOnly ? null : body);
    },
  };
}
