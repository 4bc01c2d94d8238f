import type { Transaction } from 'kysely';
import * as v from 'valibot';
import { instantSchema, versionSchema } from '../../../core/protocol/common.ts';
import { inTransaction } from '../../../server/sqlite.ts';
import { audit } from '../audit.ts';
import type { BankDatabase } from '../store/schema.ts';
import type { BankStore } from '../store/store.ts';
import { isE164, isIpPhone } from './number.ts';
import { TOLERANCE } from './signature.ts';
import type { CallRefusal } from './verification.ts';

const numberSchema = v.pipe(v.string(), v.check(isE164));

/** One incoming call as the exchange reports it (docs/integration-calls.md). */
export const incomingCallSchema = v.strictObject({
  v: versionSchema,
  /** The exchange's own name for the call; each is taken once. */
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,64}$/)),
  /** The caller's number, E.164; `null` when it was withheld. */
  from: v.nullable(numberSchema),
  /** The bank's number that was called, E.164. */
  to: numberSchema,
  /** When the call came in, epoch ms. */
  at: instantSchema,
});
export type IncomingCall = v.InferOutput<typeof incomingCallSchema>;

/**
 * `wrong-line`: another number than the one customers are told to call. `not-expected`: nobody waits for a
 * call from there. `stale`: the call is too old, or lies ahead. The others are those of the waiting page.
 */
export type CallReason = Exclude<CallRefusal, 'other-number'> | 'wrong-line' | 'not-expected' | 'stale';
export type CallAnswer = { outcome: 'accepted' } | { outcome: 'refused'; reason: CallReason };

const REASONS: readonly CallReason[] = [
  'anonymous',
  'ip-phone',
  'late',
  'several',
  'wrong-line',
  'not-expected',
  'stale',
];

/** IDs of calls are remembered this long, ms; far longer than a signature is good for. */
const MEMORY = 24 * 60 * 60_000;
/** By how much the exchange's clock may be behind the bank's, ms, for a call made just after it was asked for. */
const SKEW = 30_000;
/** How long after its deadline a call is still told to be late, ms. */
const LATE = 10 * 60_000;

const answerOf = (kept: string): CallAnswer => {
  const reason = REASONS.find((each) => each === kept);
  return reason ? { outcome: 'refused', reason } : { outcome: 'accepted' };
};

/**
 * Takes one call: confirms the one verification that waits for the caller's number, or says why not. The same
 * ID again is answered as the first time and changes nothing. `line`: the bank's number, E.164.
 */
export async function takeCall(store: BankStore, line: string, call: IncomingCall): Promise<CallAnswer> {
  const now = store.clock();
  const { answer, customer } = await inTransaction(store.db, async (trx) => {
    const before = await trx
      .selectFrom('calls')
      .select('outcome')
      .where('id', '=', call.id)
      .executeTakeFirst();
    if (before) return { answer: answerOf(before.outcome), customer: null };
    const verdict = await judge(trx, line, call, now);
    if (verdict.accept) {
      const result = await trx
        .updateTable('phone_verifications')
        .set({ state: 'confirmed', refusal: null })
        .where('id', '=', verdict.accept.id)
        .where('state', '=', 'waiting')
        .executeTakeFirst();
      if (result.numUpdatedRows !== 1n) throw new Error('a verification changed under its own transaction');
    } else if (verdict.note.length > 0) {
      await trx
        .updateTable('phone_verifications')
        .set({ refusal: verdict.told })
        .where('id', 'in', verdict.note)
        .execute();
    }
    const outcome = verdict.accept ? 'accepted' : verdict.reason;
    await trx.insertInto('calls').values({ id: call.id, at: now, outcome }).execute();
    await trx
      .deleteFrom('calls')
      .where('at', '<', now - MEMORY)
      .execute();
    return { answer: answerOf(outcome), customer: verdict.customer };
  });
  if (customer !== null)
    await (answer.outcome === 'accepted'
      ? audit(store, customer, 'phone-confirmed', { actor: 'bank' })
      : audit(store, customer, 'phone-call-refused', { actor: 'bank', detail: { reason: answer.reason } }));
  return answer;
}

/** `told`: what the pages of the verifications `note` say. `customer`: whose it was, when that is known. */
type Verdict = { customer: string | null } & (
  | { accept: { id: string } }
  | { accept: null; reason: CallReason; told: CallRefusal; note: readonly string[] }
);

async function judge(
  trx: Transaction<BankDatabase>,
  line: string,
  call: IncomingCall,
  now: number,
): Promise<Verdict> {
  const waiting = await trx
    .selectFrom('phone_verifications')
    .select(['id', 'customer_ref', 'number', 'created_at', 'deadline_at'])
    .where('state', '=', 'waiting')
    .where('deadline_at', '>', now - LATE)
    .execute();
  const live = waiting.filter((row) => row.deadline_at > now);
  const refuse = (reason: CallReason, told: CallRefusal, rows: typeof waiting): Verdict => ({
    accept: null,
    reason,
    told,
    note: rows.map((row) => row.id),
    customer:
      new Set(rows.map((row) => row.customer_ref)).size === 1 ? (rows[0]?.customer_ref ?? null) : null,
  });
  // Whose call it was cannot be known by its number; only when one alone waits is it told there.
  const alone = live.length === 1 ? live : [];
  if (call.to !== line) return refuse('wrong-line', 'other-number', []);
  if (Math.abs(now - call.at) > TOLERANCE) return refuse('stale', 'late', []);
  if (call.from === null) return refuse('anonymous', 'anonymous', alone);
  if (isIpPhone(call.from)) return refuse('ip-phone', 'ip-phone', alone);
  const asked = live.filter((row) => row.number === call.from && row.created_at <= call.at + SKEW);
  const [one] = asked;
  // Two at once, perhaps one of them a thief's: the call must not be counted for either.
  if (asked.length > 1) return refuse('several', 'several', asked);
  if (one) return { accept: one, customer: one.customer_ref };
  const over = waiting.filter((row) => row.number === call.from && row.deadline_at <= now);
  if (over.length > 0) return refuse('late', 'late', over);
  return refuse('not-expected', 'other-number', alone);
}
