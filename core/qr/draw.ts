import { encodeQR } from 'qr';

/** The white that belongs around a QR code, in modules (ISO/IEC 18004 §5.3.8: four). */
const QUIET = 4;

/** A QR code as one shape: `path` is SVG path data in a square of `size` units, one a module, quiet zone included. */
export interface QrDrawing {
  size: number;
  path: string;
}

/**
 * Draws `text` as a QR code, dark modules only: whoever shows it puts white below, in every theme, because many
 * readers cannot read light on dark. 'medium' mends 15 % of it; 'low' (7 %) keeps the modules of long texts large.
 * Throws `RangeError` for a text too long for any QR code (2,953 bytes).
 */
export function drawQr(text: string, mending: 'low' | 'medium' = 'medium'): QrDrawing {
  let modules: boolean[][];
  try {
    modules = encodeQR(text, 'raw', { ecc: mending, border: QUIET });
  } catch {
    // The library's own message may quote the text.
    throw new RangeError('the text does not fit a QR code');
  }
  let path = '';
  for (const [y, row] of modules.entries()) {
    let x = 0;
    while (x < row.length) {
      const from = x;
      while (x < row.length && row[x]) x += 1;
      // A run of dark modules is one rectangle: no hairlines between its modules.
      if (x > from) path += `M${from} ${y}h${x - from}v1H${from}z`;
      else x += 1;
    }
  }
  return { size: modules.length, path };
}
