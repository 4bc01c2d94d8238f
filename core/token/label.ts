/** Longest name of an issuer or an account, in UTF-16 units as `String.length` counts them. */
export const MAX_LABEL = 80;

/**
 * What has no place in a name that others wrote: control characters, line separators, broken surrogates, the
 * angle brackets of markup, and the marks that turn the direction of text around (Unicode UAX #9 §2), with which
 * a name can look like another.
 */
const NOT_TEXT = /[<>\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Whether `text` holds only what may stand in a name. */
export function isPlainText(text: string): boolean {
  return !NOT_TEXT.test(text);
}

/** Whether `text` can name an issuer or an account of a token of the person's own: trimmed, 1 to 80 characters. */
export function isLabel(text: string): boolean {
  return text !== '' && text.length <= MAX_LABEL && text.trim() === text && isPlainText(text);
}
