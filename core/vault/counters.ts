import { vaultError } from './errors.ts';
import type { Session } from './session.ts';

/**
 * Event counters are plain integers outside the encryption: awaiting WebCrypto inside an IndexedDB
 * transaction can end it, and tampering with them can only lose synchronisation.
 *
 * Raises the counter of a record by one and returns it (the first is 1), in one strict transaction, so that
 * no two tabs ever get the same. Errors: 'conflict' when the record is gone.
 */
export function nextCounter(session: Session, id: string): Promise<number> {
  return session.write(['records', 'counters'], async (tx) => {
    if ((await tx.objectStore('records').getKey(id)) === undefined) {
      throw vaultError('conflict', 'the record is no longer there');
    }
    const counters = tx.objectStore('counters');
    const last = (await counters.get(id)) ?? 0;
    const next = (Number.isSafeInteger(last) && last >= 0 ? last : 0) + 1;
    await counters.put(next, id);
    return next;
  });
}
