import { beforeEach, describe, expect, test } from 'vitest';
import { readLockOptions } from '../../../core/app/lock-options.ts';
import type { TokenApp } from '../../../core/app/types.ts';
import { type AppDevice, addOwnTo, makeAppDevice, ownInput } from '../../support/app-device.ts';

const CODE = '2468';
const MINUTE = 60_000;

let device: AppDevice;
let app: TokenApp;
let id: string;
const isLocked = (of: TokenApp = app) => of.status.value.at === 'locked';

beforeEach(async () => {
  device = makeAppDevice();
  app = await device.tab();
  id = await addOwnTo(app, ownInput());
});

describe('idle time', () => {
  beforeEach(async () => {
    await app.turnLockOn(CODE);
  });

  test('is five minutes unless chosen, and locks by itself when it is over', () => {
    expect(app.lockOptions.value).toEqual({ idleMinutes: 5, onHide: false, everyCode: false });
    device.pass(5 * MINUTE - 1);
    expect(isLocked()).toBe(false);
    device.pass(1);
    expect(isLocked()).toBe(true);
    expect(app.tokens.value).toEqual([]);
  });

  test('begins anew with every touch', () => {
    for (let n = 0; n < 5; n += 1) {
      device.pass(4 * MINUTE);
      app.touched();
    }
    expect(isLocked()).toBe(false);
    device.pass(5 * MINUTE);
    expect(isLocked()).toBe(true);
  });

  test('is over on a machine that slept through it before any code or touch counts', async () => {
    // No timer runs while a machine sleeps: only the clock has moved.
    device.clock.advance(8 * 60 * MINUTE);
    expect(app.code(id)).toBeNull();
    await expect.poll(() => isLocked()).toBe(true);
    await app.unlock(CODE);
    device.clock.advance(8 * 60 * MINUTE);
    app.touched();
    expect(isLocked()).toBe(true);
  });

  test('is looked at before anything is drawn when the app is shown again', () => {
    app.visibility(true);
    expect(isLocked()).toBe(false);
    device.clock.advance(5 * MINUTE);
    app.visibility(false);
    expect(isLocked()).toBe(true);
  });

  test('spends no event-based code when it is over', async () => {
    const other = { kind: 'event', algorithm: 'SHA-1', digits: 6, period: null } as const;
    const event = await addOwnTo(app, ownInput({ otp: other }));
    device.clock.advance(5 * MINUTE);
    expect(await app.nextEventCode(event)).toEqual({ ok: false, reason: 'not-ready' });
    expect(isLocked()).toBe(true);
  });

  test('can be chosen, at once and for the next time', async () => {
    device.pass(3 * MINUTE);
    expect(await app.setLockOptions({ idleMinutes: 1 })).toBe(true);
    await expect.poll(() => isLocked()).toBe(true);
    await app.unlock(CODE);
    expect(app.lockOptions.value.idleMinutes).toBe(1);
    await app.setLockOptions({ idleMinutes: null });
    device.pass(30 * 24 * 60 * MINUTE);
    expect(isLocked()).toBe(false);
  });

  test('is not kept where the shell has a rule of its own', async () => {
    const other = await device.tab({ wake: undefined });
    await other.unlock(CODE);
    device.pass(24 * 60 * MINUTE);
    expect(other.code(id)).not.toBeNull();
    expect(isLocked(other)).toBe(false);
  });

  test('a clock that is put right by a little does not lock, one set back by more does', () => {
    device.pass(-2000);
    expect(app.code(id)).not.toBeNull();
    expect(isLocked()).toBe(false);
    device.clock.advance(-60 * MINUTE);
    expect(app.code(id)).toBeNull();
  });
});

describe('hiding', () => {
  test('locks at once where it is chosen, so that nothing is there to be shown later', async () => {
    await app.turnLockOn(CODE);
    await app.setLockOptions({ onHide: true });
    app.visibility(true);
    expect(isLocked()).toBe(true);
    expect(app.code(id)).toBeNull();
  });

  test('behind the passkey’s own dialog does not lock, but being away when it closes does', async () => {
    await app.turnLockOn(CODE);
    await app.setLockOptions({ onHide: true });
    device.passkey.answers.push(
      () => {
        app.visibility(true);
        expect(isLocked()).toBe(false);
        app.visibility(false);
        return { ok: true, prf: new Uint8Array(32).fill(1) };
      },
      { ok: true, prf: new Uint8Array(32).fill(1) },
    );
    expect(await app.turnPasskeyOn()).toEqual({ ok: true });
    expect(isLocked()).toBe(false);
    device.passkey.answers.push(() => {
      app.visibility(true);
      return { ok: false, reason: 'cancelled' };
    });
    await app.proveWithPasskey();
    expect(isLocked()).toBe(true);
  });

  describe('behind a chooser of files', () => {
    beforeEach(async () => {
      await app.turnLockOn(CODE);
      await app.setLockOptions({ onHide: true });
      app.expectAway();
    });

    test('does not lock, and counts again once the person is back', () => {
      app.visibility(true);
      device.pass(90_000);
      app.visibility(false);
      expect(isLocked()).toBe(false);
      app.visibility(true);
      expect(isLocked()).toBe(true);
    });

    test('locks when two minutes are over, also where no timer ran', () => {
      app.visibility(true);
      device.pass(2 * MINUTE);
      expect(isLocked()).toBe(true);
    });

    test('locks before anything is shown where the machine slept', () => {
      app.visibility(true);
      device.clock.advance(2 * MINUTE);
      app.visibility(false);
      expect(isLocked()).toBe(true);
    });

    test('a touch on the app says that the chooser is gone', () => {
      app.touched();
      app.visibility(true);
      expect(isLocked()).toBe(true);
    });

    test('a clock set back does not lengthen it', () => {
      device.clock.advance(-MINUTE);
      app.visibility(true);
      expect(isLocked()).toBe(true);
    });
  });

  test('and idling do nothing while there is no app lock', async () => {
    await app.setLockOptions({ onHide: true, idleMinutes: 1 });
    app.visibility(true);
    device.pass(60 * MINUTE);
    expect(app.code(id)).not.toBeNull();
  });
});

test('a lock that is turned on gets the whole idle time, also after hours without one', async () => {
  device.pass(10 * 60 * MINUTE);
  await app.turnLockOn(CODE);
  device.pass(5 * MINUTE - 1);
  expect(isLocked()).toBe(false);
});

test('options that no app wrote count as the ones before any choice, each by itself', () => {
  for (const kept of [null, 7, 'x', [], { idleMinutes: 7, onHide: 'yes' }, { idleMinutes: -1 }])
    expect(readLockOptions(kept)).toEqual({ idleMinutes: 5, onHide: false, everyCode: false });
  expect(readLockOptions({ idleMinutes: 60, onHide: true, everyCode: 1 })).toEqual({
    idleMinutes: 60,
    onHide: true,
    everyCode: false,
  });
});

test('options that cannot be kept are told, and stay as they were', async () => {
  await app.turnLockOn(CODE);
  app.lock();
  expect(await app.setLockOptions({ onHide: true })).toBe(false);
  await app.unlock(CODE);
  expect(app.lockOptions.value.onHide).toBe(false);
});
