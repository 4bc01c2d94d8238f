import { decodeQR } from 'qr/decode.js';
import { pictureSize } from './picture-size.ts';
import type { QrReader } from './qr-reader.ts';

/** Grey or coloured pixels, four bytes each, as a canvas gives them. */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** Longest side a picture is looked at with, px: enough for the densest code filling half of it. */
const PICTURE_SIDE = 1600;
/** Larger files and pictures are refused before they are unpacked: 100 million points are 400 MB in memory. */
const PICTURE_BYTES = 30 * 1024 * 1024;
const PICTURE_POINTS = 64_000_000;
/** Milliseconds that a still picture may be tried again in other ways; a camera has its next frame instead. */
const PICTURE_WAIT_MS = 300;

/** Why there is no text in a picture: no QR code is seen in it, it is no picture, or it is too large to look at. */
export type PictureFault = 'no-code' | 'no-picture' | 'too-large';
export type PictureReading = { ok: true; text: string } | { ok: false; reason: PictureFault };

/**
 * The text of the QR code in one frame of a camera, or `null`. Measured on a PC for 800 × 800 points: 4 to 17 ms,
 * most when there is none; several times that on a phone, so that a Worker does it (`qr-reader.ts`).
 */
export function readQr(pixels: Pixels): string | null {
  try {
    return decodeQR(pixels);
  } catch {
    // Nothing found is how the library says so, too: the next frame is tried.
    return null;
  }
}

/** The text of the QR code in a still picture, or `null`; tries harder, for up to about a second. */
export function readPatiently(pixels: Pixels): string | null {
  try {
    return decodeQR(pixels, { effort: Number.POSITIVE_INFINITY, timeLimit: PICTURE_WAIT_MS });
  } catch {
    return null;
  }
}

/** A canvas to read from; off the document where the browser can. */
export function readingCanvas(width: number, height: number): OffscreenCanvas | HTMLCanvasElement {
  if (typeof OffscreenCanvas === 'function') return new OffscreenCanvas(width, height);
  return Object.assign(document.createElement('canvas'), { width, height });
}

/** The part of `source` that begins at (x, y), scaled into `side` × `side` points. */
export function squareOf(
  canvas: OffscreenCanvas | HTMLCanvasElement,
  source: CanvasImageSource,
  cut: { x: number; y: number; width: number; height: number },
): Pixels {
  const context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
  context.drawImage(source, cut.x, cut.y, cut.width, cut.height, 0, 0, canvas.width, canvas.height);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return { width: canvas.width, height: canvas.height, data };
}

/** Reads the QR code of a picture file. The picture is scaled down first, and never sent anywhere. */
export async function readPicture(picture: Blob, reader: QrReader): Promise<PictureReading> {
  if (picture.size > PICTURE_BYTES) return { ok: false, reason: 'too-large' };
  // All of it: a JPEG may say its size as late as it likes.
  const said = pictureSize(new Uint8Array(await picture.arrayBuffer()));
  if (said && said.width * said.height > PICTURE_POINTS) return { ok: false, reason: 'too-large' };
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(picture);
  } catch {
    return { ok: false, reason: 'no-picture' };
  }
  const scale = Math.min(1, PICTURE_SIDE / Math.max(bitmap.width, bitmap.height));
  const { width, height } = bitmap;
  const canvas = readingCanvas(
    Math.max(1, Math.round(width * scale)),
    Math.max(1, Math.round(height * scale)),
  );
  const context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
  // Where a picture is clear, white shows through, as where it was made.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const text = await reader.read({ width: canvas.width, height: canvas.height, data }, true);
  return text === null ? { ok: false, reason: 'no-code' } : { ok: true, text };
}
