import { createHash } from 'node:crypto';
import { base64urlnopad } from '@scure/base';
import type { ActivateRequest, Activation } from '../../core/protocol/device/messages.ts';
import { appendAudit } from '../audit/audit.ts';
import { type AuthorityContext, type AuthorityTransaction, atomically, authorityError } from '../context.ts';
import { findService } from '../institutions/policy.ts';
import { openSeed } from '../keys/seeds.ts';
import { isActivationPassword } from './activation-password.ts';
import { ENDED, otpOf, type RegistrationRow, stateAt } from './record.ts';
import type { ActivateInput, ProofKey } from './types.ts';

/** What a try was charged to: a registration, or the decoy that unknown IDs are charged to. */
type Charged = RegistrationRow | null;

type Refusal = 'setup-expired' | 'setup-used' | 'device-limit';

/**
 * A device's activation, bank-first path. The try is charged, durably, before the password is looked at.
 * Errors: `refused` (unknown IDs, wrong password or voided issue: alike in answer and in work), and after
 * the right password `setup-expired`, `setup-used`, `device-limit`. The device keys that activated may ask
 * again until the token is in use, because an answer can be lost on its way.
 */
export async function activate(ctx: AuthorityContext, input: ActivateInput): Promise<Activation> {
  const { request, proofKey } = input;
  const charged = await charge(ctx, request);
  if (!isActivationPassword(ctx, charged, request.activationPassword) || charged === null) {
    await recordWrongTry(ctx, charged);
    throw authorityError('refused', 'the set-up was refused');
  }
  const sealKeyHash = new Uint8Array(createHash('sha256').update(request.sealKey).digest());
  const outcome = await atomically(ctx, (trx) =>
    admit(ctx, trx, charged.id, { request, proofKey, sealKeyHash }),
  );
  if (typeof outcome === 'string') throw authorityError(outcome, 'the set-up cannot be used');
  return describe(ctx, outcome);
}

/** Statement one: spends a try wherever there is one left; an unknown or voided ID spends the decoy's. */
async function charge(ctx: AuthorityContext, request: ActivateRequest): Promise<Charged> {
  const row = await ctx.db
    .updateTable('registrations')
    .set((eb) => ({ activation_attempts: eb('activation_attempts', '+', 1) }))
    .where('service_id', '=', request.serviceId)
    .where('user_id', '=', request.userId)
    .where('issue_path', '=', 'bank-first')
    .whereRef('activation_attempts', '<', 'activation_limit')
    .returningAll()
    .executeTakeFirst();
  if (row !== undefined) return row;
  await ctx.db
    .updateTable('decoy')
    .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
    .where('id', '=', 1)
    .returningAll()
    .executeTakeFirst();
  return null;
}

async function recordWrongTry(ctx: AuthorityContext, charged: Charged): Promise<void> {
  const now = ctx.clock();
  const spent = charged !== null && charged.activation_attempts >= charged.activation_limit;
  await atomically(ctx, async (trx) => {
    const voided = await trx
      .updateTable('registrations')
      .set({ state: 'void', ended_at: now })
      .where('id', '=', spent ? charged.id : '')
      .where('state', '=', 'issued')
      .returning('id')
      .executeTakeFirst();
    await appendAudit(ctx, trx, {
      at: now,
      institutionId: charged?.institution_id ?? null,
      registrationId: charged?.id ?? null,
      actor: 'device',
      action: voided === undefined ? 'activation-refused' : 'activation-voided',
      details: { tries: charged?.activation_attempts ?? 0 },
    });
  });
}

/** The right password was given: takes the device in, repeats its answer, or says why not. */
async function admit(
  ctx: AuthorityContext,
  trx: AuthorityTransaction,
  id: string,
  device: { request: ActivateRequest; proofKey: ProofKey; sealKeyHash: Uint8Array },
): Promise<RegistrationRow | Refusal> {
  const now = ctx.clock();
  const row = await trx
    .selectFrom('registrations')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const outcome = await judge(trx, row, now, device);
  const fresh = outcome === 'fresh';
  const { kty, crv, x, y } = device.proofKey.jwk;
  const written = await trx
    .updateTable('registrations')
    .set({
      // Whoever knows the password is not guessing it.
      activation_attempts: 0,
      ...(fresh && {
        state: 'activated' as const,
        activated_at: now,
        device_kind: device.request.device.kind,
        device_thumbprint: device.proofKey.thumbprint,
        device_jwk: JSON.stringify({ kty, crv, x, y }),
        seal_key_hash: device.sealKeyHash,
      }),
    })
    .where('institution_id', '=', row.institution_id)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await appendAudit(ctx, trx, {
    at: now,
    institutionId: row.institution_id,
    registrationId: id,
    actor: 'device',
    action: fresh ? 'activated' : outcome === 'repeat' ? 'activation-repeated' : 'activation-declined',
    details: {
      device: device.request.device.kind,
      ...(fresh || outcome === 'repeat' ? {} : { reason: outcome }),
    },
  });
  return fresh || outcome === 'repeat' ? written : outcome;
}

async function judge(
  trx: AuthorityTransaction,
  row: RegistrationRow,
  now: number,
  device: { proofKey: ProofKey; sealKeyHash: Uint8Array },
): Promise<'fresh' | 'repeat' | Refusal> {
  // The charge just made is this try's own: only what came before it may have voided the issue.
  const state = stateAt({ ...row, activation_attempts: 0 }, now);
  if (state === 'activated') {
    const same =
      row.device_thumbprint === device.proofKey.thumbprint &&
      row.seal_key_hash !== null &&
      Buffer.from(row.seal_key_hash).equals(device.sealKeyHash);
    return same ? 'repeat' : 'setup-used';
  }
  if (row.activated_at !== null) return 'setup-used';
  if (state !== 'issued') return 'setup-expired';
  if (row.customer === null) return 'fresh';
  const other = await trx
    .selectFrom('registrations')
    .select('id')
    .where('institution_id', '=', row.institution_id)
    .where('service_id', '=', row.service_id)
    .where('customer', '=', row.customer)
    .where('id', '!=', row.id)
    .where('device_thumbprint', 'is not', null)
    .where('state', 'not in', ENDED)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return other === undefined ? 'fresh' : 'device-limit';
}

async function describe(ctx: AuthorityContext, row: RegistrationRow): Promise<Activation> {
  const found = await findService(ctx.db, row.service_id, row.institution_id);
  if (found === null || row.token_id === null || row.expires_at === null) {
    throw authorityError('unavailable', 'the registration is incomplete');
  }
  const { institution, service } = found;
  return {
    v: 1,
    tokenId: row.token_id,
    issuePath: row.issue_path,
    institution: { id: institution.id, name: institution.name },
    service: { id: service.id, name: service.name },
    userId: row.user_id,
    otp: otpOf(row),
    seed: base64urlnopad.encode(await openSeed(ctx, row)),
    issuedAt: row.issued_at,
    expiresAt: row.expires_at,
    renewalNoticeDays: service.renewalNoticeDays,
    loginOrigins: service.loginOrigins,
    mayMove: service.mayMove,
    authority: { address: ctx.settings.address, key: ctx.keys.signing.publicJwk },
    time: ctx.clock(),
  };
}
