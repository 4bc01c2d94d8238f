import { beforeEach, describe, expect, it } from 'vitest';
import { answer, keepRelease, type Release, rememberBefore, sweep } from '../../../pwa/sw/release.ts';
import type { WorkerScope } from '../../../pwa/sw/scope.ts';

const ORIGIN = 'https://app.example';

/** Caches in memory: names to addresses to bodies. */
function memoryCaches() {
  const all = new Map<string, Map<string, Response>>();
  const key = (request: RequestInfo | URL) =>
    new URL(request instanceof Request ? request.url : String(request), ORIGIN).pathname;
  const cache = (name: string) => ({
    match: async (request: RequestInfo) => all.get(name)?.get(key(request))?.clone(),
    async put(request: RequestInfo, response: Response) {
      all.get(name)?.set(key(request), response.clone());
    },
    delete: async (request: RequestInfo) => all.get(name)?.delete(key(request)) ?? false,
  });
  return {
    all,
    caches: {
      has: async (name: string) => all.has(name),
      async open(name: string) {
        if (!all.has(name)) all.set(name, new Map());
        return cache(name);
      },
      keys: async () => [...all.keys()],
      delete: async (name: string) => all.delete(name),
      async match(request: RequestInfo, options?: { cacheName?: string }) {
        for (const name of options?.cacheName ? [options.cacheName] : all.keys()) {
          const found = await cache(name).match(request);
          if (found) return found;
        }
        return undefined;
      },
    } as never as CacheStorage,
  };
}

let memory: ReturnType<typeof memoryCaches>;
/** What the server has; an address that is not there answers 404. */
let server: Map<string, string>;
let fetched: string[];
let windows: string[];
let registration: { installing: object | null; waiting: object | null };
let scope: WorkerScope;

beforeEach(() => {
  memory = memoryCaches();
  server = new Map([
    ['/index.html', 'page 1'],
    ['/assets/main-1.js', 'main 1'],
    ['/assets/common-0.js', 'common'],
  ]);
  fetched = [];
  windows = [];
  registration = { installing: null, waiting: null };
  scope = {
    caches: memory.caches,
    location: new URL(ORIGIN),
    registration,
    clients: { matchAll: async () => windows.map((id) => ({ id })) },
    async fetch(request: Request) {
      const { pathname } = new URL(request.url);
      fetched.push(pathname);
      const body = server.get(pathname);
      return body === undefined ? new Response('none', { status: 404 }) : new Response(body);
    },
  } as never;
});

// Node's Request wants whole addresses; a worker's takes those of its own origin.
const NodeRequest = globalThis.Request;
beforeEach(() => {
  globalThis.Request = class extends NodeRequest {
    constructor(input: RequestInfo | URL, init?: RequestInit) {
      super(input instanceof NodeRequest ? input : new URL(String(input), ORIGIN), init);
    }
  } as never;
  return () => {
    globalThis.Request = NodeRequest;
  };
});

const release = (n: number, ...assets: string[]): Release => ({
  id: `r${n}`,
  files: [{ url: 'index.html', revision: `i${n}` }, ...assets.map((url) => ({ url, revision: null }))],
});
const first = release(1, 'assets/main-1.js', 'assets/common-0.js');
const second = release(2, 'assets/main-2.js', 'assets/common-0.js');
const deploySecond = () => {
  server = new Map([
    ['/index.html', 'page 2'],
    ['/assets/main-2.js', 'main 2'],
    ['/assets/common-0.js', 'common'],
  ]);
};
const get = (path: string, mode = 'cors', method = 'GET') =>
  ({ url: new URL(path, ORIGIN).href, method, mode }) as Request;
const text = async (of: Release, request: Request) => (await answer(scope, of, request))?.text();

async function takeOver(of: Release): Promise<void> {
  await keepRelease(scope, of);
  await rememberBefore(scope, of);
}

describe('a release', () => {
  it('is kept whole, and served without the network', async () => {
    await takeOver(first);
    server.clear();
    fetched = [];
    expect(await text(first, get('/assets/main-1.js'))).toBe('main 1');
    expect(await text(first, get('/', 'navigate'))).toBe('page 1');
    expect(await text(first, get('/somewhere', 'navigate'))).toBe('page 1');
    expect(fetched).toEqual([]);
  });

  it('leaves the configuration, other origins and writing to the network', () => {
    expect(answer(scope, first, get('/config.json'))).toBeNull();
    expect(answer(scope, first, get('https://authority.example/v1/device/clock'))).toBeNull();
    expect(answer(scope, first, get('/', 'navigate', 'POST'))).toBeNull();
  });

  it('of which one file cannot be had is not kept at all, and the one before goes on', async () => {
    await takeOver(first);
    deploySecond();
    server.delete('/assets/main-2.js');
    await expect(keepRelease(scope, second)).rejects.toThrow('/assets/main-2.js: 404');
    expect([...memory.all.keys()]).toEqual(['fuda-app-r1']);
    expect(await text(first, get('/', 'navigate'))).toBe('page 1');
    expect(await text(first, get('/assets/main-1.js'))).toBe('main 1');
  });

  it('that is installed anew and fails keeps what it had', async () => {
    await takeOver(first);
    memory.all.get('fuda-app-r1')!.delete('/assets/main-1.js');
    server.clear();
    await expect(keepRelease(scope, first)).rejects.toThrow();
    expect(await text(first, get('/', 'navigate'))).toBe('page 1');
  });

  it('fetches only what changed', async () => {
    await takeOver(first);
    deploySecond();
    fetched = [];
    await keepRelease(scope, second);
    expect(fetched.sort()).toEqual(['/assets/main-2.js', '/index.html']);
  });

  it('goes to the network for a file of its own that is no longer kept', async () => {
    await takeOver(first);
    memory.all.clear();
    expect(await text(first, get('/assets/main-1.js'))).toBe('main 1');
  });
});

describe('a release that took over', () => {
  beforeEach(async () => {
    windows = ['old tab', 'old window'];
    await takeOver(first);
    deploySecond();
    await takeOver(second);
  });

  it('serves its own page, and the files of the one before to windows that still run it', async () => {
    expect(await text(second, get('/', 'navigate'))).toBe('page 2');
    expect(await text(second, get('/assets/main-1.js'))).toBe('main 1');
  });

  it('clears the one before away when the last such window is gone, and not before', async () => {
    windows = ['new', 'old window'];
    await sweep(scope, second);
    expect([...memory.all.keys()]).toEqual(['fuda-app-r1', 'fuda-app-r2']);
    windows = ['new', 'newer'];
    await sweep(scope, second);
    expect([...memory.all.keys()]).toEqual(['fuda-app-r2']);
    expect(await text(second, get('/assets/main-2.js'))).toBe('main 2');
  });

  it('clears nothing away while a further release comes in', async () => {
    windows = ['new'];
    registration.waiting = {};
    await sweep(scope, second);
    expect(memory.all.has('fuda-app-r1')).toBe(true);
    registration.waiting = null;
    await sweep(scope, second);
    expect(memory.all.has('fuda-app-r1')).toBe(false);
  });

  it("never touches other caches, save a former library's", async () => {
    windows = [];
    await memory.caches.open('fuda-shared');
    await memory.caches.open('workbox-precache-v2-https://app.example/');
    await takeOver(second);
    await sweep(scope, second);
    expect([...memory.all.keys()].sort()).toEqual(['fuda-app-r2', 'fuda-shared']);
  });
});
