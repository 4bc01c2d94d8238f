import { describe, expect, it } from 'vitest';
import { type FilePlaces, saveFile } from '../../../core/browser/save-file.ts';

const bytes = new Uint8Array([1, 2, 3]);

/** A document whose links note that they were pressed. */
function places(over: Partial<FilePlaces['navigator']> = {}) {
  const pressed: { name: string; address: string }[] = [];
  const document = {
    createElement: () => {
      const link = { href: '', download: '', rel: '', click: () => {} };
      link.click = () => pressed.push({ name: link.download, address: link.href });
      return link;
    },
  } as unknown as Document;
  return { pressed, places: { document, navigator: over as FilePlaces['navigator'] } };
}

describe('saving a file', () => {
  it('hands it to the downloads under its name', async () => {
    const { pressed, places: where } = places();
    expect(await saveFile('a.fuda', bytes, 'application/octet-stream', where)).toBe(true);
    expect(pressed).toEqual([{ name: 'a.fuda', address: expect.stringMatching(/^blob:/u) }]);
  });

  it('shares it where an app on the home screen has no downloads, and tells when it was put away', async () => {
    const shared: string[] = [];
    const navigator = {
      standalone: true,
      canShare: () => true,
      share: async ({ files }: ShareData) => void shared.push(files?.[0]?.name ?? ''),
    };
    const { pressed, places: where } = places(navigator);
    expect(await saveFile('a.fuda', bytes, 'text/plain', where)).toBe(true);
    expect(shared).toEqual(['a.fuda']);
    expect(pressed).toEqual([]);
    const putAway = places({ ...navigator, share: () => Promise.reject(new DOMException('', 'AbortError')) });
    expect(await saveFile('a.fuda', bytes, 'text/plain', putAway.places)).toBe(false);
  });
});
