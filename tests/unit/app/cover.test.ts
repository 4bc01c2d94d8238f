import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { uncoveredUntil } from '../../../core/app/cover.ts';
import type { TokenApp } from '../../../core/app/types.ts';
import { type AppDevice, addOwnTo, eventInput, makeAppDevice, ownInput } from '../../support/app-device.ts';

const CODE = '2468';
/** The beginning of a half minute. */
const START = Date.UTC(2027, 0, 1);

let device: AppDevice;
let app: TokenApp;
let id: string;
let event: string;
beforeEach(async () => {
  device = makeAppDevice();
  device.clock.set(START);
  app = await device.tab();
  id = await addOwnTo(app, ownInput());
  event = await addOwnTo(app, eventInput());
  await app.turnLockOn(CODE);
  await app.setLockOptions({ everyCode: true, idleMinutes: null });
});

describe('while every code is asked for', () => {
  test('none is shown, also right after unlocking', async () => {
    expect(app.isCovered(id)).toBe(true);
    expect(app.code(id)).toBeNull();
    expect(await app.nextEventCode(event)).toEqual({ ok: false, reason: 'covered' });
    const other = await device.tab();
    await other.unlock(CODE);
    expect(other.isCovered(id)).toBe(true);
    expect(other.code(id)).toBeNull();
  });

  test('the lock code uncovers that one token until its step ends, and no next code', async () => {
    device.clock.set(START + 12_000);
    expect(await app.uncover(id, '２４６８')).toEqual({ ok: true });
    expect(app.code(id)).toMatchObject({ secondsLeft: 18, next: null });
    expect(app.isCovered(event)).toBe(true);
    device.clock.set(START + 29_999);
    expect(app.code(id)?.secondsLeft).toBe(1);
    device.clock.set(START + 30_000);
    expect(app.isCovered(id)).toBe(true);
    expect(app.code(id)).toBeNull();
  });

  test('with little of the step left it lasts for the next one too', async () => {
    device.clock.set(START + 20_001);
    await app.uncover(id, CODE);
    expect(app.code(id)?.next).not.toBeNull();
    device.clock.set(START + 59_999);
    expect(app.code(id)).toMatchObject({ next: null });
    device.clock.set(START + 60_000);
    expect(app.code(id)).toBeNull();
  });

  test('an event-based code is uncovered once', async () => {
    await app.uncover(event, CODE);
    expect(app.isCovered(event)).toBe(false);
    const pressed = await Promise.all([app.nextEventCode(event), app.nextEventCode(event)]);
    expect(pressed).toEqual([
      { ok: true, code: '755224', counter: 0 },
      { ok: false, reason: 'covered' },
    ]);
  });

  test('a wrong code uncovers nothing, is counted like an unlock, and the waits are told', async () => {
    for (let n = 0; n < 4; n += 1)
      expect(await app.uncover(id, '1111')).toEqual({ ok: false, reason: 'wrong-code', waitUntil: null });
    const fifth = await app.uncover(id, '1111');
    expect(fifth).toMatchObject({ ok: false, reason: 'wrong-code' });
    const after = await app.uncover(id, CODE);
    expect(after).toMatchObject({ ok: false, reason: 'wait' });
    const until = after.ok ? 0 : (after.waitUntil ?? 0);
    expect(until).toBeGreaterThan(device.clock());
    expect(app.code(id)).toBeNull();
    device.clock.set(until);
    expect(await app.uncover(id, CODE)).toEqual({ ok: true });
  });

  test('locking covers everything again', async () => {
    await app.uncover(id, CODE);
    app.lock();
    await app.unlock(CODE);
    expect(app.isCovered(id)).toBe(true);
  });

  test('a clock set back does not lengthen it', async () => {
    await app.uncover(id, CODE);
    device.clock.advance(-86_400_000);
    expect(app.code(id)).toBeNull();
  });

  test('the passkey uncovers as the code does, and a refused one does not', async () => {
    await app.prove(CODE);
    expect(await app.turnPasskeyOn()).toEqual({ ok: true });
    device.passkey.answers.push({ ok: false, reason: 'cancelled' });
    expect(await app.uncoverWithPasskey(id)).toEqual({ ok: false, reason: 'cancelled' });
    expect(app.isCovered(id)).toBe(true);
    device.passkey.answers.push({ ok: true, prf: new Uint8Array(32).fill(7) });
    expect(await app.uncoverWithPasskey(id)).toEqual({ ok: false, reason: 'wrong' });
    expect(await app.uncoverWithPasskey(id)).toEqual({ ok: true });
    expect(app.code(id)).not.toBeNull();
  });

  test('what leads around it asks for the code too, for two minutes', async () => {
    expect(app.needsProof()).toBe(true);
    expect(await app.setLockOptions({ everyCode: false })).toBe(false);
    expect(await app.exportOwn(id)).toBeNull();
    expect(await app.makeBackup('a long enough passphrase')).toEqual({ ok: false, reason: 'proof' });
    expect(await app.prove('1111')).toMatchObject({ ok: false, reason: 'wrong-code' });
    expect(app.needsProof()).toBe(true);
    expect(await app.prove(CODE)).toEqual({ ok: true });
    // Proved for these acts, not for the codes.
    expect(app.isCovered(id)).toBe(true);
    expect(await app.exportOwn(id)).toMatch(/^otpauth:/);
    device.clock.advance(120_000);
    expect(await app.exportOwn(id)).toBeNull();
    await app.prove(CODE);
    expect(await app.setLockOptions({ everyCode: false })).toBe(true);
    expect(app.code(id)).not.toBeNull();
  });

  test('the code given for one code serves for nothing that leads around it', async () => {
    await app.uncover(id, CODE);
    expect(app.code(id)).not.toBeNull();
    expect(app.needsProof()).toBe(true);
    expect(await app.setLockOptions({ everyCode: false })).toBe(false);
    expect(await app.exportOwn(id)).toBeNull();
    expect(await app.makeBackup('a long enough passphrase')).toEqual({ ok: false, reason: 'proof' });
  });

  test('no passkey is added without the code, and nothing is asked of the platform', async () => {
    expect(await app.turnPasskeyOn()).toEqual({ ok: false, reason: 'proof' });
    expect(device.passkey.asked).toEqual([]);
    await app.prove(CODE);
    expect(await app.turnPasskeyOn()).toEqual({ ok: true });
    // Whoever changes the code has given it: the passkey it ended is turned on again at once.
    device.clock.advance(120_000);
    expect(app.needsProof()).toBe(true);
    await app.changeLockCode(CODE, '1357');
    expect(await app.turnPasskeyOn()).toEqual({ ok: true });
  });

  test('a choice left out, or made in a tab that has not heard of it yet, does not turn it off', async () => {
    expect(await app.setLockOptions({ everyCode: undefined } as object)).toBe(false);
    // No word of changes reaches this tab.
    const { onChange, announce } = device.vault.ports;
    device.vault.ports.announce = () => undefined;
    const other = await device.tab();
    await other.unlock(CODE);
    await other.prove(CODE);
    await other.setLockOptions({ everyCode: false });
    const late = await device.tab();
    await late.unlock(CODE);
    await other.setLockOptions({ everyCode: true });
    expect(late.lockOptions.value.everyCode).toBe(false);
    expect(await late.setLockOptions({ everyCode: false })).toBe(false);
    expect(late.isCovered(id)).toBe(true);
    Object.assign(device.vault.ports, { onChange, announce });
  });
});

test('without an app lock nothing is covered', async () => {
  await app.turnLockOff(CODE);
  expect(app.lockOptions.value.everyCode).toBe(true);
  expect(app.isCovered(id)).toBe(false);
  expect(app.needsProof()).toBe(false);
  expect(app.code(id)).not.toBeNull();
});

test('any code is uncovered long enough to type and at most two minutes, to the end of a step', () => {
  const period = fc.option(fc.integer({ min: 1, max: 86_400 }), { nil: null });
  fc.assert(
    fc.property(period, fc.integer({ min: 0, max: 4e12 }), (seconds, at) => {
      const until = uncoveredUntil(seconds, at);
      expect(until - at).toBeGreaterThanOrEqual(10_000);
      expect(until - at).toBeLessThanOrEqual(120_000);
      if (seconds !== null && seconds <= 60) expect(until % (seconds * 1000)).toBe(0);
    }),
  );
});
