import type { Element } from '@xmldom/xmldom';
import { pskcError } from './error.ts';
import { PSKC } from './names.ts';
import { childrenOf, qualified, textOf } from './xml.ts';

/** When a key may be used, epoch ms; `null` where the file sets no bound. */
export interface Validity {
  startsAt: number | null;
  expiresAt: number | null;
}

const START = qualified(PSKC, 'StartDate');
const EXPIRY = qualified(PSKC, 'ExpiryDate');
const USAGE = qualified(PSKC, 'KeyUsage');
const PIN = qualified(PSKC, 'PINPolicy');

/**
 * A key's `Policy` (RFC 6030 §5). What a policy says that is not understood forbids the key's use (§5, last
 * paragraph), so everything else than dates, use for OTP and a PIN that the device keeps to itself is refused.
 * Errors: `unsupported`, `not-pskc`.
 */
export function policyOf(element: Element | null): Validity {
  if (element === null) return { startsAt: null, expiresAt: null };
  const known = [START, EXPIRY, USAGE, PIN];
  const children = childrenOf(element, [...known, qualified(PSKC, 'NumberOfTransactions')]);
  if (children.many(qualified(PSKC, 'NumberOfTransactions')).length > 0) {
    throw pskcError('unsupported', 'a key whose policy limits its number of uses');
  }
  const usages = children.many(USAGE).map(textOf);
  if (usages.length > 0 && !usages.includes('OTP')) {
    throw pskcError('unsupported', 'a key whose policy does not allow one-time passwords');
  }
  if (children.many(PIN).some((pin) => pin.getAttribute('PINUsageMode') !== 'Local')) {
    throw pskcError('unsupported', 'a key with a PIN that the server would have to check');
  }
  return datesOf(children.maybe(START), children.maybe(EXPIRY));
}

/** The narrower of two. */
export const within = (a: Validity, b: Validity): Validity => ({
  startsAt: bound(Math.max, a.startsAt, b.startsAt),
  expiresAt: bound(Math.min, a.expiresAt, b.expiresAt),
});

const bound = (pick: (...of: number[]) => number, a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : pick(a, b);

export const datesOf = (start: Element | null, expiry: Element | null): Validity => ({
  startsAt: start === null ? null : instantOf(start),
  expiresAt: expiry === null ? null : instantOf(expiry),
});

const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

/** An `xs:dateTime` with its zone, as RFC 6030 §5 demands one; epoch ms. Errors: `not-pskc`. */
function instantOf(element: Element): number {
  const text = textOf(element);
  const [, year, month, day] = DATE_TIME.exec(text) ?? [];
  const instant = Date.parse(text);
  // The 31st of February parses as a day in March.
  const daysInMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (Number.isNaN(instant) || instant < 0 || year === undefined || Number(day) > daysInMonth) {
    throw pskcError('not-pskc', `${element.localName} is not a date and time with its zone`);
  }
  return instant;
}
