import { crc32, deflateSync } from 'node:zlib';
import { qrModules } from './qr-pixels.ts';

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
};

/** A grey PNG (ISO/IEC 15948) of so many bits a point; `lines`: each line's packed points. */
function png(width: number, height: number, bits: 1 | 8, lines: (y: number) => Buffer): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = bits;
  const raw = Buffer.concat(
    Array.from({ length: height }, (_, y) => Buffer.concat([Buffer.of(0), lines(y)])),
  );
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A picture of the QR code of `text`, `scale` points a module, with white around it. */
export function qrPng(text: string, scale = 5): Buffer {
  const modules = qrModules(text);
  const side = modules.length * scale;
  return png(side, side, 8, (y) => {
    const row = modules[Math.floor(y / scale)]!;
    return Buffer.from(Array.from({ length: side }, (_, x) => (row[Math.floor(x / scale)] ? 20 : 245)));
  });
}

/** A picture of nothing, of any size; small as a file. */
export const blankPng = (width: number, height: number): Buffer =>
  png(width, height, 1, () => Buffer.alloc(Math.ceil(width / 8), 0xff));
