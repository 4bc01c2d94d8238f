import { sha256 } from '@noble/hashes/sha2.js';
import { base64urlnopad } from '@scure/base';
import { freshId, type SessionLimits } from '../session.ts';
import type { BankStore } from '../store/store.ts';
import type { Operator, OperatorSession } from './types.ts';

const MINUTE = 60_000;

/** A clerk's login ends after 10 minutes untouched, and after 8 hours in any case. */
export const DESK_LIMITS: SessionLimits = { idle: 10 * MINUTE, absolute: 8 * 60 * MINUTE };

const hashOf = (id: string): string => base64urlnopad.encode(sha256(new TextEncoder().encode(id)));

/** Begins a login under a fresh id and answers the id. */
export async function beginOperatorSession(store: BankStore, operator: Operator): Promise<string> {
  const id = freshId(store);
  const now = store.clock();
  await store.db
    .insertInto('operator_sessions')
    .values({ id_hash: hashOf(id), operator_id: operator.id, created_at: now, seen_at: now })
    .execute();
  return id;
}

/** The live login with this id, touched; `null` when there is none or it ran out (and is then gone). */
export async function readOperatorSession(
  store: BankStore,
  id: string,
  limits: SessionLimits,
): Promise<OperatorSession | null> {
  const now = store.clock();
  const row = await store.db
    .selectFrom('operator_sessions')
    .innerJoin('operators', 'operators.id', 'operator_sessions.operator_id')
    .select(['created_at', 'seen_at', 'operators.id as operator', 'operators.name as name'])
    .where('id_hash', '=', hashOf(id))
    .executeTakeFirst();
  if (!row) return null;
  if (now - row.seen_at >= limits.idle || now - row.created_at >= limits.absolute) {
    await endOperatorSession(store, id);
    return null;
  }
  await store.db
    .updateTable('operator_sessions')
    .set({ seen_at: now })
    .where('id_hash', '=', hashOf(id))
    .execute();
  return { id, operator: { id: row.operator, name: row.name } };
}

export async function endOperatorSession(store: BankStore, id: string): Promise<void> {
  await store.db.deleteFrom('operator_sessions').where('id_hash', '=', hashOf(id)).execute();
}

/** Drops logins that ran out without anybody asking for them again. */
export async function sweepOperatorSessions(store: BankStore, limits: SessionLimits): Promise<void> {
  const now = store.clock();
  await store.db
    .deleteFrom('operator_sessions')
    .where((row) =>
      row.or([row('seen_at', '<=', now - limits.idle), row('created_at', '<=', now - limits.absolute)]),
    )
    .execute();
}
