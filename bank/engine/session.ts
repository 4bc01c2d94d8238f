import { sha256 } from '@noble/hashes/sha2.js';
import { base64urlnopad } from '@scure/base';
import type { Customer } from './customers.ts';
import type { SessionStage } from './store/schema.ts';
import type { BankStore } from './store/store.ts';

/** How long a session lives, in milliseconds: untouched, and in all. */
export interface SessionLimits {
  idle: number;
  absolute: number;
}

export interface Session {
  /** What the cookie carries; the database holds only its hash. */
  id: string;
  customer: Customer;
  /** The login before this one, epoch ms. */
  lastLoginAt: number | null;
  /** How far the login has come; only `in` may use the bank. */
  stage: SessionStage;
  onPhone: boolean;
  /** When the password was right, epoch ms. */
  createdAt: number;
  /** When the additional authentication was passed in this session, epoch ms. */
  answeredAt: number | null;
  /** Whether a code typed at this login began the token's use. */
  began: boolean;
  /** What was found about this login: a row of `risk_events`. */
  riskEvent: number | null;
}

/** How long a login may take from its password to the last question put to the customer, in ms. */
const LOGIN_WITHIN = 5 * 60_000;
/** Stages that wait for an answer only the customer can give; the other ones are somebody's work to type. */
const QUESTIONS: readonly SessionStage[] = ['answers', 'code'];

const hashOf = (id: string): string => base64urlnopad.encode(sha256(new TextEncoder().encode(id)));

/** A fresh random identifier of 256 bits in base64url. */
export const freshId = (store: BankStore): string => base64urlnopad.encode(store.random(32));

/** Begins a session for a customer whose password was right, at the stage their login has come to. */
export async function beginSession(
  store: BankStore,
  customer: Customer,
  {
    stage = 'in',
    onPhone = false,
    began = false,
    riskEvent = null,
  }: { stage?: SessionStage; onPhone?: boolean; began?: boolean; riskEvent?: number | null } = {},
): Promise<string> {
  const id = freshId(store);
  const now = store.clock();
  await store.db
    .insertInto('sessions')
    .values({
      id_hash: hashOf(id),
      customer_ref: customer.ref,
      created_at: now,
      seen_at: now,
      last_login_at: customer.last_login_at,
      stage,
      on_phone: onPhone ? 1 : 0,
      answered_at: null,
      began: began ? 1 : 0,
      risk_event: riskEvent,
    })
    .execute();
  if (stage === 'in') await noteLogin(store, customer.ref);
  return id;
}

/** Notes that a login came to its end. */
async function noteLogin(store: BankStore, customerRef: string): Promise<void> {
  await store.db
    .updateTable('customers')
    .set({ last_login_at: store.clock() })
    .where('ref', '=', customerRef)
    .execute();
}

/**
 * Moves a login on to `stage` under a new id; the old one stops working. The old id when the session has
 * moved or ended since it was read, as when a button was pressed twice: then the answer to the other press
 * carries the new one.
 */
export async function moveSession(
  store: BankStore,
  session: Session,
  stage: SessionStage,
  { began = session.began }: { began?: boolean } = {},
): Promise<string> {
  const id = freshId(store);
  const moved = await store.db
    .updateTable('sessions')
    .set({ id_hash: hashOf(id), stage, began: began ? 1 : 0 })
    .where('id_hash', '=', hashOf(session.id))
    .executeTakeFirst();
  if (moved.numUpdatedRows === 0n) return session.id;
  if (stage === 'in') await noteLogin(store, session.customer.ref);
  return id;
}

/** The live session with this id, touched; `null` when there is none or it ran out (and is then gone). */
export async function readSession(
  store: BankStore,
  id: string,
  limits: SessionLimits,
): Promise<Session | null> {
  const now = store.clock();
  const idHash = hashOf(id);
  const row = await store.db
    .selectFrom('sessions')
    .selectAll()
    .where('id_hash', '=', idHash)
    .executeTakeFirst();
  if (!row) return null;
  const late = QUESTIONS.includes(row.stage) && now - row.created_at >= LOGIN_WITHIN;
  if (late || now - row.seen_at >= limits.idle || now - row.created_at >= limits.absolute) {
    await endSession(store, id);
    return null;
  }
  await store.db.updateTable('sessions').set({ seen_at: now }).where('id_hash', '=', idHash).execute();
  const customer = await store.db
    .selectFrom('customers')
    .selectAll()
    .where('ref', '=', row.customer_ref)
    .executeTakeFirstOrThrow();
  return {
    id,
    customer,
    lastLoginAt: row.last_login_at,
    stage: row.stage,
    onPhone: row.on_phone === 1,
    createdAt: row.created_at,
    answeredAt: row.answered_at,
    began: row.began === 1,
    riskEvent: row.risk_event,
  };
}

/** Gives the session a new id; the old one stops working. For every change of what the session may do. */
export async function rotateSession(store: BankStore, id: string): Promise<string> {
  const next = freshId(store);
  await store.db
    .updateTable('sessions')
    .set({ id_hash: hashOf(next) })
    .where('id_hash', '=', hashOf(id))
    .execute();
  return next;
}

/** Notes that the additional authentication was passed in this session. */
export async function noteAnswered(store: BankStore, session: Session): Promise<void> {
  await store.db
    .updateTable('sessions')
    .set({ answered_at: store.clock() })
    .where('id_hash', '=', hashOf(session.id))
    .execute();
}

export async function endSession(store: BankStore, id: string): Promise<void> {
  await store.db.deleteFrom('sessions').where('id_hash', '=', hashOf(id)).execute();
}

/** Drops sessions that ran out without anybody asking for them again. */
export async function sweepSessions(store: BankStore, limits: SessionLimits): Promise<void> {
  const now = store.clock();
  await store.db
    .deleteFrom('sessions')
    .where((row) =>
      row.or([row('seen_at', '<=', now - limits.idle), row('created_at', '<=', now - limits.absolute)]),
    )
    .execute();
}
