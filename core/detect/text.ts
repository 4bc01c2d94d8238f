/** Lower case, one form for full and half width, one space for any white space. */
export function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** A name or ID as words: `txbOneTimePasswd_1` becomes `txb one time passwd 1`. */
export function nameWords(name: string): string {
  return normalise(name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[^\p{L}\d]+/gu, ' '));
}

/** Whether the text has words in it at all. */
export const hasWords = (text: string): boolean => /\p{L}{2}|[ぁ-龠]/u.test(text);
