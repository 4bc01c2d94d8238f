import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pictureSize } from '../../../core/browser/picture-size.ts';
import { readPicture } from '../../../core/browser/read-qr.ts';

const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(
    parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part)),
  );
const big = (value: number, length: number) =>
  Array.from({ length }, (_, i) => Math.floor(value / 256 ** (length - 1 - i)) % 256);
const little = (value: number, length: number) => big(value, length).reverse();
const pad = (length: number) => new Array<number>(length).fill(0);

const side = fc.integer({ min: 1, max: 16_000 });
const makers: Record<string, (width: number, height: number) => Uint8Array> = {
  PNG: (w, h) => bytes([0x89], 'PNG\r\n\x1a\n', big(13, 4), 'IHDR', big(w, 4), big(h, 4), pad(5)),
  GIF: (w, h) => bytes('GIF89a', little(w, 2), little(h, 2), pad(3)),
  BMP: (w, h) => bytes('BM', pad(12), little(40, 4), little(w, 4), little(h, 4), pad(10)),
  // A note before the frame, as cameras write one, and filling bytes.
  JPEG: (w, h) =>
    bytes(
      [0xff, 0xd8, 0xff, 0xe1],
      big(12, 2),
      pad(10),
      [0xff, 0xff, 0xc2],
      big(17, 2),
      [8],
      big(h, 2),
      big(w, 2),
    ),
  'WebP, lossy': (w, h) =>
    bytes('RIFF', pad(4), 'WEBPVP8 ', pad(4), pad(3), [0x9d, 0x01, 0x2a], little(w, 2), little(h, 2), pad(2)),
  'WebP, lossless': (w, h) =>
    bytes('RIFF', pad(4), 'WEBPVP8L', pad(4), [0x2f], little((w - 1) | ((h - 1) << 14), 4), pad(8)),
  'WebP, extended': (w, h) =>
    bytes('RIFF', pad(4), 'WEBPVP8X', pad(4), pad(4), little(w - 1, 3), little(h - 1, 3)),
};

describe("a picture's own word on its size", () => {
  for (const [kind, make] of Object.entries(makers))
    it(`is read from ${kind}`, () => {
      fc.assert(
        fc.property(side, side, (width, height) => {
          expect(pictureSize(make(width, height))).toEqual({ width, height });
        }),
      );
    });

  it('is not there in anything else, and reading it never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (noise) => {
        const size = pictureSize(noise);
        expect(size === null || Number.isInteger(size.width)).toBe(true);
      }),
    );
    for (const make of Object.values(makers)) {
      const whole = make(300, 200);
      for (let length = 0; length < whole.length; length += 1) pictureSize(whole.slice(0, length));
    }
  });

  it('has a picture refused before it is unpacked, however late in the file it stands', async () => {
    const note = bytes([0xff, 0xe1], big(65_535, 2), pad(65_533));
    const frame = bytes([0xff, 0xc0], big(17, 2), [8], big(65_000, 2), big(65_000, 2));
    const picture = new Blob([bytes([0xff, 0xd8]), ...new Array<typeof note>(20).fill(note), frame]);
    const nobody = { read: () => Promise.reject(new Error('it was unpacked')), end: () => undefined };
    expect(await readPicture(picture, nobody)).toEqual({ ok: false, reason: 'too-large' });
  });
});
