/** A whole telephone number: `+`, country code, subscriber; at most 15 digits (ITU-T E.164 §6). */
const E164 = /^\+[1-9]\d{6,14}$/u;

export const isE164 = (value: string): boolean => E164.test(value);

/** Numbers of internet telephones in Japan (050): given to anybody without proof, so no call from one counts. */
export const isIpPhone = (number: string): boolean => number.startsWith('+8150');

/** A number as it is dialled within Japan, e.g. 09012345678; one of another country stays as it is. */
const national = (number: string): string => (number.startsWith('+81') ? `0${number.slice(3)}` : number);

/** 090-1234-5678 and 03-1234-5678; other area codes are of many lengths, so only their end is set apart. */
const grouped = (digits: string): string => {
  if (/^0[5-9]0\d{8}$/u.test(digits)) return digits.replace(/^(\d{3})(\d{4})/u, '$1-$2-');
  if (/^0120\d{6}$/u.test(digits)) return digits.replace(/^(\d{4})(\d{3})/u, '$1-$2-');
  if (/^0[36]\d{8}$/u.test(digits)) return digits.replace(/^(\d{2})(\d{4})/u, '$1-$2-');
  return digits.replace(/(\d{4})$/u, '-$1');
};

/** An E.164 number as people in Japan write it. */
export const printedNumber = (number: string): string => grouped(national(number));

/** The same with its last four digits hidden, for somebody who may not be its owner. */
export const maskedNumber = (number: string): string => printedNumber(number).replace(/\d{4}$/u, '****');

/**
 * E.164 from a number as people in Japan type it: full width, with hyphens, blanks or brackets, with or
 * without the country code. `null` when it is none.
 */
export function readNumber(typed: string): string | null {
  const plain = typed.normalize('NFKC').replace(/[\s()‐-―−-]/gu, '');
  const number = /^0[1-9]\d{8,9}$/u.test(plain) ? `+81${plain.slice(1)}` : plain;
  return isE164(number) ? number : null;
}
