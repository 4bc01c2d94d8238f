import { createHmac, timingSafeEqual } from 'node:crypto';
import { isAppError } from '../../../core/error.ts';
import { canonicalBytes } from '../../../core/protocol/canonical.ts';
import { audit } from '../audit.ts';
import type { Customer } from '../customers.ts';
import type { FactorRequest } from '../factors/types.ts';
import type { BankStore } from '../store/store.ts';
import type { BankWeb } from '../web.ts';
import { randomDigits } from './digits.ts';
import { chargeMail, refundMail } from './limit.ts';
import { mailPasswordMail } from './words.ts';

const MINUTE = 60_000;

/** Only this is kept of the digits: useless for any other customer, operation or plan. */
const macOf = (
  store: BankStore,
  customer: Customer,
  { operation, subject }: FactorRequest,
  digits: string,
): Uint8Array =>
  createHmac('sha256', store.keys.mail)
    .update(canonicalBytes('mail-password', customer.ref, operation, subject, digits))
    .digest();

/**
 * Sees to it that the customer has a live password for this plan: `there` when one was mailed before, `sent`
 * now, `limit` when too many were within the hour, `away` when the mail server did not take it.
 */
export async function mailPassword(
  web: BankWeb,
  customer: Customer,
  request: FactorRequest,
): Promise<'there' | 'sent' | 'limit' | 'away'> {
  const { store, institution } = web;
  const policy = institution.mailPassword;
  if (policy === null) throw new Error('this institution mails no passwords');
  const now = store.clock();
  const known = await store.db
    .selectFrom('mail_passwords')
    .select(['attempts', 'expires_at', 'used_at'])
    .where('subject', '=', request.subject)
    .executeTakeFirst();
  if (known && (known.used_at !== null || (known.attempts < policy.limit && known.expires_at > now)))
    return 'there';
  if (!(await chargeMail(store, customer.ref))) return 'limit';
  const digits = randomDigits(store.random, policy.digits);
  const mac = macOf(store, customer, request, digits);
  const expiresAt = now + policy.validMinutes * MINUTE;
  const fresh = { mac, attempts: 0, created_at: now, expires_at: expiresAt, used_at: null };
  // Written before it is sent, and only over one that is over: of two pages asking at once, one sends.
  const written = await store.db
    .insertInto('mail_passwords')
    .values({
      subject: request.subject,
      customer_ref: customer.ref,
      operation: request.operation,
      ...fresh,
    })
    .onConflict((conflict) =>
      conflict
        .column('subject')
        .doUpdateSet(fresh)
        .where('mail_passwords.used_at', 'is', null)
        .where((row) =>
          row.or([
            row('mail_passwords.attempts', '>=', policy.limit),
            row('mail_passwords.expires_at', '<=', now),
          ]),
        ),
    )
    .executeTakeFirst();
  if (written.numInsertedOrUpdatedRows === 0n) return 'there';
  try {
    await web.sendMail(
      mailPasswordMail(institution, {
        to: customer.email,
        name: customer.name,
        summary: request.summary,
        digits,
        expiresAt,
      }),
    );
  } catch (error) {
    await store.db
      .deleteFrom('mail_passwords')
      .where('subject', '=', request.subject)
      .where('mac', '=', mac)
      .execute();
    await refundMail(store, customer.ref);
    if (isAppError(error, 'unavailable')) return 'away';
    throw error;
  }
  await audit(store, customer.ref, 'mail-password-sent', { detail: { operation: request.operation } });
  return 'sent';
}

/**
 * Looks at a typed password after charging the try. `right` gives the try back and spends nothing yet; `over`
 * when it is too old, never was, or the tries are used up. One that was used is still `right` for its own
 * plan while it lives: the same press of a button may arrive twice.
 */
export async function checkMailPassword(
  store: BankStore,
  customer: Customer,
  request: FactorRequest,
  { typed, limit }: { typed: string; limit: number },
): Promise<'right' | 'wrong' | 'over'> {
  const now = store.clock();
  const given = macOf(store, customer, request, typed);
  const charged = await store.db
    .updateTable('mail_passwords')
    .set((row) => ({ attempts: row('attempts', '+', 1) }))
    .where('subject', '=', request.subject)
    .where('used_at', 'is', null)
    .where('attempts', '<', limit)
    .where('expires_at', '>', now)
    .returning(['mac', 'attempts'])
    .executeTakeFirst();
  if (!charged) {
    const used = await store.db
      .selectFrom('mail_passwords')
      .select('mac')
      .where('subject', '=', request.subject)
      .where('used_at', 'is not', null)
      .where('expires_at', '>', now)
      .executeTakeFirst();
    return used && timingSafeEqual(used.mac, given) ? 'right' : 'over';
  }
  if (!timingSafeEqual(charged.mac, given)) return charged.attempts >= limit ? 'over' : 'wrong';
  await store.db
    .updateTable('mail_passwords')
    .set((row) => ({ attempts: row('attempts', '-', 1) }))
    .where('subject', '=', request.subject)
    .where('mac', '=', charged.mac)
    .where('attempts', '>', 0)
    .execute();
  return 'right';
}

/** Marks the plan's password as used: from now on it is good for nothing new. */
export async function spendMailPassword(store: BankStore, subject: string): Promise<void> {
  await store.db
    .updateTable('mail_passwords')
    .set({ used_at: store.clock() })
    .where('subject', '=', subject)
    .where('used_at', 'is', null)
    .execute();
}

/** Drops what can no longer be used, a day after it could. */
export async function sweepMailPasswords(store: BankStore): Promise<void> {
  await store.db
    .deleteFrom('mail_passwords')
    .where('expires_at', '<=', store.clock() - 24 * 60 * MINUTE)
    .execute();
}
