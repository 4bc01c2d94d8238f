import { timingSafeEqual } from 'node:crypto';
import { appendAudit } from '../audit/audit.ts';
import { type AuthorityContext, atomically, authorityError } from '../context.ts';
import { uuidv7 } from '../store/uuid.ts';

/** `fuda_<id>_<secret>`: the ID finds the row, so that the secret part is compared once, in constant time. */
const CREDENTIAL = /^fuda_([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/;

const credentialMac = (
  ctx: AuthorityContext,
  institutionId: string,
  id: string,
  secret: string,
): Uint8Array => ctx.keys.mac('credential', institutionId, id, secret);

/**
 * A new credential for the institution's servers, shown this once and kept as an HMAC. Several may live
 * side by side, so that one can be rotated without a pause. Errors: `not-found`.
 */
export async function addCredential(ctx: AuthorityContext, institutionId: string): Promise<string> {
  const id = uuidv7(ctx).replaceAll('-', '');
  const secret = Buffer.from(ctx.random(32)).toString('base64url');
  const now = ctx.clock();
  await atomically(ctx, async (trx) => {
    const institution = await trx
      .selectFrom('institutions')
      .select('id')
      .where('id', '=', institutionId)
      .executeTakeFirst();
    if (institution === undefined) throw authorityError('not-found', 'no such institution');
    await trx
      .insertInto('credentials')
      .values({
        id,
        institution_id: institutionId,
        mac: credentialMac(ctx, institutionId, id, secret),
        created_at: now,
        revoked_at: null,
      })
      .execute();
    await appendAudit(ctx, trx, {
      at: now,
      institutionId,
      registrationId: null,
      actor: 'operator',
      action: 'credential-added',
      details: { credential: id },
    });
  });
  return `fuda_${id}_${secret}`;
}

/** What may be told of a credential: everything but its secret. Times are epoch ms. */
export interface CredentialRecord {
  id: string;
  addedAt: number;
  revokedAt: number | null;
}

/** The institution's credentials, oldest first, the revoked ones too. Errors: `not-found`. */
export async function listCredentials(
  ctx: AuthorityContext,
  institutionId: string,
): Promise<CredentialRecord[]> {
  const institution = await ctx.db
    .selectFrom('institutions')
    .select('id')
    .where('id', '=', institutionId)
    .executeTakeFirst();
  if (institution === undefined) throw authorityError('not-found', 'no such institution');
  return ctx.db
    .selectFrom('credentials')
    .select(['id', 'created_at as addedAt', 'revoked_at as revokedAt'])
    .where('institution_id', '=', institutionId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** Ends a credential, named by its whole text or by its ID alone. Errors: `not-found`. */
export async function revokeCredential(
  ctx: AuthorityContext,
  institutionId: string,
  credential: string,
): Promise<void> {
  const id = CREDENTIAL.exec(credential)?.[1] ?? credential;
  const now = ctx.clock();
  await atomically(ctx, async (trx) => {
    const revoked = await trx
      .updateTable('credentials')
      .set({ revoked_at: now })
      .where('id', '=', id)
      .where('institution_id', '=', institutionId)
      .where('revoked_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (revoked === undefined) throw authorityError('not-found', 'no such credential that is valid');
    await appendAudit(ctx, trx, {
      at: now,
      institutionId,
      registrationId: null,
      actor: 'operator',
      action: 'credential-revoked',
      details: { credential: id },
    });
  });
}

/** Whose credential `bearer` is; `null` for a malformed, unknown, wrong or revoked one. */
export async function institutionOfCredential(
  ctx: AuthorityContext,
  bearer: string,
): Promise<{ institutionId: string } | null> {
  const [, id, secret] = CREDENTIAL.exec(bearer) ?? [];
  if (id === undefined || secret === undefined) return null;
  const row = await ctx.db
    .selectFrom('credentials')
    .select(['institution_id', 'mac', 'revoked_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  const mac = credentialMac(ctx, row?.institution_id ?? '', id, secret);
  const right = timingSafeEqual(mac, row?.mac ?? new Uint8Array(mac.length));
  return row !== undefined && right && row.revoked_at === null ? { institutionId: row.institution_id } : null;
}
