/** The largest multiple of ten in a byte: bytes from here on would make the low digits likelier. */
const FAIR = 250;

/** `count` random digits, every number as likely as any other. */
export function randomDigits(random: (length: number) => Uint8Array, count: number): string {
  let digits = '';
  while (digits.length < count)
    for (const byte of random(count)) if (byte < FAIR && digits.length < count) digits += String(byte % 10);
  return digits;
}

/** A mailed password as people type or paste it: full width, with blanks or hyphens. Empty when it is none. */
export function readMailPassword(typed: string, digits: number): string {
  const plain = typed.normalize('NFKC').replace(/[\s-]/gu, '');
  return /^\d+$/u.test(plain) && plain.length === digits ? plain : '';
}
