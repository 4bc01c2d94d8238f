import type { ReadTransaction, StoredRecord, WriteTransaction } from './schema.ts';

/** Records a request: unpacking a thousand at once would hold the thread for too long. */
const A_REQUEST = 64;

/** Every record of the store, by id. One transaction sees one state, however many requests it takes. */
export async function readRecords(tx: ReadTransaction | WriteTransaction): Promise<StoredRecord[]> {
  const records = (tx as ReadTransaction).objectStore('records');
  const all = await records.getAll(undefined, A_REQUEST);
  for (let page = all; page.length === A_REQUEST; ) {
    page = await records.getAll(IDBKeyRange.lowerBound(page.at(-1)!.id, true), A_REQUEST);
    all.push(...page);
  }
  return all;
}

/** The order that a record after all of these has. */
export function endOfOrder(stored: readonly StoredRecord[]): number {
  return stored.reduce((max, { order }) => Math.max(max, order), -1) + 1;
}
