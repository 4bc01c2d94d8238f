import type { WorkerScope } from './scope.ts';

/** One file of a release. `revision`: digest of its content; `null` where its name holds one. */
export interface ReleaseFile {
  url: string;
  revision: string | null;
}

/** A release: every file of the app, and a name of its own. */
export interface Release {
  id: string;
  files: readonly ReleaseFile[];
}

const PREFIX = 'fuda-app-';
const SHELL = '/index.html';
/** Where a release remembers who was there before it. */
const BEFORE = '/~before';

type Caches = Pick<WorkerScope, 'caches' | 'fetch' | 'location'>;

export const cacheName = (release: Release): string => `${PREFIX}${release.id}`;
const addressOf = (file: ReleaseFile): string => `/${file.url}`;

/** Fetches one file past the HTTP cache. Rejects for anything but a whole answer of this origin. */
async function fetchFile(scope: Caches, address: string): Promise<Response> {
  const request = new Request(address, { cache: 'reload', credentials: 'same-origin' });
  const response = await scope.fetch(request);
  if (!response.ok || response.type === 'opaque') throw new Error(`${address}: ${response.status}`);
  if (!response.redirected) return response;
  // A navigation may not be answered with a redirected response: the same without that mark.
  const { status, statusText, headers } = response;
  return new Response(await response.blob(), { status, statusText, headers });
}

/**
 * Keeps a whole release in a cache of its own; what an older one holds under the same hashed name is copied. All or
 * nothing: one file that cannot be had rejects and leaves no cache, and the release before goes on untouched.
 */
export async function keepRelease(scope: Caches, release: Release): Promise<void> {
  const name = cacheName(release);
  const isNew = !(await scope.caches.has(name));
  const cache = await scope.caches.open(name);
  try {
    await Promise.all(
      release.files.map(async (file) => {
        const address = addressOf(file);
        if (await cache.match(address)) return;
        const known = file.revision === null ? await scope.caches.match(address) : undefined;
        await cache.put(address, known ?? (await fetchFile(scope, address)));
      }),
    );
  } catch (error) {
    // The same release may be the one in use, installed anew: then what is there stays.
    if (isNew) await scope.caches.delete(name);
    throw error;
  }
}

/**
 * The answer to a reading request from what is kept: a navigation gets the app's page, a file itself. `null` for
 * what is no file of the app (its configuration, for one), which is the network's. Files of an older release are
 * answered too, for windows that still run it.
 */
export function answer(scope: Caches, release: Release, request: Request): Promise<Response> | null {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== scope.location.origin) return null;
  const isOurs = release.files.some((file) => addressOf(file) === pathname);
  const address = isOurs ? pathname : request.mode === 'navigate' ? SHELL : null;
  const fromNetwork = () => scope.fetch(request);
  if (address !== null) {
    return scope.caches
      .match(address, { cacheName: cacheName(release) })
      .then((kept) => kept ?? fromNetwork(), fromNetwork);
  }
  if (!pathname.startsWith('/assets/')) return null;
  return scope.caches.match(pathname).then((kept) => kept ?? fromNetwork(), fromNetwork);
}

interface Before {
  /** Clients that were open when the release took over. */
  windows: string[];
  /** Caches that were there. */
  caches: string[];
}

const windowsOf = async (scope: WorkerScope): Promise<string[]> =>
  (await scope.clients.matchAll({ type: 'window', includeUncontrolled: true })).map(({ id }) => id);

/** Remembers, as a release takes over, which windows run an older one, and what is kept for them. */
export async function rememberBefore(scope: WorkerScope, release: Release): Promise<void> {
  const own = cacheName(release);
  const caches = (await scope.caches.keys()).filter((name) => name !== own && isOld(name));
  if (caches.length === 0) return;
  const before: Before = { windows: await windowsOf(scope), caches };
  const cache = await scope.caches.open(own);
  await cache.put(BEFORE, Response.json(before));
}

/** Ours, or of the library that kept releases before. Never the shared picture's. */
const isOld = (name: string): boolean => name.startsWith(PREFIX) || name.startsWith('workbox-precache');

/**
 * Gives back what older releases keep once no window runs one any more. Called at every navigation; does nothing
 * while a newer release is being installed or waits, whose cache could be among those that were there.
 */
export async function sweep(scope: WorkerScope, release: Release): Promise<void> {
  if (scope.registration.installing || scope.registration.waiting) return;
  const cache = await scope.caches.open(cacheName(release));
  const found = await cache.match(BEFORE);
  if (!found) return;
  const before = (await found.json()) as Before;
  const open = await windowsOf(scope);
  if (before.windows.some((id) => open.includes(id))) return;
  for (const name of before.caches) await scope.caches.delete(name);
  await cache.delete(BEFORE);
}
