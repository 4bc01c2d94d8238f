/** Digits as a Japanese keyboard may send them (full-width), as ASCII; blanks around them taken off. */
export const asciiDigits = (text: string): string => text.normalize('NFKC').trim();
