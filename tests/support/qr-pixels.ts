import { encodeQR } from 'qr';
import type { Pixels } from '../../core/browser/read-qr.ts';

/** Dark modules of a QR code of `text`, with its quiet zone. */
export const qrModules = (text: string): boolean[][] => encodeQR(text, 'raw', { ecc: 'medium', border: 4 });

/** A picture of modules, `scale` points each, as a canvas would give it. */
export function pixelsOf(modules: readonly (readonly boolean[])[], scale = 4): Pixels {
  const side = modules.length * scale;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1)
      if (modules[Math.floor(y / scale)]?.[Math.floor(x / scale)])
        data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
  return { width: side, height: side, data };
}
