/** Lower case, one form for full and half width, one space for any white space. */
export function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** A name or ID as words: `txbOneTimePasswd_1` becomes `txb one time passwd 1`. */
export function nameWords(name: string): string {
  return normalise(name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/[^\p{L}\d]+/gu, ' '));
}

/** Whether `normalise`d text has words in it at all: what most have first, since to know all letters takes time. */
export const hasWords = (text: string): boolean =>
  text !== '' && (/[a-z]{2}|[ぁ-龠]/.test(text) || /\p{L}{2}/u.test(text));

/** The text without what the expression matches. */
export const strip = (text: string, what: RegExp): string => text.split(what).join(' ');
