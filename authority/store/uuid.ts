import type { Clock } from '../../core/clock/clock.ts';

/** A version 7 UUID (RFC 9562 §5.7): 48 bits of epoch milliseconds, the rest random. */
export function uuidv7({ clock, random }: { clock: Clock; random: (n: number) => Uint8Array }): string {
  const bytes = new Uint8Array(random(16));
  const view = new DataView(bytes.buffer);
  const now = clock();
  view.setUint16(0, Math.floor(now / 2 ** 32));
  view.setUint32(2, now % 2 ** 32);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
