import { vaultError } from './errors.ts';
import type { ReadTransaction, WriteTransaction } from './schema.ts';
import type { Session } from './session.ts';

/*
 * Event counters are plain integers outside the encryption: awaiting WebCrypto inside an IndexedDB
 * transaction can end it, and tampering with them can only lose synchronisation. The vault counts codes from 1,
 * whatever counter a token started with elsewhere.
 */

/** The greatest counter that can be set: one more is still given out exactly. */
export const COUNTER_CAP = Number.MAX_SAFE_INTEGER - 1;

/** Whether `value` is a last counter given out, 0 for none. */
export const isCounter = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;

/**
 * Raises the counter of a record by one and returns it (the first is 1), in one strict transaction, so that
 * no two tabs ever get the same. Errors: 'conflict' when the record is gone, 'damaged' when no counter is left.
 */
export function nextCounter(session: Session, id: string): Promise<number> {
  return session.write(['records', 'counters'], async (tx) => {
    if ((await tx.objectStore('records').getKey(id)) === undefined) {
      throw vaultError('conflict', 'the record is no longer there');
    }
    const counters = tx.objectStore('counters');
    const last = given(await counters.get(id));
    if (last > COUNTER_CAP) throw vaultError('damaged', 'no counter is left');
    await counters.put(last + 1, id);
    return last + 1;
  });
}

/** Moves the counter of a record forward to `atLeast`, inside a transaction; never back. */
export async function raiseCounter(tx: WriteTransaction, id: string, atLeast: number): Promise<void> {
  const counters = tx.objectStore('counters');
  if (given(await counters.get(id)) < atLeast) await counters.put(atLeast, id);
}

/** The last counter given out for each record that has given any. */
export function readCounters(session: Session): Promise<ReadonlyMap<string, number>> {
  return session.read(['counters'], async (tx: ReadTransaction) => {
    const counters = tx.objectStore('counters');
    const [ids, values] = await Promise.all([counters.getAllKeys(), counters.getAll()]);
    return new Map(ids.map((id, i) => [id, given(values[i])] as const).filter(([, last]) => last > 0));
  });
}

/** A counter as stored; anything that is none counts as 0. */
function given(stored: unknown): number {
  return isCounter(stored) ? stored : 0;
}
