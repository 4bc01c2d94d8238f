/** The 45 characters that a QR code packs two to eleven bits (ISO/IEC 18004 table 5), in RFC 9285's order. */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const VALUES = new Map([...ALPHABET].map((character, value) => [character, value]));

/** Base45 (RFC 9285 §4): two bytes in three characters, a last single one in two. */
export function encodeBase45(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const pair = at + 1 < bytes.length;
    let rest = pair ? bytes[at]! * 256 + bytes[at + 1]! : bytes[at]!;
    for (let digit = 0; digit < (pair ? 3 : 2); digit += 1) {
      text += ALPHABET[rest % 45];
      rest = Math.floor(rest / 45);
    }
  }
  return text;
}

/** Reads base45; `null` for characters, lengths and values that no bytes encode to (RFC 9285 §6). */
export function decodeBase45(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 3 === 1) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 2) / 3));
  let out = 0;
  for (let at = 0; at < text.length; at += 3) {
    const digits = [...text.slice(at, at + 3)].map((character) => VALUES.get(character));
    if (digits.includes(undefined)) return null;
    const value = digits.reduceRight<number>((sum, digit) => sum * 45 + digit!, 0);
    if (value > (digits.length === 3 ? 0xffff : 0xff)) return null;
    if (digits.length === 3) bytes[out++] = value >> 8;
    bytes[out++] = value & 0xff;
  }
  return bytes;
}
