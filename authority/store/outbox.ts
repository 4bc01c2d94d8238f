import type { Selectable } from 'kysely';
import { appendAudit } from '../audit/audit.ts';
import { type AuthorityContext, type AuthorityTransaction, atomically } from '../context.ts';
import { openUnder, sealUnder } from '../keys/envelope.ts';
import type { OutgoingMail } from '../registrations/types.ts';
import type { OutboxTable } from './schema.ts';
import { uuidv7 } from './uuid.ts';

/** A mail taken from the outbox for one delivery try. */
export interface ClaimedMail extends OutgoingMail {
  id: string;
  /** Tries made, this one included. */
  tries: number;
}

/** How long a claimed mail is left to its sender before another may take it, in ms. */
const CLAIM_FOR = 60_000;
/**
 * A mail that nobody took in this many tries is given up and told so: after four days of hourly ones, as
 * RFC 5321 §4.5.4.1 has it, so that a mail server may be away over a weekend.
 */
export const MAIL_TRIES = 108;

const binding = (id: string) => ['fuda/outbox/1', id] as const;

/** Puts a mail into the outbox, inside the transaction of what it tells about. Returns its ID. */
export async function enqueueMail(
  ctx: AuthorityContext,
  trx: AuthorityTransaction,
  mail: OutgoingMail,
): Promise<string> {
  const id = uuidv7(ctx);
  const now = ctx.clock();
  const key = await ctx.keys.institutionKey(mail.institutionId, trx);
  const { from, to, subject, text, html } = mail;
  const plain = new TextEncoder().encode(JSON.stringify({ from, to, subject, text, html }));
  await trx
    .insertInto('outbox')
    .values({
      id,
      institution_id: mail.institutionId,
      registration_id: mail.registrationId,
      envelope: await sealUnder(ctx.random, key, plain, [...binding(id), mail.institutionId]),
      state: 'queued',
      tries: 0,
      next_try_at: now,
      created_at: now,
      sent_at: null,
    })
    .execute();
  return id;
}

/**
 * Takes up to `limit` due mails for delivery. A claim counts as a try and hides the mail for a minute, so
 * that two senders do not send it twice and a sender that died does not keep it.
 */
export async function claimMails(ctx: AuthorityContext, limit: number): Promise<ClaimedMail[]> {
  const now = ctx.clock();
  const rows = await ctx.db
    .updateTable('outbox')
    .set((eb) => ({ tries: eb('tries', '+', 1), next_try_at: now + CLAIM_FOR }))
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('outbox')
        .select('id')
        .where('state', '=', 'queued')
        .where('next_try_at', '<=', now)
        .orderBy('next_try_at')
        .limit(limit),
    )
    .returning(['id', 'institution_id', 'registration_id', 'envelope', 'tries'])
    .execute();
  const mails = await Promise.all(rows.map((row) => openMail(ctx, row)));
  return mails.filter((mail) => mail !== null);
}

/** `null` for a row that does not open: one damaged mail is given up and does not hold up the others. */
async function openMail(
  ctx: AuthorityContext,
  row: Pick<Selectable<OutboxTable>, 'id' | 'institution_id' | 'registration_id' | 'envelope' | 'tries'>,
): Promise<ClaimedMail | null> {
  const key = await ctx.keys.institutionKey(row.institution_id);
  try {
    const plain = await openUnder(key, row.envelope ?? new Uint8Array(), [
      ...binding(row.id),
      row.institution_id,
    ]);
    const mail = JSON.parse(new TextDecoder().decode(plain)) as Pick<
      OutgoingMail,
      'from' | 'to' | 'subject' | 'text' | 'html'
    >;
    return {
      ...mail,
      id: row.id,
      institutionId: row.institution_id,
      registrationId: row.registration_id,
      tries: row.tries,
    };
  } catch {
    await atomically(ctx, async (trx) => {
      const failed = await trx
        .updateTable('outbox')
        .set({ state: 'failed' })
        .where('id', '=', row.id)
        .returning(TOLD)
        .executeTakeFirstOrThrow();
      await note(ctx, trx, failed, 'mail-given-up');
    });
    return null;
  }
}

/**
 * Delivered: erases recipient, subject and body. A mail that had to be tried again is noted in the history, or
 * the desk would still believe it on its way.
 */
export function markSent(ctx: AuthorityContext, id: string): Promise<void> {
  return atomically(ctx, async (trx) => {
    const row = await trx
      .updateTable('outbox')
      .set({ state: 'sent', sent_at: ctx.clock(), envelope: null })
      .where('id', '=', id)
      .returning(TOLD)
      .executeTakeFirst();
    if (row !== undefined && row.tries > 1) await note(ctx, trx, row, 'mail-delivered');
  });
}

/**
 * Not delivered: to be tried again at `retryAt` (epoch ms), or given up after `MAIL_TRIES`. The first failure
 * and the last are noted in the history.
 */
export function markFailed(ctx: AuthorityContext, id: string, retryAt: number): Promise<void> {
  return atomically(ctx, async (trx) => {
    const row = await trx
      .updateTable('outbox')
      .set((eb) => ({
        next_try_at: retryAt,
        state: eb
          .case()
          .when('tries', '>=', MAIL_TRIES)
          .then('failed' as const)
          .else('queued' as const)
          .end(),
      }))
      .where('id', '=', id)
      .where('state', '=', 'queued')
      .returning(TOLD)
      .executeTakeFirst();
    if (row?.state === 'failed') await note(ctx, trx, row, 'mail-given-up');
    else if (row?.tries === 1) await note(ctx, trx, row, 'mail-delayed');
  });
}

/** What the history tells of a mail; never to whom it goes. */
const TOLD = ['institution_id', 'registration_id', 'state', 'tries'] as const;

const note = (
  ctx: AuthorityContext,
  trx: AuthorityTransaction,
  mail: Pick<Selectable<OutboxTable>, (typeof TOLD)[number]>,
  action: 'mail-delayed' | 'mail-delivered' | 'mail-given-up',
): Promise<void> =>
  appendAudit(ctx, trx, {
    at: ctx.clock(),
    institutionId: mail.institution_id,
    registrationId: mail.registration_id,
    actor: 'authority',
    action,
    details: { tries: mail.tries },
  });
