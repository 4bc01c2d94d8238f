import { beforeEach, expect, test } from 'vitest';
import { MOST_SITES } from '../../../core/app/bind.ts';
import type { TokenApp } from '../../../core/app/types.ts';
import { type AppDevice, addOwnTo, eventInput, makeAppDevice, ownInput } from '../../support/app-device.ts';
import { exampleToken } from '../../support/vault-ports.ts';

const SITE = 'https://mail.example';

let device: AppDevice;
let app: TokenApp;
let id: string;
beforeEach(async () => {
  device = makeAppDevice();
  app = await device.tab();
  id = await addOwnTo(app, ownInput());
});

const origins = (from: TokenApp) => from.tokens.value.find((token) => token.id === id)?.loginOrigins;
/** What the vault itself keeps. */
const kept = () =>
  device.kept(async (vault) => (await vault.list()).records.find((record) => record.id === id)?.token);

test('a token of the person’s own is bound to a site for good, and unbound from it again', async () => {
  expect(origins(app)).toEqual([]);
  expect(await app.bindOrigin(id, SITE)).toEqual({ ok: true });
  expect(await app.bindOrigin(id, `${SITE}:8443`)).toEqual({ ok: true });
  expect(origins(app)).toEqual([SITE, `${SITE}:8443`]);
  expect(origins(await device.tab())).toEqual([SITE, `${SITE}:8443`]);
  expect(await app.unbindOrigin(id, SITE)).toEqual({ ok: true });
  expect((await kept())?.loginOrigins).toEqual([`${SITE}:8443`]);
  expect(origins(app)).toEqual([`${SITE}:8443`]);
});

test('binding changes nothing else of the token: its codes and its own name stay', async () => {
  await app.rename(id, '家の');
  const before = await kept();
  const code = app.code(id)?.code;
  await app.bindOrigin(id, SITE);
  expect(await kept()).toEqual({ ...before, loginOrigins: [SITE] });
  expect(app.code(id)?.code).toBe(code);
});

test('what is bound already, or not bound any more, is no error and no change', async () => {
  await app.bindOrigin(id, SITE);
  expect(await app.bindOrigin(id, SITE)).toEqual({ ok: true });
  expect(origins(app)).toEqual([SITE]);
  expect(await app.unbindOrigin(id, 'https://other.example')).toEqual({ ok: true });
  expect(origins(app)).toEqual([SITE]);
});

test.each([
  'http://mail.example',
  'https://mail.example/',
  'https://mail.example/login',
  'https://mail.example.',
  'https://person@mail.example',
  'https://*.mail.example',
  'https://みどり.example',
  'https://co.jp',
  'file://',
  'null',
  '',
])('%j is no site to bind to', async (origin) => {
  expect(await app.bindOrigin(id, origin)).toEqual({ ok: false, reason: 'no-site' });
  expect((await kept())?.loginOrigins).toEqual([]);
});

test('an institution’s token is never bound or unbound by hand', async () => {
  const login = 'https://login.bank.example';
  const [bank = ''] = await device.keep(exampleToken({ loginOrigins: [login] }));
  app = await device.tab();
  expect(await app.bindOrigin(bank, SITE)).toEqual({ ok: false, reason: 'not-own' });
  expect(await app.unbindOrigin(bank, login)).toEqual({ ok: false, reason: 'not-own' });
  expect(app.tokens.value.find((token) => token.id === bank)?.loginOrigins).toEqual([login]);
  expect(await app.bindOrigin('no such token', SITE)).toEqual({ ok: false, reason: 'not-own' });
});

test('there are at most ten sites; one given up makes room', async () => {
  for (let n = 0; n < MOST_SITES; n++)
    expect(await app.bindOrigin(id, `https://site${n}.example`)).toEqual({ ok: true });
  expect(await app.bindOrigin(id, SITE)).toEqual({ ok: false, reason: 'too-many' });
  expect(await app.bindOrigin(id, 'https://site3.example')).toEqual({ ok: true });
  await app.unbindOrigin(id, 'https://site3.example');
  expect(await app.bindOrigin(id, SITE)).toEqual({ ok: true });
  expect(origins(app)).toHaveLength(MOST_SITES);
});

test('two tabs lose nothing of each other’s', async () => {
  const other = await device.tab({ tabs: undefined });
  await Promise.all([app.bindOrigin(id, SITE), other.bindOrigin(id, 'https://other.example')]);
  expect([...((await kept())?.loginOrigins ?? [])].sort()).toEqual([SITE, 'https://other.example']);
  // Nor does one bring back what the other gave up.
  await other.unbindOrigin(id, SITE);
  await app.bindOrigin(id, 'https://third.example');
  expect([...((await kept())?.loginOrigins ?? [])].sort()).toEqual([
    'https://other.example',
    'https://third.example',
  ]);
});

test('an event-based token is bound like any other, and counts nothing for it', async () => {
  const event = await addOwnTo(app, eventInput());
  expect(await app.bindOrigin(event, SITE)).toEqual({ ok: true });
  expect(await device.kept((vault) => vault.counters())).toEqual(new Map());
});

test('a locked app binds nothing', async () => {
  await app.turnLockOn('13572468');
  app.lock();
  expect(await app.bindOrigin(id, SITE)).toEqual({ ok: false, reason: 'not-own' });
  await app.unlock('13572468');
  expect(origins(app)).toEqual([]);
});
