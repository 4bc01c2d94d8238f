import { expect, it } from 'vitest';
import { connectAuthority } from '../../bank/engine/authority.ts';
import { startAuthority } from '../support/authority.ts';
import { BANK, policyOf, SERVICE } from '../support/authority-store.ts';

it('a bank hears of every token its customer ever had, newest first, however many there were', async () => {
  const house = await startAuthority({ policy: policyOf(BANK, SERVICE, { reissue: 'at-once' }) });
  const authority = connectAuthority({ url: house.url, credential: house.credential });
  const ids: string[] = [];
  for (let count = 0; count < 103; count += 1) {
    house.clock.advance(1000);
    const { id } = await authority.issue(
      {
        serviceId: SERVICE,
        customer: 'often',
        device: { kind: 'phone' },
        activationPassword: '246810',
        mail: { to: 'often@customer.example', language: 'ja' },
      },
      `issue-${count}`,
    );
    ids.unshift(id);
    await authority.cancel(id, `cancel-${count}`);
  }
  expect((await authority.registrationsOf('often')).map(({ id }) => id)).toEqual(ids);
  await house.close();
});
