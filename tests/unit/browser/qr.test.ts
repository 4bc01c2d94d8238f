import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readQr } from '../../../core/browser/read-qr.ts';
import { drawQr, type QrDrawing } from '../../../core/qr/draw.ts';
import { pixelsOf, qrModules } from '../../support/qr-pixels.ts';

/** The modules that a drawing covers, read back from its path by a reader of its own. */
function modulesOf({ size, path }: QrDrawing): boolean[][] {
  const rows = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  for (const [, x, y, width, back] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H(\d+)z/gu)) {
    expect(back).toBe(x);
    for (let i = 0; i < Number(width); i += 1) rows[Number(y)]![Number(x) + i] = true;
  }
  expect(path.replaceAll(/M\d+ \d+h\d+v1H\d+z/gu, '')).toBe('');
  return rows;
}

describe('a drawn QR code', () => {
  it('is the code of the text, with four modules of white around it', () => {
    const drawn = modulesOf(drawQr('https://app.example/#s=10112235'));
    expect(drawn).toEqual(qrModules('https://app.example/#s=10112235'));
    for (const edge of [...drawn.slice(0, 4), ...drawn.slice(-4)]) expect(edge.includes(true)).toBe(false);
    for (const row of drawn) expect([...row.slice(0, 4), ...row.slice(-4)].includes(true)).toBe(false);
  });

  it('is read back as the same text, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 300, unit: 'binary' }).filter((text) => text.isWellFormed()),
        fc.constantFrom('low' as const, 'medium' as const),
        (text, mending) => {
          expect(readQr(pixelsOf(modulesOf(drawQr(text, mending))))).toBe(text);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is refused for a text that no QR code holds, without quoting the text', () => {
    const tooLong = 'geheim'.repeat(600);
    expect(() => drawQr(tooLong)).toThrow(RangeError);
    expect(() => drawQr(tooLong)).not.toThrow(/geheim/u);
  });
});

describe('reading', () => {
  it('finds nothing in a picture without a code, and never throws', () => {
    expect(readQr({ width: 64, height: 64, data: new Uint8ClampedArray(64 * 64 * 4) })).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 6400, maxLength: 6400 }), (noise) => {
        expect(readQr({ width: 40, height: 40, data: new Uint8ClampedArray(noise) })).toBeNull();
      }),
      { numRuns: 30 },
    );
  });

  it('reads a code that lies on its side, and one that is light on dark', () => {
    const modules = qrModules('otpauth://totp/a?secret=JBSWY3DPEHPK3PXP');
    const turned = modules[0]!.map((_, x) => modules.map((row) => row[x] === true).reverse());
    const inverted = modules.map((row) => row.map((isDark) => !isDark));
    for (const shown of [turned, inverted])
      expect(readQr(pixelsOf(shown, 5))).toBe('otpauth://totp/a?secret=JBSWY3DPEHPK3PXP');
  });
});
