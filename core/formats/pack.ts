import { joinBytes } from './bytes.ts';

/** A packed text's length is a multiple of this many bytes, so that it tells little of what is inside. */
const BLOCK = 512;
const LENGTH_BYTES = 4;

/**
 * Text made small and of a round length: the length of what follows (4 bytes, big-endian), the UTF-8 deflated
 * (RFC 1951), zeros up to the next multiple of 512 bytes.
 */
export async function packText(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const utf8 = new TextEncoder().encode(text);
  const small = await drain(new Blob([utf8]).stream().pipeThrough(new CompressionStream('deflate-raw')));
  const packed = new Uint8Array(Math.ceil((LENGTH_BYTES + small.length) / BLOCK) * BLOCK);
  new DataView(packed.buffer).setUint32(0, small.length);
  packed.set(small, LENGTH_BYTES);
  return packed;
}

/** Reads it back, stopping at `most` bytes of text. `null` when it is not packed text, or is more. */
export async function unpackText(packed: Uint8Array<ArrayBuffer>, most: number): Promise<string | null> {
  if (packed.length < LENGTH_BYTES) return null;
  const length = new DataView(packed.buffer, packed.byteOffset).getUint32(0);
  if (length > packed.length - LENGTH_BYTES) return null;
  const small = packed.slice(LENGTH_BYTES, LENGTH_BYTES + length);
  try {
    const stream = new Blob([small]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return new TextDecoder('utf-8', { fatal: true }).decode(await drain(stream, most));
  } catch {
    return null;
  }
}

/** All of a stream. Throws `RangeError` beyond `most` bytes: a few can inflate to a thousand times as many. */
async function drain(
  stream: ReadableStream<Uint8Array>,
  most = Number.POSITIVE_INFINITY,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > most) {
      await reader.cancel();
      throw new RangeError('more than is ever packed');
    }
    chunks.push(part.value);
  }
  return joinBytes(...chunks);
}
