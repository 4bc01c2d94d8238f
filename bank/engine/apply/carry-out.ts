import { isAppError } from '../../../core/error.ts';
import { audit } from '../audit.ts';
import { openHardwareApplication, orderHardwareToken } from '../hardware-application.ts';
import { readOtpStatus } from '../otp.ts';
import type { Session } from '../session.ts';
import type { BankWeb } from '../web.ts';
import type { ApplyPlan } from './plan.ts';

/** `wait`: the re-issue rule; `from` (epoch ms) where the authority said it. */
export type Applied =
  | { outcome: 'issued' | 'ordered' | 'already' | 'limit' }
  | { outcome: 'wait'; from: number | null };

/** From when on this customer may have a new token, epoch ms; `null` when nothing waits. */
export async function waitsUntil(web: BankWeb, session: Session): Promise<number | null> {
  const registrations = await web.authority.registrationsOf(session.customer.ref);
  const froms = registrations
    .filter((each) => each.serviceId === web.institution.serviceId)
    .map((each) => each.reissueFrom ?? 0);
  const from = Math.max(0, ...froms);
  return from > web.store.clock() ? from : null;
}

/**
 * Whether this customer has had all the set-ups the policy allows, so that nobody fills in a form for nothing,
 * or ends a token that still works. The authority's own count decides when it issues. Throws `unavailable`.
 */
export async function hadAllSetUps(web: BankWeb, session: Session): Promise<boolean> {
  const { otp, serviceId } = web.institution;
  if (otp.issueLimit === null) return false;
  const registrations = await web.authority.registrationsOf(session.customer.ref);
  const setUps = registrations.filter(
    (each) => each.serviceId === serviceId && each.serial === null && each.activatedAt !== null,
  );
  return setUps.length >= otp.issueLimit;
}

const linkOf = (web: BankWeb, link: string): string | null =>
  URL.canParse(link) && new URL(link).origin === web.appAddress ? link : null;

/**
 * Carries a plan out, once however often it is asked to. Throws `unavailable` when the authority does not
 * answer; the same plan can then be tried again.
 */
export async function applyFor(web: BankWeb, session: Session, plan: ApplyPlan): Promise<Applied> {
  const { token } = plan;
  return token.kind === 'hardware' ? order(web, session, plan) : issue(web, session, plan, token);
}

async function issue(
  web: BankWeb,
  session: Session,
  { id, email }: ApplyPlan,
  token: ApplyPlan['token'] & { kind: 'software' },
): Promise<Applied> {
  const { store, authority, institution } = web;
  const customer = session.customer.ref;
  if (await openHardwareApplication(store, customer)) return { outcome: 'already' };
  // Written before the call: should its answer be lost, the bank still knows to ask.
  await store.db
    .insertInto('applications')
    .values({
      id,
      customer_ref: customer,
      registration_id: null,
      email,
      form: 'software',
      device: token.device,
      setup_link: null,
      created_at: store.clock(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  try {
    // The plan's id is the key: a second press of the button is answered as the first one was.
    const issued = await authority.issue(
      {
        serviceId: institution.serviceId,
        customer,
        device: { kind: token.device },
        activationPassword: token.password,
        mail: { to: email, language: token.language },
      },
      id,
    );
    const noted = await store.db
      .updateTable('applications')
      .set({ registration_id: issued.id, setup_link: linkOf(web, issued.setupLink) })
      .where('id', '=', id)
      .where('registration_id', 'is', null)
      .executeTakeFirst();
    if (noted.numUpdatedRows > 0n) await audit(store, customer, 'otp-applied');
    return { outcome: 'issued' };
  } catch (error) {
    const refused = isAppError(error, 'reissue-too-early', 'already-registered', 'issue-limit');
    if (!refused) throw error;
    await store.db
      .deleteFrom('applications')
      .where('id', '=', id)
      .where('registration_id', 'is', null)
      .execute();
    if (isAppError(error, 'already-registered')) return { outcome: 'already' };
    if (isAppError(error, 'issue-limit')) return { outcome: 'limit' };
    return { outcome: 'wait', from: await waitsUntil(web, session) };
  }
}

async function order(web: BankWeb, session: Session, { id, email }: ApplyPlan): Promise<Applied> {
  const { store, authority, institution } = web;
  const customer = session.customer.ref;
  const status = await readOtpStatus(store, authority, institution.serviceId, session.customer);
  const live = status.kind !== 'none' && status.kind !== 'ended' && status.kind !== 'expired';
  if (live) return { outcome: 'already' };
  const from = await waitsUntil(web, session);
  if (from !== null) return { outcome: 'wait', from };
  const noted = await orderHardwareToken(store, { id, customerRef: customer, email });
  if (noted === 'opened') await audit(store, customer, 'otp-hardware-applied');
  return { outcome: noted === 'other' ? 'already' : 'ordered' };
}
