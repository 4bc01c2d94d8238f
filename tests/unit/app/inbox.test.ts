import { beforeEach, describe, expect, test } from 'vitest';
import { inboxOf } from '../../../core/app/inbox.ts';
import type { TokenApp, TokenView } from '../../../core/app/types.ts';
import type { AuthorityClient } from '../../../core/client/types.ts';
import type { RegistrationState } from '../../../core/protocol/common.ts';
import { type AppDevice, addOwnTo, makeAppDevice, ownInput } from '../../support/app-device.ts';
import { fakeOwnToken, fakeToken } from '../../support/fake-token-app.ts';
import { exampleToken } from '../../support/vault-ports.ts';

const DAY = 86_400_000;
const AT = Date.UTC(2027, 5, 15);
const good = { at: 'measured', offset: 0, trusted: true, verdict: 'good' } as const;
const far = { ...good, offset: 700_000, verdict: 'far-off' } as const;
const look = (tokens: TokenView[], over: object = {}) =>
  inboxOf({ tokens, quarantined: 0, rolledBack: false, clock: good, at: AT, ...over });

test('the most pressing comes first, and tokens of one kind in their own order', () => {
  const tokens = [
    fakeToken({ id: 'over', standing: 'ended' }),
    fakeToken({ id: 'due', renewalDue: true }),
    fakeToken({ id: 'expired', standing: 'expired' }),
    fakeToken({ id: 'due-too', renewalDue: true }),
    fakeToken({ id: 'paused', standing: 'paused', pausedUntil: AT }),
    fakeToken({ id: 'suspended', standing: 'suspended' }),
    fakeOwnToken({ id: 'own' }),
  ];
  expect(look(tokens, { quarantined: 2, rolledBack: true, clock: far })).toEqual([
    { kind: 'expired', id: 'expired' },
    { kind: 'pause-over', id: 'paused' },
    { kind: 'suspended', id: 'suspended' },
    { kind: 'rolled-back' },
    { kind: 'damaged', count: 2 },
    { kind: 'clock-far' },
    { kind: 'renewal', id: 'due' },
    { kind: 'renewal', id: 'due-too' },
    { kind: 'ended', id: 'over' },
  ]);
});

test('nothing waits where all is well, or only a pause goes on', () => {
  const paused = fakeToken({ standing: 'paused', pausedUntil: AT + 1 });
  expect(look([fakeToken(), fakeOwnToken(), paused])).toEqual([]);
  expect(look([], { clock: { ...good, verdict: 'off' } })).toEqual([]);
});

describe('in a running app', () => {
  let device: AppDevice;
  let app: TokenApp;
  beforeEach(() => {
    device = makeAppDevice();
    device.clock.set(AT);
  });

  test('it follows the time by itself, with nothing on the screen that asks for a code', async () => {
    const state = (said: RegistrationState, until: number) => ({
      lastState: { state: said, at: AT - DAY },
      pausedUntil: until,
    });
    const [due, runsOut, paused] = await device.keep(
      exampleToken({ tokenId: 'FUDA-0000-0001', expiresAt: AT + 190 * DAY }),
      exampleToken({ tokenId: 'FUDA-0000-0002', expiresAt: AT + 20 * DAY, renewalNoticeDays: 0 }),
      exampleToken({ tokenId: 'FUDA-0000-0003', ...state('paused', AT + 5 * DAY) }),
    );
    app = await device.tab();
    expect(app.inbox.value).toEqual([]);
    // As platforms do: one call at a time, none longer than half a day after the last.
    const days = (count: number) => {
      for (let n = 0; n < count * 2; n += 1) device.pass(DAY / 2);
    };
    days(5);
    expect(app.inbox.value).toEqual([{ kind: 'pause-over', id: paused }]);
    days(5);
    expect(app.inbox.value).toEqual([
      { kind: 'pause-over', id: paused },
      { kind: 'renewal', id: due },
    ]);
    days(10);
    expect(app.inbox.value.map(({ kind }) => kind)).toEqual(['expired', 'pause-over', 'renewal']);
    expect(app.tokens.value.find(({ id }) => id === runsOut)?.standing).toBe('expired');
  });

  test('a clock that turns out far off is in it, with own tokens only too, where it stays advice', async () => {
    app = await device.tab();
    await addOwnTo(app, ownInput());
    const asked: string[] = [];
    device.client.measureClock = async () => ({ offset: 3_600_000 });
    device.client.signedClock = async () => {
      asked.push('signed');
      return { offset: 3_600_000 };
    };
    expect(await app.checkClock()).toMatchObject({ trusted: false, verdict: 'far-off' });
    expect(asked).toEqual([]);
    expect(app.inbox.value).toEqual([{ kind: 'clock-far' }]);
    expect(app.now()).toBe(device.clock());
  });

  test('it is empty while the vault is locked', async () => {
    await device.keep(exampleToken({ expiresAt: AT - 1 }));
    app = await device.tab();
    await app.turnLockOn('2468');
    expect(app.inbox.value).toHaveLength(1);
    app.lock();
    expect(app.inbox.value).toEqual([]);
  });
});

describe('a token that was carried here', () => {
  let device: AppDevice;
  let app: TokenApp;
  let id: string;
  const asked: string[] = [];
  beforeEach(async () => {
    device = makeAppDevice();
    const never = (what: string) => async () => {
      asked.push(what);
      throw new Error('must not be asked');
    };
    const client: Partial<AuthorityClient> = { state: never('state'), renew: never('renew') };
    Object.assign(device.client, client);
    [id = ''] = await device.keep(exampleToken({ deviceKeys: null, mayMove: true }));
    app = await device.tab();
  });

  test('shows codes, and says that another device is known to the bank', () => {
    expect(app.tokens.value[0]).toMatchObject({ isMoved: true, leaving: 'sealed', standing: 'ready' });
    expect(app.code(id)).not.toBeNull();
  });

  test('asks its authority nothing that needs the keys it left behind', async () => {
    expect(await app.refresh(id)).toBe(false);
    expect(await app.renew(id)).toEqual({ ok: false, reason: 'moved' });
    expect(asked).toEqual([]);
  });

  test('learns the time from its authority, signed under the key that came with it', async () => {
    device.client.signedClock = async () => ({ offset: 60_000 });
    expect(await app.checkClock()).toMatchObject({ trusted: true, verdict: 'off' });
    expect(app.now()).toBe(device.clock() + 60_000);
  });

  test('is removed without a word about keys', async () => {
    await app.remove(id);
    expect(app.tokens.value).toEqual([]);
  });
});
