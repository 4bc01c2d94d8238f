import { beforeEach, describe, expect, test } from 'vitest';
import type { TokenApp } from '../../../core/app/types.ts';
import { type AppDevice, addOwnTo, makeAppDevice, ownInput } from '../../support/app-device.ts';

const CODE = '2468';
const prf = (fill: number) => new Uint8Array(32).fill(fill);

let device: AppDevice;
let app: TokenApp;
let id: string;
beforeEach(async () => {
  device = makeAppDevice();
  app = await device.tab();
  id = await addOwnTo(app, ownInput());
});

describe('with an app lock', () => {
  beforeEach(async () => {
    await app.turnLockOn(CODE);
  });

  test('a passkey is made, tried again, and then opens the vault beside the code', async () => {
    expect(app.passkey.value).toBe('off');
    expect(await app.turnPasskeyOn()).toEqual({ ok: true });
    expect(device.passkey.asked).toEqual(['create Fuda', 'ask']);
    expect(app.passkey.value).toBe('on');
    app.lock();
    expect(app.status.value).toMatchObject({ at: 'locked', passkey: true });
    expect(await app.unlockWithPasskey()).toEqual({ ok: true });
    expect(app.code(id)).not.toBeNull();
    app.lock();
    expect(await app.unlock(CODE)).toEqual({ ok: true });
  });

  test('it opens the vault at the next start too', async () => {
    await app.turnPasskeyOn();
    const later = await device.tab();
    expect(later.status.value).toMatchObject({ at: 'locked', passkey: true });
    expect(await later.unlockWithPasskey()).toEqual({ ok: true });
    expect(later.tokens.value).toHaveLength(1);
  });

  test.each([
    ['gives no secret when made', [{ ok: false, reason: 'no-prf' }], 'no-prf'],
    ['is not made after all', [{ ok: false, reason: 'cancelled' }], 'cancelled'],
    ['answers with nothing but zeros', [{ ok: true, prf: prf(0) }], 'no-prf'],
    ['answers with less than a secret', [{ ok: true, prf: prf(1).slice(1) }], 'no-prf'],
    [
      'answers otherwise the second time',
      [
        { ok: true, prf: prf(1) },
        { ok: true, prf: prf(2) },
      ],
      'no-prf',
    ],
    ['is not there the second time', [null, { ok: false, reason: 'cancelled' }], 'cancelled'],
  ] as const)('one that %s does not count', async (_, answers, reason) => {
    device.passkey.answers.push(...answers);
    expect(await app.turnPasskeyOn()).toEqual({ ok: false, reason });
    expect(app.passkey.value).toBe('off');
    app.lock();
    expect(app.status.value).toMatchObject({ passkey: false });
  });

  test('every failure to unlock leaves the lock as it was, and the code opens it', async () => {
    await app.turnPasskeyOn();
    app.lock();
    const failures = [
      [{ ok: false, reason: 'cancelled' }, 'cancelled'],
      [{ ok: false, reason: 'no-prf' }, 'no-prf'],
      [{ ok: false, reason: 'unsupported' }, 'unsupported'],
      [{ ok: true, prf: prf(0) }, 'no-prf'],
      [{ ok: true, prf: prf(9) }, 'wrong'],
    ] as const;
    for (const [answer, reason] of failures) {
      device.passkey.answers.push(answer);
      expect(await app.unlockWithPasskey()).toEqual({ ok: false, reason });
      expect(app.status.value).toMatchObject({ at: 'locked', failures: 0, passkey: true });
    }
    // A browser that throws is one more way of not answering.
    device.passkey.answers.push(() => {
      throw new DOMException('no', 'NotAllowedError');
    });
    expect(await app.unlockWithPasskey()).toEqual({ ok: false, reason: 'cancelled' });
    expect(await app.unlock(CODE)).toEqual({ ok: true });
  });

  test('no wait after wrong codes keeps the passkey out, and a passkey does not take them back', async () => {
    await app.turnPasskeyOn();
    app.lock();
    for (let n = 0; n < 6; n += 1) await app.unlock('1111');
    expect(app.status.value).toMatchObject({ at: 'locked', passkey: true });
    expect(await app.unlockWithPasskey()).toEqual({ ok: true });
  });

  test('turned off, only the code opens it, also in a tab that still shows the button', async () => {
    await app.turnPasskeyOn();
    const other = await device.tab({ tabs: undefined });
    expect(other.status.value).toMatchObject({ passkey: true });
    expect(await app.turnPasskeyOff()).toEqual({ ok: true });
    expect(app.passkey.value).toBe('off');
    expect(await other.unlockWithPasskey()).toEqual({ ok: false, reason: 'wrong' });
    expect(other.status.value).toMatchObject({ at: 'locked', passkey: false });
    expect(await other.unlock(CODE)).toEqual({ ok: true });
  });

  test('another code, or none, ends it', async () => {
    await app.turnPasskeyOn();
    await app.changeLockCode(CODE, '1357');
    expect(app.passkey.value).toBe('off');
    await app.turnPasskeyOn();
    await app.turnLockOff('1357');
    expect(app.passkey.value).toBe('off');
    expect((await device.tab()).status.value).toEqual({ at: 'open' });
  });

  test('locked by hand while it was asked for, nothing is written', async () => {
    device.passkey.answers.push(null, () => {
      app.lock();
      return { ok: true, prf: prf(3) };
    });
    expect((await app.turnPasskeyOn()).ok).toBe(false);
    expect(app.status.value).toMatchObject({ at: 'locked', passkey: false });
  });

  test('a device that cannot is told from the start, and the lock screen offers none', async () => {
    await app.turnPasskeyOn();
    device.passkey.supported = false;
    const later = await device.tab();
    await expect.poll(() => later.passkey.value).toBe('unsupported');
    expect(later.status.value).toMatchObject({ at: 'locked', passkey: false });
    const none = await device.tab({ passkeys: undefined });
    await none.unlock(CODE);
    expect(none.passkey.value).toBe('unsupported');
    expect(await none.turnPasskeyOn()).toEqual({ ok: false, reason: 'unsupported' });
  });
});

test('without an app lock there is nothing for a passkey to open', async () => {
  expect(await app.turnPasskeyOn()).toEqual({ ok: false, reason: 'no-lock' });
  expect(device.passkey.asked).toEqual([]);
});
