/**
 * Joins fields so that no two different lists give the same bytes: each field is UTF-8 (or raw bytes)
 * preceded by its length as a 32-bit big-endian number. Used wherever several values are bound together
 * (AEAD associated data, hashes, HMAC inputs).
 */
export function canonicalBytes(...fields: readonly (string | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const parts = fields.map((field) => (typeof field === 'string' ? new TextEncoder().encode(field) : field));
  const out = new Uint8Array(parts.reduce((sum, part) => sum + 4 + part.length, 0));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const part of parts) {
    view.setUint32(at, part.length);
    out.set(part, at + 4);
    at += 4 + part.length;
  }
  return out;
}
