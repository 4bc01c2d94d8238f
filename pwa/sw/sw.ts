import { answer, keepRelease, type Release, rememberBefore, sweep } from './release.ts';
import type { WorkerScope } from './scope.ts';
import { SHARE_PATH, takeShared } from './share.ts';

/** This release, written in at build time (`pwa/build/build-sw.ts`). */
declare const __RELEASE__: Release;

/**
 * The service worker: the whole app is kept when it is installed and served from there, offline or not. A newer
 * release waits until the person says so.
 */
const scope = globalThis as unknown as WorkerScope;
const release = __RELEASE__;

scope.addEventListener('install', (event) => event.waitUntil(keepRelease(scope, release)));

scope.addEventListener('activate', (event) =>
  event.waitUntil(rememberBefore(scope, release).finally(() => scope.clients.claim())),
);

scope.addEventListener('message', ({ data }) => {
  if ((data as { type?: unknown } | null)?.type === 'SKIP_WAITING') void scope.skipWaiting();
});

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname } = new URL(request.url);
  if (request.method === 'POST' && request.mode === 'navigate' && pathname === SHARE_PATH) {
    event.respondWith(takeShared(request, scope.caches));
    return;
  }
  const kept = answer(scope, release, request);
  if (!kept) return;
  event.respondWith(kept);
  if (request.mode === 'navigate') event.waitUntil(sweep(scope, release).catch(() => {}));
});
