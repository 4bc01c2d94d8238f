import { describe, expect, it } from 'vitest';
import { isFitting, LARGEST_PICTURE, takeShared } from '../../../pwa/sw/share.ts';

/** One cache in memory. */
function memory() {
  const kept = new Map<string, Response>();
  const caches = {
    open: async () => ({ put: async (place: string, response: Response) => void kept.set(place, response) }),
  } as never as CacheStorage;
  return { kept, caches };
}
const share = (body: BodyInit, init: RequestInit = {}) =>
  new Request('https://app.example/share', { method: 'POST', body, ...init });
const form = (...files: Blob[]) => {
  const data = new FormData();
  for (const file of files) data.append('picture', file, 'shared');
  return data;
};
const png = new Blob([new Uint8Array([1, 2, 3])], { type: 'image/png' });

describe('a picture shared with the app', () => {
  it('is kept for one look, and the person is led to it', async () => {
    const { kept, caches } = memory();
    const response = await takeShared(share(form(png)), caches);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/#picture']);
    const [left] = [...kept.values()];
    expect(left!.headers.get('content-type')).toBe('image/png');
    expect([...new Uint8Array(await left!.arrayBuffer())]).toEqual([1, 2, 3]);
  });

  it('is the first of several', async () => {
    const { kept, caches } = memory();
    await takeShared(share(form(png, new Blob(['other'], { type: 'image/png' }))), caches);
    expect((await [...kept.values()][0]!.arrayBuffer()).byteLength).toBe(3);
  });

  it('that is none is not kept, and the page is told', async () => {
    for (const body of [
      form(),
      form(new Blob(['<svg/>'], { type: 'image/svg+xml' })),
      form(new Blob(['hello'], { type: 'text/html' })),
      form(new Blob([], { type: 'image/png' })),
      new URLSearchParams({ picture: 'otpauth://totp/x' }),
      'not a form',
    ]) {
      const { kept, caches } = memory();
      const response = await takeShared(share(body), caches);
      expect([response.status, response.headers.get('location')]).toEqual([303, '/#unfit']);
      expect(kept.size).toBe(0);
    }
  });

  it('that there is no room for is not kept either', async () => {
    const caches = { open: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) } as never;
    expect((await takeShared(share(form(png)), caches)).headers.get('location')).toBe('/#unfit');
  });

  it('may be as large as a photograph and no larger', () => {
    expect(isFitting(new Blob([new Uint8Array(LARGEST_PICTURE)], { type: 'image/jpeg' }))).toBe(true);
    expect(isFitting(new Blob([new Uint8Array(LARGEST_PICTURE + 1)], { type: 'image/jpeg' }))).toBe(false);
  });
});
