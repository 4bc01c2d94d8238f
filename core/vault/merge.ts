import { COUNTER_CAP, isCounter, raiseCounter } from './counters.ts';
import { together } from './database.ts';
import { vaultError } from './errors.ts';
import type { Memory } from './memory.ts';
import { endOfOrder, readRecords } from './record-store.ts';
import { sealToken } from './records.ts';
import type { Session } from './session.ts';
import { inTurns } from './turns.ts';
import type { Vault, VaultRecord } from './types.ts';

/** The most that one merge takes, of tokens and of counters each. */
const MERGE_CAP = 10_000;

/**
 * `Vault.merge`: everything is sealed first and then written in one transaction. Errors: 'conflict' where a
 * counter's record is no longer there, those of a write; `RangeError` for too much at once or a counter that is
 * none, `TypeError` for a token that could not be read back. Whichever: nothing was written.
 */
export async function mergeTokens(
  session: Session,
  memory: Memory,
  { add, counters }: Parameters<Vault['merge']>[0],
): Promise<VaultRecord[]> {
  session.open();
  if (add.length > MERGE_CAP || counters.length > MERGE_CAP) throw new RangeError('too much for one merge');
  const given = [...add.map((each) => each.given), ...counters.map(({ atLeast }) => atLeast)];
  if (!given.every((count) => isCounter(count) && count <= COUNTER_CAP)) {
    throw new RangeError('a counter is a whole number from 0 to 2^53 - 2');
  }
  if (given.length === 0) return [];

  const { crypto } = session.ports;
  const fresh = add.map(({ token, given }) => ({ id: crypto.randomUUID() as string, token, given }));
  const raised = new Map<string, number>();
  for (const { id, atLeast } of counters) raised.set(id, Math.max(atLeast, raised.get(id) ?? 0));
  const made = await session.writeSealed(
    ['records', 'counters'],
    (key) =>
      inTurns(fresh, async (each) => ({
        ...each,
        body: await sealToken(crypto, key, session.vaultId, each.id, each.token),
      })),
    async (tx, sealed) => {
      const records = tx.objectStore('records');
      const there = await readRecords(tx);
      const ids = new Set(there.map(({ id }) => id));
      for (const id of raised.keys()) {
        if (!ids.has(id)) throw vaultError('conflict', 'another tab removed the record');
      }
      const end = endOfOrder(there);
      const placed = sealed.map((each, i) => ({ ...each, order: end + i }));
      await together([
        ...placed.map(
          ({ id, order, body }) =>
            () =>
              records.add({ id, order, body }),
        ),
        ...placed.map(
          ({ id, given }) =>
            () =>
              raiseCounter(tx, id, given),
        ),
        ...[...raised].map(
          ([id, atLeast]) =>
            () =>
              raiseCounter(tx, id, atLeast),
        ),
      ]);
      return placed;
    },
  );
  for (const { id, body } of made) memory.saw(id, body);
  return made.map(({ id, order, token }) => ({ id, order, token }));
}
