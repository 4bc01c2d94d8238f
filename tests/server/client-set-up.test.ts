import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SetUpFailure, TokenApp } from '../../core/app/types.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { rpCall } from '../support/device.ts';
import {
  give,
  type Issued,
  issueTo,
  makePerson,
  PASSWORD,
  type Person,
  setUpToken,
} from '../support/person.ts';
import { dump, failPut } from '../support/raw-database.ts';

const DAY = 86_400_000;
let house: RunningAuthority;
let factory: IDBFactory;
let person: Person;
let app: TokenApp;
let customers = 0;

beforeAll(async () => {
  house = await startAuthority();
});
afterAll(() => house.close());

let issued: Issued;
beforeEach(async () => {
  factory = new IDBFactory();
  person = makePerson(house, factory);
  customers += 1;
  issued = await issueTo(house, `customer-${customers}`);
  app = await person.run();
});

const attempt = async (
  change: Partial<Parameters<TokenApp['setUp']>[0]> = {},
): Promise<SetUpFailure | 'done'> => {
  const result = await app.setUp({
    ...issued.ids,
    activationPassword: PASSWORD,
    consent: true,
    ...change,
  });
  return result.ok ? 'done' : result.reason;
};
const keysKept = async () => (await dump(factory)).find(({ name }) => name === 'keys')?.entries.length ?? 0;

/** Code of the one token, given to the bank as its first. */
const startsUse = async (of: TokenApp = app) => {
  const id = of.tokens.value[0]?.id ?? '';
  return give(house, issued, 'start', of.code(id)?.code ?? 'none');
};

test('opening the app writes nothing', async () => {
  expect(app.status.value).toEqual({ at: 'open' });
  expect(app.tokens.value).toEqual([]);
  expect((await dump(factory)).every(({ entries }) => entries.length === 0)).toBe(true);
  expect(person.vault.marker.value).toBeNull();
});

test('a token that was set up shows a code that the bank accepts, and after a reload without a network too', async () => {
  expect(await attempt()).toBe('done');
  expect(app.tokens.value).toMatchObject([
    { standing: 'ready', userId: issued.ids.userId, otp: { digits: 8, period: 60 } },
  ]);
  person.network.state = 'down';
  const again = await person.run();
  expect(again.status.value).toEqual({ at: 'open' });
  expect(again.tokens.value).toEqual(app.tokens.value);
  expect(await startsUse(again)).toBe('accepted');
});

test('the platform is asked to keep the vault, and what it said is shown', async () => {
  person.persistence.kept = false;
  expect(app.persistence.value).toBe('unknown');
  await attempt();
  await expect.poll(() => app.persistence.value).toBe('may-be-lost');
  expect(person.persistence.asked).toBe(1);
});

test('full-width digits, spaces and hyphens are taken as the digits they are', async () => {
  const wide = (digits: string) =>
    digits.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  const { serviceId, userId } = issued.ids;
  expect(
    await attempt({
      serviceId: ` ${wide(serviceId.slice(0, 4))}　${wide(serviceId.slice(4))}`,
      userId: `${userId.slice(0, 4)}-${userId.slice(4, 8)}ー${userId.slice(8)}`,
      activationPassword: wide(PASSWORD),
    }),
  ).toBe('done');
});

test.each<[SetUpFailure, Partial<Parameters<TokenApp['setUp']>[0]>]>([
  ['service-id', { serviceId: '1011223' }],
  ['service-id', { serviceId: '<script>' }],
  ['user-id', { userId: '12345678901' }],
  ['user-id', { userId: '123456789010' }],
  ['activation-password', { activationPassword: '123' }],
  ['activation-password', { activationPassword: '12345678９' }],
  ['consent', { consent: false }],
])('what cannot be right (%s) is told before anything is sent or written: %j', async (reason, change) => {
  expect(await attempt(change)).toBe(reason);
  expect(person.network.asked).toEqual([]);
  expect(person.vault.marker.value).toBeNull();
});

describe('what the authority refuses', () => {
  test('a wrong password is refused, an unknown user alike, and the right one still works', async () => {
    expect(await attempt({ activationPassword: '9999' })).toBe('refused');
    expect(await attempt({ userId: '000000000000' })).toBe('refused');
    expect(app.tokens.value).toEqual([]);
    expect(await keysKept()).toBe(0);
    expect(await attempt()).toBe('done');
  });

  test('the fifth wrong password voids the issue, and the right one is then refused as well', async () => {
    for (let n = 0; n < 5; n += 1) expect(await attempt({ activationPassword: '9999' })).toBe('refused');
    expect(await attempt()).toBe('refused');
  });

  test('a set-up out of time says so', async () => {
    const late = await startAuthority();
    try {
      person = makePerson(late, factory);
      app = await person.run();
      issued = await issueTo(late, 'late');
      late.clock.advance(30 * DAY);
      expect(await attempt()).toBe('setup-expired');
      expect(await keysKept()).toBe(0);
    } finally {
      await late.close();
    }
  });

  test('a set-up that another device used says so', async () => {
    await setUpToken(await makePerson(house, new IDBFactory()).run(), issued);
    expect(['setup-used', 'device-limit']).toContain(await attempt());
    expect(app.tokens.value).toEqual([]);
    expect(await keysKept()).toBe(0);
  });

  test('too many tries at once say so', async () => {
    const strict = await startAuthority({ limits: { activatePerUser: { calls: 1, window: 60_000 } } });
    try {
      person = makePerson(strict, factory);
      app = await person.run();
      issued = await issueTo(strict, 'hasty');
      expect(await attempt({ activationPassword: '9999' })).toBe('refused');
      expect(await attempt()).toBe('too-many-requests');
      strict.clock.advance(60_001);
      expect(await attempt()).toBe('done');
    } finally {
      await strict.close();
    }
  });
});

describe('what happens on the way', () => {
  test('an authority that cannot be reached leaves nothing half done, and trying again works', async () => {
    person.network.state = 'down';
    expect(await attempt()).toBe('unreachable');
    expect(app.status.value).toEqual({ at: 'open' });
    expect(app.tokens.value).toEqual([]);
    person.network.state = 'up';
    expect(await attempt()).toBe('done');
    expect(await startsUse()).toBe('accepted');
  });

  test('a configuration that cannot be read counts as unreachable', async () => {
    person.ports.authorityAddress = () => Promise.reject(new TypeError('fetch failed'));
    expect(await attempt()).toBe('unreachable');
  });

  test('an answer that got lost is had by trying again, even after a reload', async () => {
    person.network.state = 'answers-lost';
    expect(await attempt()).toBe('unreachable');
    const read = await rpCall(house, 'GET', `/registrations/${issued.id}`);
    expect(((await read.json()) as { state: string }).state).toBe('activated');
    person.network.state = 'up';
    app = await person.run();
    expect(await attempt()).toBe('done');
    expect(await startsUse()).toBe('accepted');
  });

  test('a mistyped password after a lost answer does not lose the keys that were answered', async () => {
    person.network.state = 'answers-lost';
    expect(await attempt()).toBe('unreachable');
    person.network.state = 'up';
    expect(await attempt({ activationPassword: '9999' })).toBe('refused');
    expect(await attempt()).toBe('done');
    expect(await startsUse()).toBe('accepted');
  });

  test('an authority under another address than the configured one is not believed', async () => {
    const posing = await startAuthority({ host: 'elsewhere.localhost' });
    try {
      person = makePerson(posing, factory);
      person.ports.authorityAddress = async () => posing.url;
      app = await person.run();
      issued = await issueTo(posing, 'cheated');
      expect(await attempt()).toBe('answer-bad');
      expect(app.tokens.value).toEqual([]);
    } finally {
      await posing.close();
    }
  });
});

describe('a disk without room', () => {
  test('before the first write nothing is sent, and trying again works', async () => {
    const fault = failPut(1, 'quota');
    try {
      expect(await attempt()).toBe('storage-full');
    } finally {
      fault.undo();
    }
    expect(person.network.asked).toEqual([]);
    expect(await attempt()).toBe('done');
  });

  test('at any write of the set-up, trying again ends with one token that works', async () => {
    let reached = true;
    for (let nth = 1; reached; nth += 1) {
      factory = new IDBFactory();
      person = makePerson(house, factory);
      customers += 1;
      issued = await issueTo(house, `customer-${customers}`);
      app = await person.run();
      const fault = failPut(nth, 'quota');
      let first: string;
      try {
        first = await attempt();
        reached = fault.reached();
      } finally {
        fault.undo();
      }
      expect(['storage-full', 'done']).toContain(first);
      expect(app.tokens.value).toHaveLength(first === 'done' ? 1 : 0);
      // A reload in between: what is on disk must do.
      app = await person.run();
      expect(app.tokens.value).toHaveLength(first === 'done' ? 1 : 0);
      if (first !== 'done') expect(await attempt()).toBe('done');
      expect(app.tokens.value).toHaveLength(1);
      expect(await startsUse()).toBe('accepted');
    }
  });
});

test('setting the same token up again replaces it under the name it was given', async () => {
  const id = await setUpToken(app, issued);
  await app.rename(id, ' 家計 ');
  expect(await setUpToken(app, issued)).toBe(id);
  expect(app.tokens.value).toMatchObject([{ id, displayName: '家計' }]);
  expect(await startsUse()).toBe('accepted');
});

test('a set-up tried again by mistake does not take the keys from the token in use', async () => {
  const id = await setUpToken(app, issued);
  await startsUse();
  expect(await attempt()).toBe('setup-used');
  expect(await attempt({ activationPassword: '9999' })).toBe('refused');
  expect(await keysKept()).toBe(1);
  await app.refresh(id);
  expect(app.tokens.value[0]?.standing).toBe('ready');
});

test('two set-ups at the same moment are two orderly ones', async () => {
  expect(await Promise.all([attempt(), attempt()])).toEqual(['done', 'done']);
  expect(app.tokens.value).toHaveLength(1);
});

test('what stands outside the encryption names neither the user nor the service', async () => {
  await attempt();
  const open = JSON.stringify(
    (await dump(factory)).map(({ name, entries }) => [name, entries.map(({ key }) => key)]),
  );
  expect(open).not.toContain(issued.ids.userId);
  expect(open).not.toContain(issued.ids.serviceId);
});
