import { prepareKey } from '../../core/otp/index.ts';
import type { RegistrationState } from '../../core/protocol/common.ts';
import type { VerifyResponse } from '../../core/protocol/relying-party/messages.ts';
import { appendAudit } from '../audit/audit.ts';
import { type AuthorityContext, type AuthorityTransaction, atomically } from '../context.ts';
import { openSeed } from '../keys/seeds.ts';
import { type Asked, recall, remember } from './idempotency.ts';
import { findRegistration, otpOf, type RegistrationRow, stateAt } from './record.ts';
import type { VerifyInput } from './types.ts';
import { learnDrift, matchCode } from './window.ts';

/** The two uses of a code: `start` takes an activated token into use, `verify` lets one in use pass. */
const USES = {
  start: { from: 'activated', to: 'in-use', action: 'started' },
  verify: { from: 'in-use', to: 'in-use', action: 'code-accepted' },
} as const satisfies Record<string, { from: RegistrationState; to: RegistrationState; action: string }>;

/**
 * Checks a code in two statements. The first charges the attempt, durably and only while one is left, before
 * the code is looked at: a crash, a lost answer or 500 requests at once cannot buy a free guess. The second
 * accepts by compare-and-set on the last step: of any number of uses of one code, one row change wins.
 */
export async function checkCode(
  ctx: AuthorityContext,
  use: keyof typeof USES,
  input: VerifyInput,
): Promise<VerifyResponse> {
  const { institutionId, id } = input;
  const asked: Asked = { institutionId, action: use, id, idempotency: input.idempotency };
  const before = await recall<VerifyResponse>(ctx, ctx.db, asked);
  if (before !== null) return before;

  const now = ctx.clock();
  const charged = await charge(ctx, USES[use].from, input, now);
  if (charged === null) return refuseUncharged(ctx, input);

  const otp = otpOf(charged);
  const seed = await openSeed(ctx, charged);
  const key = prepareKey(otp.algorithm, seed);
  seed.fill(0);
  const position = { lastStep: charged.last_step, drift: charged.drift };
  const step = matchCode(key, otp, position, now, input.code);

  return atomically(ctx, async (trx) => {
    const meanwhile = await recall<VerifyResponse>(ctx, trx, asked);
    if (meanwhile !== null) return meanwhile;
    const accepted = step === null ? null : await accept(trx, use, charged, step, now);
    const answer = accepted ?? (await refuse(trx, charged, step, now));
    await appendAudit(ctx, trx, {
      at: now,
      institutionId,
      registrationId: id,
      actor: 'institution',
      action: answer.outcome === 'accepted' ? USES[use].action : 'code-refused',
      details: { use, outcome: answer.outcome, state: answer.state, attemptsLeft: answer.attemptsLeft },
    });
    await remember(ctx, trx, asked, answer);
    return answer;
  });
}

/** Statement one. `null` when the state does not allow it or no attempt is left. */
async function charge(
  ctx: AuthorityContext,
  from: RegistrationState,
  { institutionId, id }: VerifyInput,
  now: number,
): Promise<RegistrationRow | null> {
  const row = await ctx.db
    .updateTable('registrations')
    .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
    .where('institution_id', '=', institutionId)
    .where('id', '=', id)
    .where('state', '=', from)
    .whereRef('attempts', '<', 'failure_limit')
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

/** Statement two. `null` when the step was spent, or the state changed, in the meantime. */
async function accept(
  trx: AuthorityTransaction,
  use: keyof typeof USES,
  charged: RegistrationRow,
  step: number,
  now: number,
): Promise<VerifyResponse | null> {
  const row = await trx
    .updateTable('registrations')
    .set((eb) => ({
      attempts: 0,
      last_step: step,
      drift: learnDrift(otpOf(charged), step, now),
      state: USES[use].to,
      started_at: eb.fn.coalesce('started_at', eb.val(now)),
    }))
    .where('institution_id', '=', charged.institution_id)
    .where('id', '=', charged.id)
    .where('state', '=', USES[use].from)
    .where('last_step', '<', step)
    .returning('failure_limit')
    .executeTakeFirst();
  return row === undefined
    ? null
    : { v: 1, outcome: 'accepted', state: USES[use].to, attemptsLeft: row.failure_limit };
}

/** The charge stands. The one that spent the last attempt suspends. */
async function refuse(
  trx: AuthorityTransaction,
  charged: RegistrationRow,
  step: number | null,
  now: number,
): Promise<VerifyResponse> {
  if (charged.attempts >= charged.failure_limit) await suspend(trx, charged);
  const row = await findRegistration(trx, charged.institution_id, charged.id);
  const state = stateAt(row, now);
  if (step === null) return { v: 1, outcome: 'wrong', state, attemptsLeft: attemptsLeft(row) };
  if (step <= row.last_step) return { v: 1, outcome: 'used', state, attemptsLeft: attemptsLeft(row) };
  return refusedByState(row, state);
}

/**
 * Nothing was compared. While the last attempts are still being judged this says "suspended" without making
 * it so: one of them may be right, and a right one resets the count.
 */
async function refuseUncharged(
  ctx: AuthorityContext,
  { institutionId, id }: VerifyInput,
): Promise<VerifyResponse> {
  const row = await findRegistration(ctx.db, institutionId, id);
  return refusedByState(row, stateAt(row, ctx.clock()));
}

const refusedByState = (row: RegistrationRow, state: RegistrationState): VerifyResponse => ({
  v: 1,
  outcome: state === 'suspended' ? 'suspended' : 'not-usable',
  state,
  attemptsLeft: attemptsLeft(row),
});

const attemptsLeft = (row: RegistrationRow): number => Math.max(0, row.failure_limit - row.attempts);

async function suspend(trx: AuthorityTransaction, row: RegistrationRow): Promise<void> {
  await trx
    .updateTable('registrations')
    .set({ state: 'suspended' })
    .where('institution_id', '=', row.institution_id)
    .where('id', '=', row.id)
    .where('state', 'in', ['activated', 'in-use'])
    .whereRef('attempts', '>=', 'failure_limit')
    .execute();
}
