import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUTHORITY_PLACEHOLDER, contentPolicy } from '../../../pwa/headers.ts';
import { createPwaServer } from '../../../pwa/serve.ts';

const authority = 'http://authority.localhost:4300';
const outside = 'OUTSIDE';
let top: string;
let server: ReturnType<typeof createPwaServer>;
const get = (path: string, init?: RequestInit) =>
  server.fetch(new Request(`http://app.localhost${path}`, init));

beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), 'fuda-pwa-'));
  const directory = join(top, 'pwa');
  mkdirSync(join(directory, 'assets'), { recursive: true });
  writeFileSync(join(top, 'secret.json'), outside);
  writeFileSync(join(directory, '.hidden.js'), outside);
  writeFileSync(join(directory, 'index.html'), `<meta content="${contentPolicy(AUTHORITY_PLACEHOLDER)}">`);
  writeFileSync(join(directory, 'config.json'), '{"authority":"https://elsewhere.example"}');
  writeFileSync(join(directory, 'assets/index-abc.js'), 'void 0');
  server = createPwaServer({ directory, authority: `${authority}/` });
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

describe("the app's server", () => {
  it('names its own authority in the configuration, whatever was built', async () => {
    const response = await get('/config.json');
    expect(await response.json()).toEqual({ authority });
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('writes the authority into the page and lets the app call nobody else', async () => {
    const response = await get('/');
    expect(await response.text()).toContain(`connect-src 'self' ${authority};`);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`connect-src 'self' ${authority};`);
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    // The hand-over to a bank's login form, over TLS or to this machine.
    expect(policy).toContain('form-action https: http://*.localhost:* http://127.0.0.1:*;');
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  it('lets caches keep hashed files for good and nothing else', async () => {
    expect((await get('/assets/index-abc.js')).headers.get('cache-control')).toContain('immutable');
  });

  it('refuses what is not reading', async () => {
    expect((await get('/', { method: 'POST', body: 'x' })).status).toBe(405);
    expect(await (await get('/', { method: 'HEAD' })).text()).toBe('');
  });

  it('lets the app, and no frame in it, use the camera, passkeys and the screen lock, and nothing else', async () => {
    const policy = (await get('/')).headers.get('permissions-policy') ?? '';
    const allowed = policy.split(', ').filter((one) => !one.endsWith('=()'));
    expect(allowed.sort()).toEqual([
      'camera=(self)',
      'publickey-credentials-create=(self)',
      'publickey-credentials-get=(self)',
      'screen-wake-lock=(self)',
    ]);
    expect(policy).toContain('geolocation=()');
  });

  it('reads no picture that was shared while no service worker stood in between, and leads into the app', async () => {
    const response = await get('/share', { method: 'POST', body: new FormData() });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/#unfit');
  });

  it('never leaves its folder and shows no hidden file', async () => {
    const paths = [
      '/../secret.json',
      '/%2e%2e/secret.json',
      '/..%2fsecret.json',
      '/.hidden.js',
      '//secret.json',
    ];
    for (const path of paths) expect(await (await get(path)).text()).not.toContain(outside);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('..', '.', '%2e', '%2f', '/', '\\', 'secret.json', 'assets', '%00'), {
          maxLength: 8,
        }),
        async (parts) => {
          expect(await (await get(`/${parts.join('')}`)).text()).not.toContain(outside);
        },
      ),
    );
  });
});
