/** Longest name of an issuer or an account, in UTF-16 units as `String.length` counts them. */
const MAX_LABEL = 80;

/**
 * What has no place in a name that others wrote: control characters, line separators, broken surrogates, the
 * angle brackets of markup, and the marks that turn the direction of text around (Unicode UAX #9 §2), with which
 * a name can look like another.
 */
const NOT_TEXT = /[<>\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** `text` without what may not stand in a name; what is left may be nothing. */
export function plainText(text: string): string {
  return [...text].filter((character) => !NOT_TEXT.test(character)).join('');
}

/** Whether `text` can name an issuer or an account of a token of the person's own: trimmed, 1 to 80 characters. */
export function isLabel(text: string): boolean {
  return text !== '' && text.length <= MAX_LABEL && text.trim() === text && !NOT_TEXT.test(text);
}
