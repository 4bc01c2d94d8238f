import * as v from 'valibot';

/**
 * What would make a line read otherwise than it is written, on a screen, on paper or in a terminal: control
 * characters, line breaks, and characters that turn the direction of writing.
 */
const DISGUISES = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/**
 * An operator's name at the bank and why they act, in one plain line, for both audits; never a customer's
 * secret.
 */
export const deskActSchema = v.strictObject({
  operator: v.pipe(v.string(), v.regex(/^[A-Za-z0-9._-]{1,64}$/)),
  reason: v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1),
    v.maxLength(200),
    v.check((text) => !DISGUISES.test(text)),
  ),
});
