import { beforeEach, expect, test } from 'vitest';
import type { TokenApp } from '../../../core/app/types.ts';
import { type AppDevice, addOwnTo, eventInput, makeAppDevice, ownInput } from '../../support/app-device.ts';
import { exampleToken } from '../../support/vault-ports.ts';

const CODE = '2468';
const MINUTE = 60_000;

let device: AppDevice;
let one: TokenApp;
let two: TokenApp;
beforeEach(async () => {
  device = makeAppDevice();
  one = await device.tab();
  two = await device.tab();
});

test('the first token of all appears in both', async () => {
  await addOwnTo(one, ownInput());
  await expect.poll(() => two.tokens.value).toEqual(one.tokens.value);
  await addOwnTo(two, eventInput());
  await expect.poll(() => one.tokens.value).toEqual(two.tokens.value);
});

test('order, names and removals are followed', async () => {
  const a = await addOwnTo(one, ownInput());
  const b = await addOwnTo(one, eventInput());
  await two.reorder([b, a]);
  await expect.poll(() => one.tokens.value.map(({ id }) => id)).toEqual([b, a]);
  await one.rename(a, '家の');
  await expect.poll(() => two.tokens.value[1]?.displayName).toBe('家の');
  await two.remove(a);
  await expect.poll(() => one.tokens.value).toHaveLength(1);
});

test('lock options are followed, and changes of different ones do not undo each other', async () => {
  await addOwnTo(one, ownInput());
  await Promise.all([one.setLockOptions({ onHide: true }), one.setLockOptions({ idleMinutes: 15 })]);
  await two.setLockOptions({ everyCode: true });
  const chosen = { idleMinutes: 15, onHide: true, everyCode: true };
  await expect.poll(() => [one.lockOptions.value, two.lockOptions.value]).toEqual([chosen, chosen]);
});

test('a code covered in one is covered in the other, and uncovering is each tab’s own', async () => {
  const id = await addOwnTo(one, ownInput());
  await one.turnLockOn(CODE);
  await expect.poll(() => two.status.value.at).toBe('locked');
  await two.unlock(CODE);
  await one.setLockOptions({ everyCode: true });
  await expect.poll(() => two.code(id)).toBeNull();
  await one.uncover(id, CODE);
  expect(one.code(id)).not.toBeNull();
  expect(two.code(id)).toBeNull();
});

test('locking by hand locks both; hiding one leaves the other', async () => {
  await addOwnTo(one, ownInput());
  await one.turnLockOn(CODE);
  await expect.poll(() => two.status.value.at).toBe('locked');
  await two.unlock(CODE);
  await one.setLockOptions({ onHide: true });
  await expect.poll(() => two.lockOptions.value.onHide).toBe(true);
  two.visibility(true);
  expect([one, two].map(({ status }) => status.value.at)).toEqual(['open', 'locked']);
  await two.unlock(CODE);
  one.lock();
  expect(two.status.value.at).toBe('locked');
});

test('a touch in one keeps the other open', async () => {
  await addOwnTo(one, ownInput());
  await one.turnLockOn(CODE);
  await expect.poll(() => two.status.value.at).toBe('locked');
  await two.unlock(CODE);
  for (let n = 0; n < 4; n += 1) {
    device.pass(4 * MINUTE);
    one.touched();
  }
  expect(two.status.value.at).toBe('open');
  device.pass(5 * MINUTE);
  expect([one, two].map(({ status }) => status.value.at)).toEqual(['locked', 'locked']);
});

test('turning the lock off opens a tab that waits at the lock; turning a passkey on offers it there', async () => {
  await addOwnTo(one, ownInput());
  await one.turnLockOn(CODE);
  await expect.poll(() => two.status.value.at).toBe('locked');
  await one.turnPasskeyOn();
  await expect.poll(() => two.status.value).toMatchObject({ at: 'locked', passkey: true });
  await one.turnLockOff(CODE);
  await expect.poll(() => two.status.value.at).toBe('open');
  expect(two.tokens.value).toHaveLength(1);
});

test('a code changed while the old one is being tried leaves the lock up', async () => {
  await addOwnTo(one, ownInput());
  await one.turnLockOn(CODE);
  await expect.poll(() => two.status.value.at).toBe('locked');
  const { derive } = device.vault.ports;
  let changed: Promise<unknown> | null = null;
  // The first derivation is that of the one who unlocks; meanwhile the code is changed.
  device.vault.ports.derive = async (input) => {
    const derived = await derive(input);
    if (!changed) {
      changed = one.changeLockCode(CODE, '1357');
      await changed;
    }
    return derived;
  };
  expect((await two.unlock(CODE)).ok).toBe(false);
  expect(await changed).toEqual({ ok: true });
  expect(two.status.value.at).toBe('locked');
  expect(await two.unlock('1357')).toEqual({ ok: true });
});

test('beginning anew spares the vault that the other has made and locked meanwhile', async () => {
  device.vault.marker.value = { vaultId: 'lost', generation: 3 };
  // Without word of one another, as in shells that follow otherwise.
  [one, two] = [await device.tab({ tabs: undefined }), await device.tab({ tabs: undefined })];
  expect(two.status.value.at).toBe('gone');
  await one.beginAnew();
  await addOwnTo(one, ownInput());
  await one.turnLockOn(CODE);
  await two.beginAnew();
  expect(two.status.value.at).toBe('locked');
  await two.unlock(CODE);
  expect(two.tokens.value).toHaveLength(1);
});

test('the time that one learnt holds in the other', async () => {
  await device.keep(exampleToken());
  one = await device.tab();
  two = await device.tab();
  device.client.signedClock = async () => ({ offset: 45_000 });
  await one.checkClock();
  await expect.poll(() => two.now()).toBe(device.clock() + 45_000);
  expect(two.clock.value).toEqual(one.clock.value);
});

test('erasing everything empties both', async () => {
  await addOwnTo(one, ownInput());
  await expect.poll(() => two.tokens.value).toHaveLength(1);
  await one.forgetAll();
  await expect.poll(() => [two.status.value.at, two.tokens.value.length]).toEqual(['open', 0]);
});

test('preferences are followed, and a part of them that nobody wrote is not believed', async () => {
  one.setPreferences({ theme: 'dark', startToken: 'x', keepAwake: true, postponed: { install: 5 } });
  expect(two.preferences.value).toEqual(one.preferences.value);
  device.memory.value = { postponed: { install: -1, update: '9', backup: 7, other: 3 }, keepAwake: 'yes' };
  expect((await device.tab()).preferences.value).toEqual({
    language: null,
    theme: 'system',
    startToken: null,
    keepAwake: false,
    postponed: { backup: 7 },
  });
});
