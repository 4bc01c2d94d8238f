import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TokenApp } from '../../core/app/types.ts';
import { type RunningAuthority, startAuthority } from '../support/authority.ts';
import { rpCall } from '../support/device.ts';
import {
  give,
  type Issued,
  issuedTokens,
  issueTo,
  makePerson,
  type Person,
  setUpToken,
} from '../support/person.ts';
import { dump, restore } from '../support/raw-database.ts';

const DAY = 86_400_000;
const YEAR = 365 * DAY;
let house: RunningAuthority;
let factory: IDBFactory;
let person: Person;
let app: TokenApp;
let issued: Issued;

beforeEach(async () => {
  house = await startAuthority();
  factory = new IDBFactory();
  person = makePerson(house, factory, { session: true });
  issued = await issueTo(house, 'customer');
  app = await person.run();
});
afterEach(() => house.close());

const codeNow = (of: TokenApp, id: string) => of.code(id)?.code ?? 'none';
/** Moves both clocks, as time does. */
const pass = (ms: number) => {
  house.clock.advance(ms);
  person.clock.advance(ms);
};

describe('the clock', () => {
  test.each([
    ['behind', -YEAR],
    ['ahead', YEAR],
  ])(
    'a clock a year %s is told before set-up, and gives right codes after it, offline too',
    async (_, wrong) => {
      person.clock.advance(wrong);
      expect(await app.checkClock()).toMatchObject({ at: 'measured', trusted: false, verdict: 'far-off' });
      // Advice is shown, never relied on.
      expect(app.now()).toBe(person.clock());
      const id = await setUpToken(app, issued);
      expect(app.clock.value).toEqual({ at: 'measured', offset: -wrong, trusted: true, verdict: 'far-off' });
      expect(await give(house, issued, 'start', codeNow(app, id))).toBe('accepted');
      pass(60_000);
      person.network.state = 'down';
      const later = await person.run();
      expect(later.now()).toBe(house.clock());
      expect(await give(house, issued, 'verify', codeNow(later, id))).toBe('accepted');
    },
  );

  test('a clock that is put right is followed at the next check', async () => {
    person.clock.advance(-YEAR);
    const id = await setUpToken(app, issued);
    person.clock.set(house.clock());
    expect(await app.checkClock()).toEqual({ at: 'measured', offset: 0, trusted: true, verdict: 'good' });
    const later = await person.run();
    expect(await give(house, issued, 'start', codeNow(later, id))).toBe('accepted');
  });

  test('without an answer the clock stays unknown, or what it was', async () => {
    person.network.state = 'down';
    expect(await app.checkClock()).toEqual({ at: 'unknown' });
    person.network.state = 'up';
    await setUpToken(app, issued);
    const known = app.clock.value;
    person.network.state = 'down';
    expect(await app.checkClock()).toEqual(known);
  });

  test('a code follows a clock that jumps, and has none before 1970', async () => {
    const id = await setUpToken(app, issued);
    const before = app.code(id);
    pass(2 * 3_600_000);
    const after = app.code(id);
    expect(after?.step).toBe((before?.step ?? 0) + 120);
    pass(60_000);
    expect(app.code(id)?.code).toBe(after?.next);
    person.clock.set(-YEAR);
    expect(app.code(id)).toBeNull();
  });
});

describe('what the authority says of a token', () => {
  let id: string;
  beforeEach(async () => {
    id = await setUpToken(app, issued);
    expect(await give(house, issued, 'start', codeNow(app, id))).toBe('accepted');
    pass(60_000);
  });

  test('too many wrong codes are shown as suspended, without a code, after a reload too', async () => {
    for (let n = 0; n < 5; n += 1) await give(house, issued, 'verify', '00000000');
    expect(app.code(id)).not.toBeNull();
    await app.refresh(id);
    expect(app.tokens.value[0]?.standing).toBe('suspended');
    expect(app.code(id)).toBeNull();
    person.network.state = 'down';
    const later = await person.run();
    expect(later.tokens.value[0]?.standing).toBe('suspended');
    expect(later.code(id)).toBeNull();
  });

  test('a cancelled token is shown as ended, and can be taken away with its keys', async () => {
    await rpCall(house, 'POST', `/registrations/${issued.id}/cancel`, { v: 1, by: 'customer' });
    await app.refresh(id);
    expect(app.tokens.value[0]?.standing).toBe('ended');
    expect(app.code(id)).toBeNull();
    await app.remove(id);
    expect(app.tokens.value).toEqual([]);
    const stores = await dump(factory);
    for (const name of ['keys', 'records'])
      expect(stores.find((store) => store.name === name)?.entries).toEqual([]);
  });

  test('without a network a refresh is silent and changes nothing', async () => {
    const before = app.tokens.value;
    person.network.state = 'down';
    await app.refresh(id);
    expect(app.tokens.value).toEqual(before);
  });

  test('a word older than the last is not taken', async () => {
    for (let n = 0; n < 5; n += 1) await give(house, issued, 'verify', '00000000');
    await app.refresh(id);
    const client = person.ports.client(house.address);
    person.ports.client = () => client;
    const late: typeof client = {
      ...client,
      state: async (...asked) => ({
        ...(await client.state(...asked)),
        state: 'in-use',
        time: house.clock() - 1,
      }),
    };
    person.ports.client = () => late;
    const later = await person.run();
    await later.refresh(id);
    expect(later.tokens.value[0]?.standing).toBe('suspended');
  });

  test('a token that runs out while it is on the screen shows no code, and its list follows', async () => {
    const { expiresAt } = issuedTokens(app)[0] ?? { expiresAt: 0 };
    person.clock.set(expiresAt - 1);
    expect(app.code(id)).not.toBeNull();
    person.clock.set(expiresAt);
    expect(app.code(id)).toBeNull();
    await expect.poll(() => app.tokens.value[0]?.standing).toBe('expired');
  });

  test('renewal is due within the notice of the institution', async () => {
    const { expiresAt } = issuedTokens(app)[0] ?? { expiresAt: 0 };
    person.clock.set(expiresAt - 181 * DAY);
    expect((await person.run()).tokens.value[0]?.renewalDue).toBe(false);
    person.clock.set(expiresAt - 180 * DAY);
    expect((await person.run()).tokens.value[0]?.renewalDue).toBe(true);
  });
});

describe('the app lock', () => {
  let id: string;
  beforeEach(async () => {
    id = await setUpToken(app, issued);
  });

  test('nothing is shown while it is locked, and everything after the right code', async () => {
    expect(await app.turnLockOn('１２３４')).toEqual({ ok: true });
    expect(app.hasLock.value).toBe(true);
    expect(app.code(id)).not.toBeNull();
    app.lock();
    expect(app.status.value).toMatchObject({ at: 'locked' });
    expect(app.code(id)).toBeNull();
    expect(app.tokens.value).toEqual([]);
    expect(app.clock.value).toEqual({ at: 'unknown' });
    expect(person.session.key).toBeNull();
    expect(await app.unlock('1234')).toEqual({ ok: true });
    expect(app.status.value).toEqual({ at: 'open' });
    expect(await give(house, issued, 'start', codeNow(app, id))).toBe('accepted');
  });

  test('wrong codes are told, counted and made to wait, through a reload', async () => {
    await app.turnLockOn('1234');
    app.lock();
    for (let n = 1; n < 5; n += 1)
      expect(await app.unlock('9999')).toEqual({ ok: false, reason: 'wrong-code', waitUntil: null });
    expect(await app.unlock('9999')).toMatchObject({ ok: false, reason: 'wrong-code' });
    expect(app.status.value).toMatchObject({ at: 'locked', failures: 5 });
    const waited = await app.unlock('1234');
    expect(waited).toMatchObject({ ok: false, reason: 'wait' });
    const later = await person.run();
    const { status } = later;
    if (status.value.at !== 'locked' || status.value.waitUntil === null) throw new Error('no wait is shown');
    person.clock.set(status.value.waitUntil);
    expect(await later.unlock('1234')).toEqual({ ok: true });
  });

  test('a reload asks for the code, unless the session kept the key', async () => {
    await app.turnLockOn('1234');
    expect((await person.run()).status.value).toEqual({ at: 'open' });
    person.session.key = null;
    const later = await person.run();
    expect(later.status.value).toMatchObject({ at: 'locked', failures: 0 });
    expect(later.tokens.value).toEqual([]);
    expect(later.hasLock.value).toBe(true);
    await later.unlock('1234');
    expect(person.session.key).not.toBeNull();
  });

  test('a key the session kept from before a change of code does not open', async () => {
    await app.turnLockOn('1234');
    const old = person.session.key;
    expect(await app.changeLockCode('1234', '5678')).toEqual({ ok: true });
    person.session.key = old;
    const later = await person.run();
    expect(later.status.value.at).toBe('locked');
    expect(await later.unlock('5678')).toEqual({ ok: true });
  });

  test('turning it off needs the code, and then no reload asks', async () => {
    await app.turnLockOn('1234');
    expect(await app.turnLockOff('9999')).toEqual({ ok: false, reason: 'wrong-code' });
    expect(await app.turnLockOff('1234')).toEqual({ ok: true });
    expect(app.hasLock.value).toBe(false);
    expect(person.session.key).toBeNull();
    expect((await person.run()).status.value).toEqual({ at: 'open' });
  });

  test('a code that is not digits is told as that', async () => {
    for (const code of ['', 'abcd', '12 34', '1'.repeat(33)])
      expect(await app.turnLockOn(code)).toEqual({ ok: false, reason: 'not-digits' });
    expect(app.hasLock.value).toBe(false);
  });

  test('without a lock there is nothing to lock', () => {
    app.lock();
    expect(app.status.value).toEqual({ at: 'open' });
    expect(app.code(id)).not.toBeNull();
  });

  test('a lock during a set-up ends it without bringing anything back', async () => {
    await app.turnLockOn('1234');
    const second = await issueTo(house, 'second');
    const going = app.setUp({ ...second.ids, activationPassword: '246810', consent: true });
    app.lock();
    expect(await going).toEqual({ ok: false, reason: 'storage' });
    expect(app.status.value.at).toBe('locked');
    expect(app.tokens.value).toEqual([]);
    await app.unlock('1234');
    await setUpToken(app, second);
    expect(app.tokens.value).toHaveLength(2);
  });
});

describe('two tabs', () => {
  test('what one writes the other shows', async () => {
    await setUpToken(app, issued);
    const other = await person.run();
    const id = other.tokens.value[0]?.id ?? '';
    await other.rename(id, '家計');
    await expect.poll(() => app.tokens.value[0]?.displayName).toBe('家計');
    await app.rename(id, null);
    await expect.poll(() => other.tokens.value[0]?.displayName).toBeNull();
    await other.remove(id);
    await expect.poll(() => app.tokens.value).toEqual([]);
  });

  test('when one turns the lock on the other is locked, and when it is turned off it opens', async () => {
    person = makePerson(house, factory);
    app = await person.run();
    await setUpToken(app, issued);
    const other = await person.run();
    await other.turnLockOn('1234');
    await expect.poll(() => app.status.value.at).toBe('locked');
    expect(app.tokens.value).toEqual([]);
    expect(await app.unlock('1234')).toEqual({ ok: true });
    await other.turnLockOff('1234');
    await expect.poll(() => app.hasLock.value).toBe(false);
    expect(app.status.value).toEqual({ at: 'open' });
    expect(app.tokens.value).toHaveLength(1);
  });

  test('a tab that was opened before the first set-up finds what another made', async () => {
    const other = await person.run();
    await setUpToken(other, issued);
    const second = await issueTo(house, 'second');
    await setUpToken(app, second);
    expect(app.tokens.value).toHaveLength(2);
  });
});

describe('storage in trouble', () => {
  test('a vault that is gone is not a first run, and one begins anew by consent', async () => {
    await setUpToken(app, issued);
    await evictNow();
    const later = await person.run();
    expect(later.status.value).toEqual({ at: 'gone' });
    expect(await later.setUp({ ...issued.ids, activationPassword: '246810', consent: true })).toEqual({
      ok: false,
      reason: 'storage',
    });
    await later.beginAnew();
    expect(later.status.value).toEqual({ at: 'open' });
    const second = await issueTo(house, 'second');
    await setUpToken(later, second);
    expect((await person.run()).tokens.value).toHaveLength(1);
  });

  const evictNow = async () => {
    factory = new IDBFactory();
    person.vault.ports.indexedDB = factory;
  };

  test('a corrupt record is named, and the others go on', async () => {
    const first = await setUpToken(app, issued);
    await setUpToken(app, await issueTo(house, 'second'));
    const stores = await dump(factory);
    const records = stores.find(({ name }) => name === 'records');
    const broken = records?.entries.find(({ key }) => key === first);
    const { body } = (broken?.value ?? { body: new Uint8Array() }) as { body: Uint8Array };
    body[body.length - 1] = (body.at(-1) ?? 0) ^ 1;
    await restore(factory, stores);
    const later = await person.run();
    expect(later.quarantined.value).toEqual([{ id: first, reason: 'undecryptable' }]);
    expect(later.tokens.value).toHaveLength(1);
    expect(later.code(later.tokens.value[0]?.id ?? '')).not.toBeNull();
  });

  test('an older copy put back is noticed until the person has read it', async () => {
    const id = await setUpToken(app, issued);
    const copy = await dump(factory);
    await app.rename(id, 'later');
    await restore(factory, copy);
    const later = await person.run();
    expect(later.rolledBack.value).toBe(true);
    await later.acknowledgeRollback();
    expect(later.rolledBack.value).toBe(false);
    expect((await person.run()).rolledBack.value).toBe(false);
  });

  test('a storage that may not be opened says so, and opens at the next try when it may', async () => {
    const right = person.vault.ports.indexedDB;
    person.vault.ports.indexedDB = {
      ...right,
      open: () => {
        throw new DOMException('not here', 'SecurityError');
      },
    } as unknown as IDBFactory;
    const later = await person.run();
    expect(later.status.value).toEqual({ at: 'unavailable', reason: 'refused' });
    person.vault.ports.indexedDB = right;
    await later.start();
    expect(later.status.value).toEqual({ at: 'open' });
  });
});

test('a hostile institution name is carried as the text it is', async () => {
  const name = { ja: '<img src=x onerror=alert(1)>"\'&', en: '<script>alert(1)</script>' };
  const hostile = await startAuthority({
    policy: {
      institution: { id: 'hostile', name, mailFrom: { name: 'H', address: 'h@hostile.example' } },
      services: [
        {
          id: '10000001',
          name,
          issuePath: 'bank-first',
          otp: { kind: 'time', algorithm: 'SHA-1', digits: 6, period: 30 },
          validityDays: 100,
          renewalNoticeDays: 10,
          failureLimit: 5,
          reissue: 'next-day',
          setupValidDays: 14,
          activationLimit: 5,
          loginOrigins: ['https://hostile.example'],
        },
      ],
    },
  });
  try {
    person = makePerson(hostile, new IDBFactory());
    app = await person.run();
    await setUpToken(app, await issueTo(hostile, 'customer', '10000001'));
    const later = await person.run();
    expect(issuedTokens(later)[0]?.institution.name).toEqual(name);
    expect(issuedTokens(later)[0]?.service.name).toEqual(name);
  } finally {
    await hostile.close();
  }
});

describe('preferences', () => {
  test('they are kept at once, without a vault', async () => {
    app.setPreferences({ theme: 'dark' });
    app.setPreferences({ language: 'en' });
    expect((await person.run()).preferences.value).toMatchObject({ language: 'en', theme: 'dark' });
    expect(person.vault.marker.value).toBeNull();
  });

  test.each([
    null,
    7,
    'x',
    { theme: '<b>', language: 'fr' },
    { theme: 1 },
    { startToken: 7, keepAwake: 'yes', postponed: { install: 'x', other: 1 } },
  ])('what was never written by the app (%j) counts as nothing', async (kept) => {
    person.memory.value = kept;
    expect((await person.run()).preferences.value).toEqual({
      language: null,
      theme: 'system',
      startToken: null,
      keepAwake: false,
      postponed: {},
    });
  });

  test('a memory that is forbidden costs only the keeping', async () => {
    person.ports.preferencesStore = {
      read: () => {
        throw new DOMException('no', 'SecurityError');
      },
      write: () => {
        throw new DOMException('no', 'SecurityError');
      },
    };
    const later = await person.run();
    later.setPreferences({ theme: 'light' });
    expect(later.preferences.value.theme).toBe('light');
  });
});

test('no seed is in anything a screen can read', async () => {
  const id = await setUpToken(app, issued);
  const door = await person.ports.door();
  const { records } = await (await door.openWithDevice()).list();
  door.close();
  const seed = records[0]?.token.seed ?? '';
  expect(seed.length).toBeGreaterThan(26);
  const shown = Object.values(app).map((part) => (typeof part === 'object' ? part.value : null));
  expect(JSON.stringify([shown, app.code(id)])).not.toContain(seed);
});
