import { randomUUID } from 'node:crypto';
import { type Authority, connectAuthority } from '../../bank/engine/authority.ts';
import type { ActivateResponse, Activation } from '../../core/protocol/device/messages.ts';
import type { RunningAuthority } from './authority.ts';
import type { RunningBank } from './bank.ts';
import { codeAt, makeDevice, openActivation, postActivate } from './device.ts';

const PASSWORD = '246810';

/** A token of a customer, with the bank's own line to the authority for what the desk would do. */
export interface GivenToken {
  /** The registration at the authority. */
  id: string;
  activation: Activation;
  /** The code that is right now. */
  code(): string;
  /** Digits that are not, now or a step before or after; others at each call. */
  wrong(): string;
  authority: Authority;
}

export async function refOf(bank: RunningBank, loginId: string): Promise<string> {
  const { db } = bank.bank.store;
  const row = await db
    .selectFrom('customers')
    .select('ref')
    .where('login_id', '=', loginId)
    .executeTakeFirstOrThrow();
  return row.ref;
}

/**
 * Gives a customer a token without walking the bank's pages: issued, set up on a device, and, unless told,
 * in use since the step before this one.
 */
export async function giveToken(
  house: RunningAuthority,
  bank: RunningBank,
  loginId: string,
  { inUse = true, setUp = true }: { inUse?: boolean; setUp?: boolean } = {},
): Promise<GivenToken> {
  const { institution } = bank;
  const authority = connectAuthority({ url: house.url, credential: house.credential });
  const customer = await refOf(bank, loginId);
  const issued = await authority.issue(
    {
      serviceId: institution.serviceId,
      customer,
      device: { kind: 'phone' },
      activationPassword: PASSWORD,
      mail: { to: 'token@demo.example', language: 'ja' },
    },
    randomUUID(),
  );
  await bank.bank.store.db
    .insertInto('applications')
    .values({
      id: randomUUID(),
      customer_ref: customer,
      registration_id: issued.id,
      email: 'token@demo.example',
      form: 'software',
      device: 'phone',
      setup_link: issued.setupLink,
      created_at: house.clock(),
      closed_at: null,
    })
    .execute();
  const ids = { serviceId: issued.serviceId, userId: issued.userId ?? '' };
  let activation = {} as Activation;
  if (setUp) {
    const device = await makeDevice();
    const answer = await postActivate(house, device, ids, PASSWORD);
    activation = await openActivation(house, device, ids, (await answer.json()) as ActivateResponse);
  }
  const code = () => codeAt(activation, house.clock());
  const { digits, period } = institution.otp;
  const near = () =>
    [-2, -1, 0, 1, 2].map((steps) => codeAt(activation, house.clock() + steps * period * 1000));
  let wrongs = 0;
  const token: GivenToken = {
    id: issued.id,
    activation,
    code,
    wrong() {
      wrongs += 1;
      let candidate = Number(code()) + wrongs;
      do candidate = (candidate + 1) % 10 ** digits;
      while (near().includes(String(candidate).padStart(digits, '0')));
      return String(candidate).padStart(digits, '0');
    },
    authority,
  };
  if (setUp && inUse) {
    await authority.start(issued.id, code(), randomUUID());
    house.clock.advance(period * 1000);
  }
  return token;
}
