import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addCredential } from '../../authority/institutions/credentials.ts';
import { loadPolicy } from '../../authority/institutions/policy.ts';
import type { IssuerTokenView, TokenApp } from '../../core/app/types.ts';
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
import { failPut } from '../support/raw-database.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Validity and renewal of the demonstration policy. */
const TERM = 731 * DAY;
const NOTICE = 180 * DAY;
const DESK = { operator: 'tanaka', reason: 'asked by telephone' };

let house: RunningAuthority;
let factory: IDBFactory;
let person: Person;
let app: TokenApp;
let issued: Issued;
let id: string;

beforeEach(async () => {
  house = await startAuthority();
  factory = new IDBFactory();
  person = makePerson(house, factory);
  app = await person.run();
  issued = await issueTo(house, 'customer');
  id = await setUpToken(app, issued);
});
afterEach(() => house.close());

const view = (of: TokenApp = app): IssuerTokenView => {
  const found = issuedTokens(of).find((token) => token.id === id);
  if (!found) throw new Error('the token is gone');
  return found;
};
const codeNow = (of: TokenApp = app, which = id) => of.code(which)?.code ?? 'none';
/** The app is online and someone looks: it asks the time and the token's state. */
const look = async (of: TokenApp = app) => {
  await of.checkClock();
  await of.refresh(id);
};
/** Time passes at the authority only; the device's own clock stands, and follows by the signed offset. */
const until = async (instant: number) => {
  house.clock.set(instant);
  await look();
  expect(app.now()).toBe(instant);
};
const desk = async (what: string, more: object = {}) => {
  const answer = await rpCall(house, 'POST', `/registrations/${issued.id}/${what}`, {
    v: 1,
    desk: DESK,
    ...more,
  });
  expect(answer.status).toBe(200);
};
const cancel = () => rpCall(house, 'POST', `/registrations/${issued.id}/cancel`, { v: 1, by: 'customer' });
const suspend = async () => {
  for (let n = 0; n < 5; n += 1) await give(house, issued, 'verify', '00000000');
};

test('a token lives: set up, in use, two years on, renewed, run out', async () => {
  const first = view().expiresAt;
  expect(first).toBe(house.clock() + TERM);
  expect(await give(house, issued, 'start', codeNow())).toBe('accepted');

  await until(first - NOTICE - 1);
  expect(view()).toMatchObject({ standing: 'ready', renewalDue: false });
  expect(await give(house, issued, 'verify', codeNow())).toBe('accepted');
  await until(first - NOTICE);
  expect(view().renewalDue).toBe(true);

  // Only the date moves: the code of this very step is the same before and after.
  const before = app.code(id);
  expect(await app.renew(id)).toEqual({ ok: true, expiresAt: first + TERM });
  expect(app.code(id)).toEqual(before);
  expect(view()).toMatchObject({ expiresAt: first + TERM, renewalDue: false, standing: 'ready' });
  person.network.state = 'down';
  expect(view(await person.run()).expiresAt).toBe(first + TERM);
  person.network.state = 'up';

  await until(first + DAY);
  expect(await give(house, issued, 'verify', codeNow())).toBe('accepted');
  await until(first + TERM - 1);
  expect(view()).toMatchObject({ standing: 'ready', renewalDue: true });
  expect(app.code(id)).not.toBeNull();
  const last = codeNow();

  await until(first + TERM);
  expect(view()).toMatchObject({ standing: 'expired', renewalDue: false });
  expect(app.code(id)).toBeNull();
  expect(await give(house, issued, 'verify', last)).toBe('not-usable');
  expect(await app.renew(id)).toEqual({ ok: false, reason: 'expired' });
});

describe('a renewal', () => {
  beforeEach(async () => {
    await give(house, issued, 'start', codeNow());
    await until(view().expiresAt - 30 * DAY);
  });

  test('without a network changes nothing, and codes go on', async () => {
    const before = view();
    person.network.state = 'down';
    expect(await app.renew(id)).toEqual({ ok: false, reason: 'unreachable' });
    expect(view()).toEqual(before);
    expect(app.code(id)).not.toBeNull();
  });

  test('whose answer was lost is had by asking again, and is made once', async () => {
    const { expiresAt } = view();
    person.network.state = 'answers-lost';
    expect(await app.renew(id)).toEqual({ ok: false, reason: 'unreachable' });
    expect(view().expiresAt).toBe(expiresAt);
    person.network.state = 'up';
    expect(await app.renew(id)).toEqual({ ok: true, expiresAt: expiresAt + TERM });
  });

  test('whose answer was lost is also seen at the next look', async () => {
    const { expiresAt } = view();
    person.network.state = 'answers-lost';
    await app.renew(id);
    person.network.state = 'up';
    await look();
    expect(view()).toMatchObject({ expiresAt: expiresAt + TERM, renewalDue: false });
  });

  test('in one tab is seen in the other', async () => {
    const other = await person.run();
    const { expiresAt } = view();
    await app.renew(id);
    await expect.poll(() => view(other).expiresAt).toBe(expiresAt + TERM);
  });

  test('too early is told as that', async () => {
    await app.renew(id);
    expect(await app.renew(id)).toEqual({ ok: false, reason: 'too-early' });
  });

  test('of a token that was suspended, paused or cancelled meanwhile names that, and the app shows it', async () => {
    await desk('pause', { until: house.clock() + DAY });
    expect(await app.renew(id)).toEqual({ ok: false, reason: 'paused' });
    expect(view().standing).toBe('paused');
    await desk('resume');
    await suspend();
    expect(await app.renew(id)).toEqual({ ok: false, reason: 'suspended' });
    expect(view().standing).toBe('suspended');
    await desk('lift');
    await cancel();
    expect(await app.renew(id)).toEqual({ ok: false, reason: 'ended' });
    expect(view().standing).toBe('ended');
  });

  test('that finds no room is told as that, and the date comes at the next look', async () => {
    const { expiresAt } = view();
    const fault = failPut(1, 'quota');
    try {
      expect(await app.renew(id)).toEqual({ ok: false, reason: 'storage-full' });
    } finally {
      fault.undo();
    }
    await look();
    expect(view().expiresAt).toBe(expiresAt + TERM);
  });

  test('that is overtaken by the app lock brings nothing back, and the date comes after unlocking', async () => {
    const { expiresAt } = view();
    await app.turnLockOn('1234');
    const going = app.renew(id);
    app.lock();
    expect(await going).toEqual({ ok: false, reason: 'storage' });
    expect(app.tokens.value).toEqual([]);
    await app.unlock('1234');
    await look();
    expect([expiresAt, expiresAt + TERM]).toContain(view().expiresAt);
  });
});

test('a token of an institution that does not renew says so, and works to its end', async () => {
  await addOtherBank({ renewalDays: null });
  const theirs = await issueTo(otherBank(), 'customer', OTHER_SERVICE);
  id = await setUpToken(app, theirs);
  await until(view().expiresAt - DAY);
  expect(view().renewalDue).toBe(true);
  expect(await app.renew(id)).toEqual({ ok: false, reason: 'renewal-refused' });
  expect(view().standing).toBe('ready');
  expect(await give(otherBank(), theirs, 'start', codeNow())).toBe('accepted');
});

describe('what the bank does is known at the next look', () => {
  beforeEach(async () => {
    await give(house, issued, 'start', codeNow());
    house.clock.advance(MINUTE);
  });

  test('a pause, with its end; it does not end by itself, and after it the codes are right', async () => {
    const end = house.clock() + 9 * DAY;
    await desk('pause', { until: end });
    expect(app.code(id)).not.toBeNull();
    await look();
    expect(view()).toMatchObject({ standing: 'paused', pausedUntil: end });
    expect(app.code(id)).toBeNull();
    await until(end + DAY);
    expect(view()).toMatchObject({ standing: 'paused', pausedUntil: end });
    await desk('resume');
    await look();
    expect(view()).toMatchObject({ standing: 'ready', pausedUntil: null });
    expect(await give(house, issued, 'verify', codeNow())).toBe('accepted');
  });

  test('a suspension, and that it was lifted', async () => {
    await suspend();
    await look();
    expect(view().standing).toBe('suspended');
    expect(app.code(id)).toBeNull();
    await desk('lift');
    await look();
    expect(view().standing).toBe('ready');
    expect(await give(house, issued, 'verify', codeNow())).toBe('accepted');
  });

  test('an end by an administrator', async () => {
    await desk('revoke');
    await look();
    expect(view().standing).toBe('ended');
    expect(app.code(id)).toBeNull();
  });

  test('a look tells whether it was answered', async () => {
    expect(await app.refresh(id)).toBe(true);
    person.network.state = 'down';
    expect(await app.refresh(id)).toBe(false);
    expect(await app.refresh('no such token')).toBe(false);
  });
});

test('a second device is refused until the first was cancelled; then the first knows that it is over', async () => {
  expect(await give(house, issued, 'start', codeNow())).toBe('accepted');
  const second = await makePerson(house, new IDBFactory()).run();
  const attempt = () => second.setUp({ ...issued.ids, activationPassword: '246810', consent: true });
  expect(await attempt()).toEqual({ ok: false, reason: 'setup-used' });
  await expect(issueTo(house, 'customer')).rejects.toThrow('409');
  await cancel();
  await until(house.clock() + DAY);
  expect(view().standing).toBe('ended');
  const again = await issueTo(house, 'customer');
  const theirs = await setUpToken(second, again);
  expect(await give(house, again, 'start', codeNow(second, theirs))).toBe('accepted');
});

const OTHER_SERVICE = '30112231';
let otherCredential = '';
/** The same authority as another bank calls it. */
const otherBank = (): RunningAuthority => ({ ...house, credential: otherCredential });
async function addOtherBank(change: object = {}): Promise<void> {
  const name = { ja: 'ほかの銀行', en: 'Another Bank' };
  await loadPolicy(house.ctx, {
    institution: { id: 'other', name, mailFrom: { name: 'Other', address: 'otp@other.example' } },
    services: [
      {
        id: OTHER_SERVICE,
        name,
        issuePath: 'bank-first',
        otp: { kind: 'time', algorithm: 'SHA-1', digits: 6, period: 30 },
        validityDays: 400,
        renewalNoticeDays: 30,
        renewalDays: 400,
        failureLimit: 5,
        reissue: 'next-day',
        setupValidDays: 14,
        activationLimit: 5,
        loginOrigins: ['https://other.example'],
        ...change,
      },
    ],
  });
  otherCredential = await addCredential(house.ctx, 'other');
}

test('two banks in one app keep to themselves: names, codes, states and dates', async () => {
  await addOtherBank();
  const theirs = await issueTo(otherBank(), 'customer', OTHER_SERVICE);
  const other = await setUpToken(app, theirs);
  expect(issuedTokens(app).map(({ service, otp }) => [service.id, otp.digits, otp.period])).toEqual([
    ['10112235', 8, 60],
    [OTHER_SERVICE, 6, 30],
  ]);
  expect(issuedTokens(app).map(({ institution }) => institution.id)).toEqual(['midori', 'other']);
  expect(await give(house, issued, 'start', codeNow())).toBe('accepted');
  expect(await give(otherBank(), theirs, 'start', codeNow(app, other))).toBe('accepted');

  // A bank cannot even ask about the other's.
  expect(await give(otherBank(), issued, 'verify', codeNow())).not.toBe('accepted');

  house.clock.advance(MINUTE);
  await suspend();
  const before = issuedTokens(app)[1];
  await Promise.all([app.refresh(id), app.refresh(other)]);
  await app.checkClock();
  expect(app.tokens.value.map(({ standing }) => standing)).toEqual(['suspended', 'ready']);
  expect(app.tokens.value[1]).toEqual(before);
  expect(await give(otherBank(), theirs, 'verify', codeNow(app, other))).toBe('accepted');

  house.clock.set((before?.expiresAt ?? 0) - DAY);
  await app.checkClock();
  const mine = view().expiresAt;
  expect(await app.renew(other)).toEqual({ ok: true, expiresAt: (before?.expiresAt ?? 0) + 400 * DAY });
  expect(view().expiresAt).toBe(mine);
  await app.remove(id);
  expect(app.tokens.value.map(({ id: left }) => left)).toEqual([other]);
  expect(app.code(other)).not.toBeNull();
});
