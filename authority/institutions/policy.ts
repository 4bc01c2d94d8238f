import * as v from 'valibot';
import {
  issuePathSchema,
  localTextSchema,
  originSchema,
  otpParametersSchema,
  serviceIdSchema,
} from '../../core/protocol/common.ts';
import { appendAudit } from '../audit/audit.ts';
import { type AuthorityContext, atomically, authorityError } from '../context.ts';

const text = (max: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(max));
const count = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

/** When a customer whose token was ended may have a new one. */
export const reissueRuleSchema = v.picklist(['next-day', '30-minutes', 'at-once']);

export const institutionPolicySchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/)),
  name: localTextSchema,
  mailFrom: v.strictObject({ name: text(80), address: v.pipe(v.string(), v.email(), v.maxLength(254)) }),
});

export const servicePolicySchema = v.strictObject({
  id: serviceIdSchema,
  name: localTextSchema,
  issuePath: issuePathSchema,
  otp: v.pipe(
    otpParametersSchema,
    v.check((otp) => (otp.kind === 'time') === (otp.period !== null)),
  ),
  /** Life of a token from its issue, days. */
  validityDays: count(1, 3660),
  renewalNoticeDays: count(0, 366),
  /** What one renewal adds to the validity, days, more than the notice; `null` where tokens are not renewed but issued anew. */
  renewalDays: v.optional(v.nullable(count(1, 3660)), null),
  /** Wrong codes in a row that suspend. */
  failureLimit: count(1, 100),
  reissue: reissueRuleSchema,
  /** How many tokens a customer may be issued; beyond it only the desk issues. `null` is no limit. */
  issueLimit: v.optional(v.nullable(count(1, 1000)), null),
  /** Whether hardware tokens of the institution's stock may be assigned for this service. */
  hardware: v.optional(v.boolean(), false),
  /** Whether customers may carry a token to another device themselves, sealed in a backup. Told at activation, for good. */
  mayMove: v.optional(v.boolean(), false),
  /** How long a set-up stays possible after the issue, days. */
  setupValidDays: count(1, 366),
  /** Wrong activation passwords that void the issue. */
  activationLimit: count(1, 20),
  /** Exact origins of the login pages. */
  loginOrigins: v.pipe(v.array(originSchema), v.minLength(1), v.maxLength(16)),
});

/**
 * What one field of a service says must fit another's. A renewal must lead out of the notice it was made in,
 * or a repeated one would be another; and no set-up may be open longer than the token it would give.
 */
const loadedServiceSchema = v.pipe(
  servicePolicySchema,
  v.check(({ renewalDays, renewalNoticeDays }) => renewalDays === null || renewalDays > renewalNoticeDays),
  v.check(({ setupValidDays, validityDays }) => setupValidDays < validityDays),
);

/** One institution and its services, as loaded by command. */
export const policySchema = v.strictObject({
  institution: institutionPolicySchema,
  services: v.pipe(v.array(loadedServiceSchema), v.minLength(1), v.maxLength(32)),
});

export type ReissueRule = v.InferOutput<typeof reissueRuleSchema>;
export type InstitutionPolicy = v.InferOutput<typeof institutionPolicySchema>;
export type ServicePolicy = v.InferOutput<typeof servicePolicySchema>;
export type Policy = v.InferOutput<typeof policySchema>;

/** Version of the policy JSON in the database. */
const POLICY_FORMAT = 1;

/**
 * Puts a policy into force, institution and services together; loading the same one again changes nothing.
 * Tokens already issued keep the parameters they were issued with. A service that is no longer named stays
 * as it was, because registrations point at it. Errors: `malformed` (not a policy, or a service ID that
 * belongs to another institution).
 */
export async function loadPolicy(ctx: AuthorityContext, policy: unknown): Promise<void> {
  const parsed = v.safeParse(policySchema, policy);
  if (!parsed.success) {
    const where = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'policy').join(', ');
    throw authorityError('malformed', `policy does not fit at: ${where}`);
  }
  const { institution, services } = parsed.output;
  const now = ctx.clock();
  await atomically(ctx, async (trx) => {
    const institutionJson = JSON.stringify(institution);
    const before = await trx
      .selectFrom('institutions')
      .select('policy')
      .where('id', '=', institution.id)
      .executeTakeFirst();
    let changed = before?.policy !== institutionJson;
    await trx
      .insertInto('institutions')
      .values({ id: institution.id, format: POLICY_FORMAT, policy: institutionJson, updated_at: now })
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet({ format: POLICY_FORMAT, policy: institutionJson, updated_at: now }),
      )
      .execute();
    for (const service of services) {
      const json = JSON.stringify(service);
      const present = await trx
        .selectFrom('services')
        .select(['institution_id', 'policy'])
        .where('id', '=', service.id)
        .executeTakeFirst();
      if (present !== undefined && present.institution_id !== institution.id) {
        throw authorityError('malformed', 'a service ID belongs to another institution');
      }
      if (present?.policy === json) continue;
      changed = true;
      await trx
        .insertInto('services')
        .values({
          id: service.id,
          institution_id: institution.id,
          format: POLICY_FORMAT,
          policy: json,
          updated_at: now,
        })
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet({ format: POLICY_FORMAT, policy: json, updated_at: now }),
        )
        .execute();
    }
    await ctx.keys.ensureInstitutionKey(institution.id, trx);
    if (changed) {
      await appendAudit(ctx, trx, {
        at: now,
        institutionId: institution.id,
        registrationId: null,
        actor: 'operator',
        action: 'policy-loaded',
        details: { services: services.map((service) => service.id).join(' ') },
      });
    }
  });
}

/** The institution's and the service's policy in force; `null` when this institution has no such service. */
export async function findService(
  db: AuthorityContext['db'],
  serviceId: string,
  institutionId?: string,
): Promise<{ institution: InstitutionPolicy; service: ServicePolicy } | null> {
  let query = db
    .selectFrom('services')
    .innerJoin('institutions', 'institutions.id', 'services.institution_id')
    .select(['institutions.policy as institution', 'services.policy as service'])
    .where('services.id', '=', serviceId);
  if (institutionId !== undefined) query = query.where('services.institution_id', '=', institutionId);
  const row = await query.executeTakeFirst();
  if (row === undefined) return null;
  return {
    institution: v.parse(institutionPolicySchema, JSON.parse(row.institution)),
    service: v.parse(servicePolicySchema, JSON.parse(row.service)),
  };
}

/** The re-issue rule in force for a registration. */
export async function reissueRuleOf(
  db: AuthorityContext['db'],
  row: { institution_id: string; service_id: string },
): Promise<ReissueRule> {
  const found = await findService(db, row.service_id, row.institution_id);
  if (found === null) throw authorityError('unavailable', 'the registration has no service');
  return found.service.reissue;
}
