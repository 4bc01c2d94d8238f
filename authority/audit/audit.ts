import type { Kysely } from 'kysely';
import type { AuthorityContext } from '../context.ts';
import { signJws } from '../keys/signing.ts';
import type { AuditTable, AuthoritySchema } from '../store/schema.ts';

/** One thing that happened. `details` must hold nothing secret: no code, seed, password or mail address. */
export interface AuditEntry {
  /** Epoch ms. */
  at: number;
  institutionId: string | null;
  registrationId: string | null;
  /** Who did it: `institution`, `device`, `operator`, or the `authority` itself. */
  actor: string;
  action: string;
  details?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Where the chain stands: number and MAC of its last row (base64url). */
export interface AuditHead {
  sequence: number;
  mac: string;
}

/** `typ` header of an exported head. */
export const AUDIT_HEAD_TYPE = 'fuda-audit-head+jwt';

/** What stands before the first row. */
export const GENESIS: Uint8Array = new Uint8Array(32);

/** A row's MAC: over the one before it and every column, so that no row can be changed, dropped or moved. */
export const chainMac = (
  ctx: AuthorityContext,
  previous: Uint8Array,
  row: Omit<AuditTable, 'mac'>,
): Uint8Array =>
  ctx.keys.mac(
    'audit',
    previous,
    String(row.sequence),
    String(row.at),
    row.institution_id ?? '',
    row.registration_id ?? '',
    row.actor,
    row.action,
    row.details,
  );

const lastRow = (db: Kysely<AuthoritySchema>) =>
  db.selectFrom('audit').select(['sequence', 'mac']).orderBy('sequence', 'desc').limit(1).executeTakeFirst();

/**
 * Appends to the chain inside the caller's immediate transaction: what happened and its record are
 * committed together or not at all.
 */
export async function appendAudit(
  ctx: AuthorityContext,
  trx: Kysely<AuthoritySchema>,
  entry: AuditEntry,
): Promise<void> {
  const last = await lastRow(trx);
  const row = {
    sequence: (last?.sequence ?? 0) + 1,
    at: entry.at,
    institution_id: entry.institutionId,
    registration_id: entry.registrationId,
    actor: entry.actor,
    action: entry.action,
    details: JSON.stringify(entry.details ?? {}),
  };
  await trx
    .insertInto('audit')
    .values({ ...row, mac: chainMac(ctx, last?.mac ?? GENESIS, row) })
    .execute();
}

/** The head of the chain as it stands; sequence 0 for an empty one. */
export async function auditHead(ctx: AuthorityContext): Promise<AuditHead> {
  const last = await lastRow(ctx.db);
  return { sequence: last?.sequence ?? 0, mac: Buffer.from(last?.mac ?? GENESIS).toString('base64url') };
}

/** The head as a JWS (ES256) to be kept outside the database, where whoever edits the log cannot reach. */
export async function exportHead(ctx: AuthorityContext): Promise<string> {
  return signJws(ctx, AUDIT_HEAD_TYPE, { v: 1, ...(await auditHead(ctx)), time: ctx.clock() });
}
