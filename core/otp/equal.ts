/**
 * Whether two codes are the same, in time that depends on their lengths only and not on where they differ.
 * Lengths are public (they are the token's policy).
 */
export function equalCodes(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i += 1) {
    // Past the end of `b` charCodeAt is NaN, which XOR reads as 0; the length has already decided by then.
    difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  }
  return difference === 0;
}
