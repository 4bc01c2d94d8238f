import * as v from 'valibot';

/** An address mail can be sent to, at most 254 characters (RFC 5321 §4.5.3.1.3 less the brackets). */
export const emailSchema = v.pipe(v.string(), v.maxLength(254), v.email());

/** An address shown in part: enough to recognise one's own, e.g. ha***@demo.example. */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, Math.min(2, Math.max(at - 1, 0)))}***${address.slice(at)}`;
}
