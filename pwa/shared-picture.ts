/** Where the service worker leaves a picture that another app shared, for the page to take once. */
export const SHARED_CACHE = 'fuda-shared';
const PLACE = '/shared-picture';

/** Leaves the picture, in place of one that nobody took. */
export async function leavePicture(caches: CacheStorage, picture: Blob): Promise<void> {
  const cache = await caches.open(SHARED_CACHE);
  await cache.put(PLACE, new Response(picture, { headers: { 'Content-Type': picture.type } }));
}

/**
 * Takes the picture away and deletes it, whether or not anybody wants it; `null` where there is none, or where
 * the browser forbids the memory.
 */
export async function takePicture(caches: CacheStorage): Promise<Blob | null> {
  try {
    const found = await caches.match(PLACE, { cacheName: SHARED_CACHE });
    const picture = found ? await found.blob() : null;
    await caches.delete(SHARED_CACHE);
    return picture;
  } catch {
    return null;
  }
}
