/** A picture's own word on how large it is, in points. */
export interface PictureSize {
  width: number;
  height: number;
}

const starts = (bytes: Uint8Array, text: string, at = 0): boolean =>
  bytes.length >= at + text.length && [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));

/** JPEG (ITU-T T.81 §B.2.2): the frame header's size, found by walking the markers before it. */
function jpegSize(view: DataView): PictureSize | null {
  let at = 2;
  while (at + 9 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** WebP (RFC 9649 §2): lossy, lossless and extended files say it each in a way of their own. */
function webpSize(view: DataView, bytes: Uint8Array): PictureSize | null {
  if (bytes.length < 30) return null;
  if (starts(bytes, 'VP8 ', 12))
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (starts(bytes, 'VP8L', 12)) {
    const packed = view.getUint32(21, true);
    return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
  }
  if (!starts(bytes, 'VP8X', 12)) return null;
  return {
    width: (view.getUint32(24, true) & 0xffffff) + 1,
    height: (view.getUint32(26, true) >>> 8) + 1,
  };
}

/**
 * How large the picture is that begins with `bytes`, read without unpacking it, so that a file of a few kilobytes
 * cannot ask for gigabytes. `null` where it does not say, or is of a kind this does not know: PNG, JPEG, GIF,
 * WebP and BMP are known.
 */
export function pictureSize(bytes: Uint8Array): PictureSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length >= 24 && starts(bytes, 'PNG', 1) && starts(bytes, 'IHDR', 12))
    return { width: view.getUint32(16), height: view.getUint32(20) };
  if (bytes.length >= 10 && starts(bytes, 'GIF8'))
    return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  if (bytes.length >= 26 && starts(bytes, 'BM'))
    return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
  if (starts(bytes, 'RIFF') && starts(bytes, 'WEBP', 8)) return webpSize(view, bytes);
  if (bytes.length >= 4 && view.getUint16(0) === 0xffd8) return jpegSize(view);
  return null;
}
