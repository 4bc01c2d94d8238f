import { sql } from 'kysely';
import type { AuditEvent } from '../audit.ts';
import type { DeskWeb, Operator } from './types.ts';

/** True when the act with this id is in the audit already: it was done, and is not done again. */
export async function isActDone({ store }: DeskWeb, customerRef: string, act: string): Promise<boolean> {
  const row = await store.db
    .selectFrom('audit')
    .select('id')
    .where('customer_ref', '=', customerRef)
    .where(sql<boolean>`json_extract(detail, '$.act') = ${act}`)
    .executeTakeFirst();
  return row !== undefined;
}

/** Notes an act of the desk under its id, in one statement, so that two presses leave one line. */
export async function auditActOnce(
  { store }: DeskWeb,
  entry: {
    customerRef: string;
    event: AuditEvent;
    operator: Operator;
    act: string;
    detail: Readonly<Record<string, string | number | boolean>>;
  },
): Promise<void> {
  const { customerRef, event, operator, act } = entry;
  const detail = JSON.stringify({ ...entry.detail, act });
  await sql`
    INSERT INTO audit (at, customer_ref, event, actor, detail)
    SELECT ${store.clock()}, ${customerRef}, ${event}, ${`desk:${operator.id}`}, ${detail}
    WHERE NOT EXISTS (
      SELECT 1 FROM audit WHERE customer_ref = ${customerRef} AND json_extract(detail, '$.act') = ${act}
    )`.execute(store.db);
}
