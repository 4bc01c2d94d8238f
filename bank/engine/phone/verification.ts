import { createHash } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import { inTransaction } from '../../../server/sqlite.ts';
import { randomUuid } from '../random-uuid.ts';
import type { Session } from '../session.ts';
import type { BankDatabase } from '../store/schema.ts';
import type { BankStore } from '../store/store.ts';

/**
 * Why a call did not count, told on the page that waits. `several`: two procedures wait for the same number,
 * and nobody can tell which one the caller means.
 */
export type CallRefusal = 'anonymous' | 'ip-phone' | 'other-number' | 'late' | 'several';

/** Verifications hold telephone numbers: older ones than this are dropped, ms. */
const MEMORY = 24 * 60 * 60_000;

/** How often one plan may ask for a call. */
export const CALLS_A_PLAN = 3;

/** A verification as its page shows it. `late`: no call came in time. */
export interface PhoneView {
  id: string;
  /** The registered number, E.164. */
  number: string;
  state: 'waiting' | 'confirmed' | 'late' | 'stopped' | 'used';
  /** Whole seconds until it is too late; 0 when it is. */
  secondsLeft: number;
  refusal: CallRefusal | null;
  /** Whether this plan may ask once more. */
  again: boolean;
}

type Row = Selectable<BankDatabase['phone_verifications']>;

/** A plan within the session that made it: only this pair can use the verification. */
const owner = (session: Session): string =>
  `${createHash('sha256').update(`phone ${session.id}`).digest('hex').slice(0, 32)}.`;
const subjectOf = (session: Session, plan: string): string => owner(session) + plan;

const viewOf = (row: Row, count: number, now: number): PhoneView => ({
  id: row.id,
  number: row.number,
  state: row.state === 'waiting' && now >= row.deadline_at ? 'late' : row.state,
  secondsLeft: Math.max(0, Math.ceil((row.deadline_at - now) / 1000)),
  refusal: row.refusal as CallRefusal | null,
  again: count < CALLS_A_PLAN,
});

/**
 * Begins to wait for a call from `number` on behalf of `plan`, or goes on waiting where it already does.
 * Whatever else this session waited for is stopped. `null` when the plan has asked as often as it may.
 * `seconds`: how long the call is waited for.
 */
export async function beginPhone(
  store: BankStore,
  session: Session,
  { plan, number, seconds }: { plan: string; number: string; seconds: number },
): Promise<PhoneView | null> {
  const subject = subjectOf(session, plan);
  const row: Row = {
    id: randomUuid(store.random),
    customer_ref: session.customer.ref,
    number,
    subject,
    state: 'waiting',
    refusal: null,
    created_at: store.clock(),
    deadline_at: store.clock() + seconds * 1000,
  };
  return inTransaction(store.db, async (trx) => {
    const before = await trx
      .selectFrom('phone_verifications')
      .selectAll()
      .where('subject', '=', subject)
      .execute();
    // The button pressed twice: the call that was asked for first is the one waited for.
    const going = before.find((each) =>
      ['waiting', 'confirmed'].includes(viewOf(each, before.length, row.created_at).state),
    );
    if (going) return viewOf(going, before.length, row.created_at);
    if (before.length >= CALLS_A_PLAN) return null;
    await trx
      .updateTable('phone_verifications')
      .set({ state: 'stopped' })
      .where('subject', 'like', `${owner(session)}%`)
      .where('customer_ref', '=', session.customer.ref)
      .where('state', 'in', ['waiting', 'confirmed'])
      .execute();
    await trx.insertInto('phone_verifications').values(row).execute();
    await trx
      .deleteFrom('phone_verifications')
      .where('created_at', '<', row.created_at - MEMORY)
      .execute();
    return viewOf(row, before.length + 1, row.created_at);
  });
}

/** The newest verification of this session's plan; `null` when it never asked for one. */
export async function readPhone(store: BankStore, session: Session, plan: string): Promise<PhoneView | null> {
  const rows = await store.db
    .selectFrom('phone_verifications')
    .selectAll()
    .where('subject', '=', subjectOf(session, plan))
    .orderBy(sql`rowid`, 'desc')
    .execute();
  const row = rows[0];
  return row ? viewOf(row, rows.length, store.clock()) : null;
}

/** A verification of this session by its ID, for the page that watches it; `null` for anybody else's. */
export async function findPhone(store: BankStore, session: Session, id: string): Promise<PhoneView | null> {
  const row = await store.db
    .selectFrom('phone_verifications')
    .selectAll()
    .where('id', '=', id)
    .where('subject', 'like', `${owner(session)}%`)
    .executeTakeFirst();
  return row ? viewOf(row, CALLS_A_PLAN, store.clock()) : null;
}

/**
 * Spends the confirmed verification of this session's plan. True for the press that spent it and for the same
 * plan pressed again: the plan is carried out under its own ID, so twice is once.
 */
export async function usePhone(store: BankStore, session: Session, plan: string): Promise<boolean> {
  const subject = subjectOf(session, plan);
  await store.db
    .updateTable('phone_verifications')
    .set({ state: 'used' })
    .where('subject', '=', subject)
    .where('state', '=', 'confirmed')
    .execute();
  const used = await store.db
    .selectFrom('phone_verifications')
    .select('id')
    .where('subject', '=', subject)
    .where('state', '=', 'used')
    .executeTakeFirst();
  return used !== undefined;
}

/** Waits no longer for anything this plan asked for: it was broken off or taken back. */
export async function stopPhone(store: BankStore, session: Session, plan: string): Promise<void> {
  await store.db
    .updateTable('phone_verifications')
    .set({ state: 'stopped' })
    .where('subject', '=', subjectOf(session, plan))
    .where('state', 'in', ['waiting', 'confirmed'])
    .execute();
}
