import { type PreparedKey, prepareKey } from '../../core/otp/index.ts';
import type { OtpParameters, RegistrationState } from '../../core/protocol/common.ts';
import type { VerifyResponse } from '../../core/protocol/relying-party/messages.ts';
import { appendAudit } from '../audit/audit.ts';
import { type AuthorityContext, type AuthorityTransaction, atomically } from '../context.ts';
import { openSeed } from '../keys/seeds.ts';
import { type Asked, once, recall, remember } from './idempotency.ts';
import { findRegistration, otpOf, type RegistrationRow, stateAt, USABLE } from './record.ts';
import type { Match } from './window.ts';

/** A token whose attempt was charged, as what was typed is compared with it. */
export interface Charged {
  key: PreparedKey;
  otp: OtpParameters;
  row: RegistrationRow;
  /** Epoch ms. */
  now: number;
}

/** What was typed, and what becomes of the token when it is right. */
export interface Attempt extends Asked {
  action: 'start' | 'verify' | 'resync';
  /** States that allow it. */
  from: readonly RegistrationState[];
  /** Whether acceptance takes the token into use. */
  begins: boolean;
  /** Audit's word for acceptance. */
  recorded: string;
  /** Finds the steps whose codes were typed, spent ones too; `null` when there are none. Does equal work always. */
  match: (token: Charged) => Match | null;
  /** What the steps teach about the token's clock. */
  learn: (token: Charged, match: Match) => { drift: number; found_drift?: number };
}

/**
 * Checks what was typed in two statements. The first charges the attempt, durably and only while one is left,
 * before anything is compared: a crash, a lost answer or 500 requests at once cannot buy a free guess. The
 * second accepts by compare-and-set on the last step: of any number of uses of one code, one row change wins.
 * Errors: `not-found`, `idempotency-mismatch`.
 */
export function checkCode(ctx: AuthorityContext, attempt: Attempt): Promise<VerifyResponse> {
  return once(ctx, attempt, () => chargeAndJudge(ctx, attempt));
}

async function chargeAndJudge(ctx: AuthorityContext, attempt: Attempt): Promise<VerifyResponse> {
  const before = await recall<VerifyResponse>(ctx, ctx.db, attempt);
  if (before !== null) return before;

  const now = ctx.clock();
  const row = await charge(ctx, attempt, now);
  if (row === null) return refuseUncharged(ctx, attempt);

  const otp = otpOf(row);
  const seed = await openSeed(ctx, row);
  const token: Charged = { key: prepareKey(otp.algorithm, seed), otp, row, now };
  seed.fill(0);
  const match = attempt.match(token);

  return atomically(ctx, async (trx) => {
    const meanwhile = await recall<VerifyResponse>(ctx, trx, attempt);
    if (meanwhile !== null) {
      await giveBack(trx, attempt, row);
      return meanwhile;
    }
    const accepted = match === null ? null : await accept(trx, attempt, token, match);
    const answer = accepted ?? (await refuse(trx, token, match));
    await appendAudit(ctx, trx, {
      at: now,
      institutionId: attempt.institutionId,
      registrationId: attempt.id,
      actor: 'institution',
      action: answer.outcome === 'accepted' ? attempt.recorded : 'code-refused',
      details: {
        use: attempt.action,
        outcome: answer.outcome,
        state: answer.state,
        attemptsLeft: answer.attemptsLeft,
      },
    });
    await remember(ctx, trx, attempt, answer);
    return answer;
  });
}

/** Statement one. `null` when the state does not allow it or no attempt is left. */
async function charge(
  ctx: AuthorityContext,
  { institutionId, id, from }: Attempt,
  now: number,
): Promise<RegistrationRow | null> {
  const row = await ctx.db
    .updateTable('registrations')
    .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
    .where('institution_id', '=', institutionId)
    .where('id', '=', id)
    .where('state', 'in', from)
    .whereRef('attempts', '<', 'failure_limit')
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

/**
 * The very same request was judged while this one was on its way, and paid for itself: one try is one charge
 * however often it is sent. Not after a code was accepted since: that has set the count back already.
 */
async function giveBack(
  trx: AuthorityTransaction,
  { from }: Attempt,
  charged: RegistrationRow,
): Promise<void> {
  await trx
    .updateTable('registrations')
    .set((eb) => ({ attempts: eb('attempts', '-', 1) }))
    .where('institution_id', '=', charged.institution_id)
    .where('id', '=', charged.id)
    .where('state', 'in', from)
    .where('last_step', '=', charged.last_step)
    .where('attempts', '>', 0)
    .execute();
}

/** Statement two. `null` when one of the steps was spent, or the state changed, in the meantime. */
async function accept(
  trx: AuthorityTransaction,
  { from, begins, learn }: Attempt,
  token: Charged,
  match: Match,
): Promise<VerifyResponse | null> {
  const row = await trx
    .updateTable('registrations')
    .set((eb) => ({
      attempts: 0,
      last_step: match.last,
      ...learn(token, match),
      ...(begins && {
        state: 'in-use' as const,
        started_at: eb.fn.coalesce('started_at', eb.val(token.now)),
      }),
    }))
    .where('institution_id', '=', token.row.institution_id)
    .where('id', '=', token.row.id)
    .where('state', 'in', from)
    .where('last_step', '<', match.first)
    .returning(['state', 'failure_limit'])
    .executeTakeFirst();
  return row === undefined
    ? null
    : { v: 1, outcome: 'accepted', state: row.state, attemptsLeft: row.failure_limit };
}

/** The charge stands. The one that spent the last attempt suspends. */
async function refuse(
  trx: AuthorityTransaction,
  { row: charged, now }: Charged,
  match: Match | null,
): Promise<VerifyResponse> {
  if (charged.attempts >= charged.failure_limit) await suspend(trx, charged);
  const row = await findRegistration(trx, charged.institution_id, charged.id);
  const state = stateAt(row, now);
  if (match === null) return { v: 1, outcome: 'wrong', state, attemptsLeft: attemptsLeft(row) };
  if (match.first <= row.last_step) return { v: 1, outcome: 'used', state, attemptsLeft: attemptsLeft(row) };
  return refusedByState(row, state);
}

/**
 * Nothing was compared. While the last attempts are still being judged this says "suspended" without making
 * it so: one of them may be right, and a right one resets the count.
 */
async function refuseUncharged(
  ctx: AuthorityContext,
  { institutionId, id }: Attempt,
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
    .where('state', 'in', USABLE)
    .whereRef('attempts', '>=', 'failure_limit')
    .execute();
}
