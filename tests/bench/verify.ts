import { sql } from 'kysely';
import { verify } from '../../authority/registrations/verify.ts';
import type { Activation } from '../../core/protocol/device/messages.ts';
import { BANK, codeOf, openStore, SERVICE, type Store, tokenInUse } from '../support/authority-store.ts';

const TOKENS = 8;
/** How long each measurement runs, in ms of real time. */
const FOR = 3000;

/** Calls a second of `work`, run one after the other for `FOR` ms after a short warm-up. */
async function rate(work: () => Promise<unknown>): Promise<number> {
  for (let n = 0; n < 50; n += 1) await work();
  const begin = performance.now();
  let calls = 0;
  while (performance.now() - begin < FOR) {
    await work();
    calls += 1;
  }
  return (calls * 1000) / (performance.now() - begin);
}

/**
 * Accepted verifications a second, each charged and accepted in durable commits of their own, beside the rate
 * at which the same database file takes one durable UPDATE. Two commits a call put the ceiling at a half.
 */
export async function benchVerify(): Promise<string[]> {
  const store = await openStore();
  try {
    const tokens: { id: string; activation: Activation }[] = [];
    for (let n = 0; n < TOKENS; n += 1) {
      const { issued, activation } = await tokenInUse(store, `customer-${n}`);
      tokens.push({ id: issued.id, activation });
    }
    const verified = await rate(accepted(store, tokens));
    const updates = await rate(() =>
      sql`update services set updated_at = updated_at + 1 where id = ${SERVICE}`.execute(store.ctx.db),
    );
    return [
      `verify:         ${verified.toFixed(0)} accepted calls/s`,
      `durable UPDATE: ${updates.toFixed(0)} statements/s on the same file`,
      `ratio:          ${(verified / updates).toFixed(2)} (two commits a call: at most 0.50)`,
    ];
  } finally {
    await store.close();
  }
}

/** One accepted verification; each token's time moves on a step between its codes. */
function accepted(store: Store, tokens: readonly { id: string; activation: Activation }[]) {
  let turn = 0;
  return async () => {
    if (turn % tokens.length === 0) store.clock.advance(30_000);
    const { id, activation } = tokens[turn % tokens.length]!;
    turn += 1;
    const code = codeOf(activation, store.clock());
    const { outcome } = await verify(store.ctx, { institutionId: BANK, id, code });
    if (outcome !== 'accepted') throw new Error(`a right code was answered with ${outcome}`);
  };
}
