import type { ActivateResponse, Activation } from '../../core/protocol/device/messages.ts';
import type { Registration } from '../../core/protocol/relying-party/messages.ts';
import type { RunningAuthority } from './authority.ts';
import type { RunningBank } from './bank.ts';
import { type Page, type Visitor, visitor } from './bank-visitor.ts';
import { codeAt, makeDevice, openActivation, postActivate, rpCall } from './device.ts';

export const CLERK = ['desk-01', 'demo-desk-1'] as const;
export const WHY = { checked: 'visit-licence', reason: 'ご本人が来店されたため' };

/** A clerk's browser without script: calls the desk by its own host name. */
export function clerk(bank: RunningBank, host = new URL(bank.deskOrigin).host): Visitor {
  return visitor({ ...bank, origin: bank.deskOrigin }, { host }, { from: '127.0.0.1' });
}

export async function logInAtDesk(
  who: Visitor,
  id: string = CLERK[0],
  password: string = CLERK[1],
): Promise<Page> {
  return who.submit(await who.get('/login'), '/login', { operator: id, password });
}

/** What the bank calls a customer in addresses and to the authority. */
export async function refOf(bank: RunningBank, loginId: string): Promise<string> {
  const row = await bank.bank.store.db
    .selectFrom('customers')
    .select('ref')
    .where('login_id', '=', loginId)
    .executeTakeFirstOrThrow();
  return row.ref;
}

/** Opens an act's confirming page and presses its button. */
export async function act(
  who: Visitor,
  ref: string,
  name: string,
  fields: Record<string, string> = {},
): Promise<Page> {
  const path = `/customers/${ref}/acts/${name}`;
  return who.submit(await who.get(path), path, { ...WHY, ...fields });
}

/** The state badge on a customer's page. */
export const stateOn = (page: Page): string => page.document.querySelector('.badge')?.textContent ?? '';

/** The names of the acts a customer's page offers. */
export const actsOn = (page: Page): string[] =>
  [...page.document.querySelectorAll('.acts a')].map(
    (link) => link.getAttribute('href')?.split('/').at(-1) ?? '',
  );

/** The history's lines: who, what, why and whose record. */
export const historyOn = (page: Page): { who: string; what: string; why: string; kept: string }[] =>
  [...page.document.querySelectorAll('.history tbody tr')].map((row) => {
    const [, who = '', what = '', why = '', kept = ''] = [...row.querySelectorAll('td')].map((cell) =>
      (cell.textContent ?? '').trim(),
    );
    return { who, what, why, kept };
  });

/** The bank's audit of one customer, oldest first. */
export async function auditOf(bank: RunningBank, ref: string | null) {
  const rows = await bank.bank.store.db
    .selectFrom('audit')
    .select(['event', 'actor', 'detail'])
    .where('customer_ref', ref === null ? 'is' : '=', ref)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as Record<string, unknown> }));
}

/** The newest registration the authority has of a customer. */
export async function registrationOf(house: RunningAuthority, ref: string): Promise<Registration | null> {
  const answer = await rpCall(house, 'GET', `/registrations?customer=${ref}`);
  const { registrations } = (await answer.json()) as { registrations: Registration[] };
  return registrations[0] ?? null;
}

/** What the authority wrote down about a registration, newest first. */
export async function eventsOf(house: RunningAuthority, id: string) {
  const answer = await rpCall(house, 'GET', `/registrations/${id}/events`);
  const { events } = (await answer.json()) as {
    events: { action: string; details: Record<string, unknown> }[];
  };
  return events;
}

/** What the printed sheet tells the customer. */
export function sheetOn(page: Page): { serviceId: string; userId: string; password: string } {
  const [serviceId = '', userId = ''] = [...page.document.querySelectorAll('.sheet .large')].map(
    (each) => each.textContent ?? '',
  );
  const password = page.document.querySelector('.paper')?.textContent ?? '';
  return { serviceId, userId, password };
}

/** Sets the token of a sheet up on a new device. */
export async function setUp(house: RunningAuthority, sheet: ReturnType<typeof sheetOn>): Promise<Activation> {
  const device = await makeDevice();
  const { password, ...ids } = sheet;
  const answer = await postActivate(house, device, ids, password);
  return openActivation(house, device, ids, (await answer.json()) as ActivateResponse);
}

/** Issues a token at the desk, sets it up and starts its use. */
export async function tokenInUse(
  house: RunningAuthority,
  who: Visitor,
  ref: string,
): Promise<{ token: Activation; id: string }> {
  const token = await setUp(house, sheetOn(await act(who, ref, 'reissue', { device: 'phone' })));
  const registration = await registrationOf(house, ref);
  if (registration === null) throw new Error('nothing was issued');
  await rpCall(house, 'POST', `/registrations/${registration.id}/start`, {
    v: 1,
    code: codeAt(token, house.clock()),
  });
  house.clock.advance(60_000);
  return { token, id: registration.id };
}
