/**
 * Slips between two texts: letters left out, added, replaced, or two neighbours swapped (optimal string
 * alignment), at most `most`; one more than `most` where there are more. Time: length × length, and nothing
 * where the lengths alone say so.
 */
export function slips(a: string, b: string, most: number): number {
  const from = [...a];
  const to = [...b];
  if (Math.abs(from.length - to.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = to.map((_, index) => index + 1);
  last.unshift(0);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const differs = from[i - 1] === to[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + differs);
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (swapped) best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
    }
    if (Math.min(...row) > most) return most + 1;
    beforeLast = last;
    last = row;
  }
  return Math.min(last[to.length] ?? 0, most + 1);
}

/** Slips that a name of this many characters forgives: short names are near each other by chance. */
function forgiven(length: number, isLatin: boolean): number {
  // A character of Japanese carries as much as two or three letters.
  if (!isLatin) return length < 8 ? 0 : 1;
  if (length < 5) return 0;
  return length < 9 ? 1 : 2;
}

/** Whether one name may be a slip of the other. Symmetric; equal names are none. */
export function isTypo(a: string, b: string): boolean {
  if (a === b) return false;
  const shorter = Math.min(a.length, b.length);
  const most = forgiven(shorter, /^[a-z0-9]*$/.test(a + b));
  return most > 0 && slips(a, b, most) <= most;
}
