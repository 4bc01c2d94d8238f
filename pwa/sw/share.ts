import { leavePicture } from '../shared-picture.ts';

/** Where the manifest has other apps post a picture to. */
export const SHARE_PATH = '/share';
/** The name of the picture's field in the manifest. */
const FIELD = 'picture';
/** More than any phone's photograph, bytes. */
export const LARGEST_PICTURE = 25_000_000;
/** What a QR code can be looked for in; a drawing (SVG) is a document, not a picture. */
const PICTURE = /^image\/(?:png|jpeg|webp|gif|bmp|avif|heic|heif)$/u;

/** Whether what was shared is one picture that can be looked at. */
export const isFitting = (shared: unknown): shared is Blob =>
  shared instanceof Blob && PICTURE.test(shared.type) && shared.size > 0 && shared.size <= LARGEST_PICTURE;

/**
 * Takes a picture that another app shared, leaves it for the page to take once, and leads there. Anything else is
 * not kept; the page is told that it was unfit. The picture never goes to a server.
 */
export async function takeShared(request: Request, caches: CacheStorage): Promise<Response> {
  let shared: unknown;
  try {
    shared = (await request.formData()).getAll(FIELD)[0];
  } catch {
    shared = null;
  }
  let way = '/#unfit';
  if (isFitting(shared)) {
    await leavePicture(caches, shared).then(
      () => {
        way = '/#picture';
      },
      // No room for it.
      () => {},
    );
  }
  return new Response(null, { status: 303, headers: { Location: way } });
}
