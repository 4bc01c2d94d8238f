import type { Updateable } from 'kysely';
import type { RegistrationState } from '../../core/protocol/common.ts';
import type { Registration } from '../../core/protocol/relying-party/messages.ts';
import { type AuditEntry, appendAudit } from '../audit/audit.ts';
import { type AuthorityContext, atomically, authorityError } from '../context.ts';
import { reissueRuleOf } from '../institutions/policy.ts';
import type { RegistrationsTable } from '../store/schema.ts';
import { type Asked, recall, remember } from './idempotency.ts';
import { findRegistration, isEnded, type RegistrationRow, stateAt, toRegistration } from './record.ts';

/** A change of one registration on someone's word. */
export interface Change extends Asked {
  /** Audit's word for it, and what it says besides the state before. */
  recorded: string;
  details: AuditEntry['details'];
  /** What becomes of the row, by its state at `now`. Throws what the change is refused with. */
  decide: (row: RegistrationRow, state: RegistrationState, now: number) => Updateable<RegistrationsTable>;
}

/**
 * Judges the change, makes it, records it and keeps its answer, in one transaction. Errors: `not-found`,
 * `idempotency-mismatch` and those of `decide`.
 */
export async function changeRegistration(ctx: AuthorityContext, change: Change): Promise<Registration> {
  const { institutionId, id } = change;
  return atomically(ctx, async (trx) => {
    const before = await recall<Registration>(ctx, trx, change);
    if (before !== null) return before;
    const now = ctx.clock();
    const row = await findRegistration(trx, institutionId, id);
    const from = stateAt(row, now);
    const changed = await trx
      .updateTable('registrations')
      .set(change.decide(row, from, now))
      .where('institution_id', '=', institutionId)
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await appendAudit(ctx, trx, {
      at: now,
      institutionId,
      registrationId: id,
      actor: 'institution',
      action: change.recorded,
      details: { from, ...change.details },
    });
    const answer = toRegistration(changed, now, await reissueRuleOf(trx, row));
    await remember(ctx, trx, change, answer);
    return answer;
  });
}

/** Refuses with `wrong-state` unless `state` is one of `allowed`. */
export function expectState(state: RegistrationState, allowed: readonly RegistrationState[]): void {
  if (!allowed.includes(state)) throw authorityError('wrong-state', 'the state does not allow this');
}

/** Refuses with `wrong-state` what has ended. */
export function expectLive(state: RegistrationState): void {
  if (isEnded(state)) throw authorityError('wrong-state', 'the registration has ended');
}
