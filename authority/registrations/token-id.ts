/** A fresh token ID such as `FUDA-1234-5678`: public, shown in the app; uniform digits by rejection. */
export function makeTokenId(random: (n: number) => Uint8Array): string {
  let digits = '';
  while (digits.length < 8) {
    for (const byte of random(12)) {
      if (byte < 250 && digits.length < 8) digits += String(byte % 10);
    }
  }
  return `FUDA-${digits.slice(0, 4)}-${digits.slice(4)}`;
}
