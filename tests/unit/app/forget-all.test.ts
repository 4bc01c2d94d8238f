import { beforeEach, expect, test } from 'vitest';
import type { TokenApp } from '../../../core/app/types.ts';
import { type AppDevice, addOwnTo, makeAppDevice, ownInput } from '../../support/app-device.ts';

const CODE = '2468';

let device: AppDevice;
let app: TokenApp;

beforeEach(async () => {
  device = makeAppDevice();
  app = await device.tab();
  await addOwnTo(app, ownInput());
  app.setPreferences({ theme: 'dark', startToken: app.tokens.value[0]!.id });
  await app.turnLockOn(CODE);
  app.lock();
});

test('erasing everything needs no code, and begins like a first run that no restart undoes', async () => {
  await app.forgetAll();
  expect(app.status.value).toEqual({ at: 'open' });
  expect([app.tokens.value, app.hasLock.value]).toEqual([[], false]);
  const again = await device.tab();
  expect(again.status.value).toEqual({ at: 'open' });
  expect([again.tokens.value, again.hasLock.value]).toEqual([[], false]);
});

test('what named a token goes with it; how the app looks stays', async () => {
  await app.forgetAll();
  expect(app.preferences.value).toMatchObject({ theme: 'dark', startToken: null });
});

test('the app can be set up again at once, with a lock of its own', async () => {
  await app.forgetAll();
  await addOwnTo(app, ownInput({ issuer: 'Momiji' }));
  expect(await app.turnLockOn('13579')).toEqual({ ok: true });
  app.lock();
  expect(await app.unlock(CODE)).toMatchObject({ ok: false });
  expect(await app.unlock('13579')).toEqual({ ok: true });
  expect(app.tokens.value).toHaveLength(1);
});

test('wrong codes counted before do not hold up whoever begins anew', async () => {
  for (let n = 0; n < 5; n += 1) await app.unlock('1');
  await app.forgetAll();
  await addOwnTo(app, ownInput());
  await app.turnLockOn('13579');
  app.lock();
  expect(await app.unlock('13579')).toEqual({ ok: true });
});

test('a tab that was open shows nothing any more', async () => {
  const other = await device.tab();
  await other.unlock(CODE);
  expect(other.tokens.value).toHaveLength(1);
  await app.forgetAll();
  await expect.poll(() => other.tokens.value).toEqual([]);
});

test('a tab that waits at the lock finds the first run when the old code is tried there', async () => {
  const other = await device.tab();
  expect(other.status.value.at).toBe('locked');
  await app.forgetAll();
  await other.unlock(CODE);
  expect(other.status.value).toEqual({ at: 'open' });
  expect(other.tokens.value).toEqual([]);
});
