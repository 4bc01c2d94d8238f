import { groupDigits } from '../i18n/format.ts';

/** Full-width digits (as Japanese keyboards give them) become ASCII; spaces and dashes of any kind go. */
export function normalizeDigits(typed: string): string {
  return typed
    .replace(/[\uff10-\uff19]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xff10 + 48))
    .replace(/[\s\u00a0\u3000\u002d\u2010-\u2015\u2212\u30fc\uff0d\uff70]/gu, '');
}

/** How digits are shown while typing: by fours. Anything that is not all digits is shown as it was typed. */
export function groupTyped(typed: string): string {
  const digits = normalizeDigits(typed);
  return /^\d+$/u.test(digits) ? (digits.match(/.{1,4}/gu) ?? []).join(' ') : typed;
}

/** Digits one by one, a pause between groups: what a screen reader should say of a code. */
export function spellDigits(digits: string): string {
  return groupDigits(digits)
    .map((group) => [...group].join(' '))
    .join(', ');
}

/** Where the caret belongs in `text` so that `digitsBefore` digits stand before it. */
export function caretAfterDigits(text: string, digitsBefore: number): number {
  if (digitsBefore <= 0) return 0;
  let seen = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (/\d/u.test(text.charAt(at))) seen += 1;
    if (seen === digitsBefore) return at + 1;
  }
  return text.length;
}
