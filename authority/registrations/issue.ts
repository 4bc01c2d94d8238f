import { makeUserId } from '../../core/protocol/ids.ts';
import type { IssueResponse } from '../../core/protocol/relying-party/messages.ts';
import { makeSetupLink } from '../../core/protocol/setup-link.ts';
import { appendAudit } from '../audit/audit.ts';
import { type AuthorityContext, type AuthorityTransaction, atomically, authorityError } from '../context.ts';
import { findService } from '../institutions/policy.ts';
import { sealSeed } from '../keys/seeds.ts';
import { enqueueMail } from '../store/outbox.ts';
import { uuidv7 } from '../store/uuid.ts';
import { activationMac } from './activation-password.ts';
import { admit } from './admit.ts';
import { type Asked, recall, remember } from './idempotency.ts';
import { toRegistration } from './record.ts';
import { makeTokenId } from './token-id.ts';
import type { IssueInput } from './types.ts';

const DAY = 24 * 60 * 60_000;
/** Version of the registration rows this program writes. */
const RECORD_FORMAT = 1;
/** As long as the hash's output, as RFC 4226 §4 R6 and RFC 6238 §5.1 advise. */
const SEED_LENGTH = { 'SHA-1': 20, 'SHA-256': 32, 'SHA-512': 64 } as const;

/**
 * Bank-first issue: registration, set-up mail, audit and idempotency row in one transaction, so that a mail
 * never tells of a token that is not there. Errors: `not-found` (no such service of this institution),
 * `wrong-state` (a service whose tokens start in the app), `already-registered`, `issue-limit`,
 * `reissue-too-early` (the last two never for the bank's desk), `idempotency-mismatch`.
 */
export async function issue(ctx: AuthorityContext, input: IssueInput): Promise<IssueResponse> {
  const { institutionId, request } = input;
  const asked: Asked = { institutionId, action: 'issue', id: '', idempotency: input.idempotency };
  const before = await recall<IssueResponse>(ctx, ctx.db, asked);
  if (before !== null) return before;
  const found = await findService(ctx.db, request.serviceId, institutionId);
  if (found === null) throw authorityError('not-found', 'no such service');
  const { institution, service } = found;
  if (service.issuePath !== 'bank-first') {
    throw authorityError('wrong-state', 'tokens of this service are issued to the app first');
  }

  const id = uuidv7(ctx);
  const envelopes = await sealSeed(ctx, institutionId, id, ctx.random(SEED_LENGTH[service.otp.algorithm]));

  return atomically(ctx, async (trx) => {
    const meanwhile = await recall<IssueResponse>(ctx, trx, asked);
    if (meanwhile !== null) return meanwhile;
    const now = ctx.clock();
    const { customer, desk } = request;
    await admit(trx, { institutionId, customer, service, now, desk: desk !== undefined, setUp: true });
    const userId = await unused(trx, 'user_id', () => makeUserId(ctx.random));
    const tokenId = await unused(trx, 'token_id', () => makeTokenId(ctx.random));
    const setupExpiresAt = now + service.setupValidDays * DAY;
    const row = await trx
      .insertInto('registrations')
      .values({
        id,
        institution_id: institutionId,
        service_id: service.id,
        format: RECORD_FORMAT,
        issue_path: 'bank-first',
        customer,
        user_id: userId,
        token_id: tokenId,
        device_kind: request.device.kind,
        state: 'issued',
        otp_kind: service.otp.kind,
        otp_algorithm: service.otp.algorithm,
        otp_digits: service.otp.digits,
        otp_period: service.otp.period,
        ...envelopes,
        activation_mac: activationMac(ctx, { institutionId, id, password: request.activationPassword }),
        activation_attempts: 0,
        activation_limit: service.activationLimit,
        attempts: 0,
        failure_limit: service.failureLimit,
        last_step: -1,
        drift: 0,
        issued_at: now,
        setup_expires_at: setupExpiresAt,
        expires_at: now + service.validityDays * DAY,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const setupLink = makeSetupLink(ctx.settings.appAddress, { serviceId: service.id, userId });
    const mail = input.compose({
      institution,
      service: { id: service.id, name: service.name },
      registrationId: id,
      userId,
      setupLink,
      setupExpiresAt,
      language: request.mail.language,
      to: request.mail.to,
    });
    await (input.enqueue ?? enqueueMail)(ctx, trx, mail);
    await appendAudit(ctx, trx, {
      at: now,
      institutionId,
      registrationId: id,
      actor: 'institution',
      action: 'issued',
      details: { service: service.id, device: request.device.kind, ...desk },
    });
    const answer: IssueResponse = { ...toRegistration(row, now, service.reissue), setupLink };
    await remember(ctx, trx, asked, answer);
    return answer;
  });
}

/** Draws until nobody has it; the spaces are large, so the second draw is rare. */
async function unused(
  trx: AuthorityTransaction,
  column: 'user_id' | 'token_id',
  draw: () => string,
): Promise<string> {
  for (;;) {
    const value = draw();
    const taken = await trx
      .selectFrom('registrations')
      .select('id')
      .where(column, '=', value)
      .executeTakeFirst();
    if (taken === undefined) return value;
  }
}
