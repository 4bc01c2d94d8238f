import { isAppError } from '../../../core/error.ts';
import type { Registration } from '../../../core/protocol/relying-party/messages.ts';
import { audit } from '../audit.ts';
import type { Customer } from '../customers.ts';
import { type HardwareApplication, openHardwareApplication } from '../hardware-application.ts';
import type { BankDatabase } from '../store/schema.ts';
import type { DeskWeb, Operator } from './types.ts';
import { hasEnded } from './words.ts';

export interface Application {
  id: string;
  registrationId: string | null;
  form: 'software' | 'hardware';
  device: 'phone' | 'pc' | null;
  email: string;
  createdAt: number;
  closedAt: number | null;
}

/** Everything the desk shows of one customer, as it is now. */
export interface DeskRecord {
  customer: Customer;
  accounts: readonly Pick<BankDatabase['accounts'], 'branch' | 'number' | 'kind'>[];
  /** This service's, newest first; `null` when the authority could not be asked. */
  registrations: readonly Registration[] | null;
  /** The newest of them. */
  token: Registration | null;
  applications: readonly Application[];
  /** An application for a hardware token that nobody has answered yet. */
  openHardware: HardwareApplication | null;
  /** Serial number of this customer's ended hardware token, while it is not back in stock. */
  restockable: string | null;
}

/** One opening of a record is one line of the audit for so long, ms: paging through it is no other one. */
const ONE_OPENING = 10 * 60_000;

/** The record of the customer with this reference; `null` when there is none. Never throws `unavailable`. */
export async function readRecord(web: DeskWeb, ref: string): Promise<DeskRecord | null> {
  const { store, institution } = web;
  const customer = await store.db
    .selectFrom('customers')
    .selectAll()
    .where('ref', '=', ref)
    .executeTakeFirst();
  if (!customer) return null;
  const accounts = await store.db
    .selectFrom('accounts')
    .select(['branch', 'number', 'kind'])
    .where('customer_ref', '=', ref)
    .orderBy('id')
    .execute();
  const applications = await readApplications(web, ref);
  const all = await orAway(web.authority.registrationsOf(ref));
  const registrations = all?.filter((each) => each.serviceId === institution.serviceId) ?? null;
  const token = registrations?.[0] ?? null;
  return {
    customer,
    accounts,
    registrations,
    token,
    applications,
    openHardware: await openHardwareApplication(store, ref),
    restockable: await restockableOf(web, token),
  };
}

async function readApplications({ store }: DeskWeb, ref: string): Promise<Application[]> {
  const rows = await store.db
    .selectFrom('applications')
    .selectAll()
    .where('customer_ref', '=', ref)
    .orderBy('created_at', 'desc')
    .limit(20)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    registrationId: row.registration_id,
    form: row.form,
    device: row.device,
    email: row.email,
    createdAt: row.created_at,
    closedAt: row.closed_at,
  }));
}

async function restockableOf(
  { authority }: DeskWeb,
  token: Registration | null,
): Promise<DeskRecord['restockable']> {
  if (token === null || token.serial === null || !hasEnded(token)) return null;
  const stock = await orAway(authority.hardware({ serial: token.serial }));
  const now = stock?.hardware.find((each) => each.serial === token.serial);
  return now?.registrationId === token.id ? token.serial : null;
}

/** `null` where the authority gives no usable answer: the desk then shows what the bank itself knows. */
export async function orAway<Answer>(asking: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asking;
  } catch (error) {
    if (isAppError(error, 'unavailable', 'unauthorized', 'too-many-requests', 'not-found')) return null;
    throw error;
  }
}

/** Notes that a clerk looked at a customer's record, once an opening. */
export async function noteOpening({ store }: DeskWeb, operator: Operator, ref: string): Promise<void> {
  const actor = `desk:${operator.id}` as const;
  const noted = await store.db
    .selectFrom('audit')
    .select('id')
    .where('customer_ref', '=', ref)
    .where('event', '=', 'desk-viewed')
    .where('actor', '=', actor)
    .where('at', '>', store.clock() - ONE_OPENING)
    .executeTakeFirst();
  if (noted === undefined) await audit(store, ref, 'desk-viewed', { actor });
}
