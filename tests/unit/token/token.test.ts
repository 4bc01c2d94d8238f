import { base64urlnopad } from '@scure/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAppError } from '../../../core/error.ts';
import { registrationStateSchema } from '../../../core/protocol/common.ts';
import { codeAt, codeForCounter, prepareToken } from '../../../core/token/code.ts';
import { tokenFromActivation } from '../../../core/token/from-activation.ts';
import type { OwnToken } from '../../../core/token/model.ts';
import { isFillableOrigin, mayFill } from '../../../core/token/origins.ts';
import { otpEntry } from '../../../core/token/otp-entry.ts';
import { parseStoredToken } from '../../../core/token/parse.ts';
import { renewalDue, standing } from '../../../core/token/validity.ts';
import rfc4226 from '../../vectors/rfc4226.json' with { type: 'json' };
import { activation, SEED } from './sample.ts';

const LOCAL = { deviceKeys: 'keys-1', now: 3_000 };
const token = () => tokenFromActivation(activation(), LOCAL);
const DAY = 86_400_000;

const OWN: OwnToken = {
  v: 1,
  source: 'own',
  issuer: 'Example',
  account: 'kana@shop.example',
  otp: { kind: 'time', algorithm: 'SHA-1', digits: 6, period: 30 },
  seed: SEED,
  firstCounter: 0,
  loginOrigins: [],
  displayName: null,
  addedAt: 3_000,
};

function failure(action: () => unknown): { code: string; text: string } {
  try {
    action();
  } catch (error) {
    if (isAppError(error)) return { code: error.code, text: `${error.message} ${String(error.cause)}` };
    throw error;
  }
  return { code: 'no error', text: '' };
}

test('an activation becomes a token that reads back the same after JSON', () => {
  const made = token();
  expect(made).toMatchObject({
    v: 1,
    deviceKeys: 'keys-1',
    addedAt: 3_000,
    displayName: null,
    lastState: null,
  });
  expect(made).not.toHaveProperty('time');
  expect(parseStoredToken(JSON.parse(JSON.stringify(made)))).toEqual(made);
});

test('unknown keys from a newer authority do not get into the vault', () => {
  const sent = activation();
  const noisy = { ...sent, extra: 1, otp: { ...sent.otp, extra: 1 }, service: { ...sent.service, extra: 1 } };
  expect(tokenFromActivation(noisy, LOCAL)).toEqual(token());
});

test('an activation whose parts do not agree never becomes a token', () => {
  const otp = activation().otp;
  for (const wrong of [
    activation({ otp: { ...otp, period: null } }),
    activation({ otp: { ...otp, kind: 'event' } }),
    activation({ seed: 'A'.repeat(26) }),
    activation({ loginOrigins: ['https://bank.example/'] }),
  ]) {
    expect(failure(() => tokenFromActivation(wrong, LOCAL)).code).toBe('token-malformed');
  }
});

test('tells a token of a newer version from one that is broken', () => {
  expect(failure(() => parseStoredToken({ ...token(), v: 2, kind: 'new' })).code).toBe('token-newer');
  expect(failure(() => parseStoredToken({ v: 99 })).code).toBe('token-newer');
  for (const v of [0, -1, 1.5, '2', null, Number.POSITIVE_INFINITY]) {
    expect(failure(() => parseStoredToken({ ...token(), v })).code).toBe('token-malformed');
  }
  for (const other of [
    null,
    undefined,
    1,
    'token',
    [],
    {},
    { ...token(), otp: { ...token().otp, extra: 1 } },
  ]) {
    expect(failure(() => parseStoredToken(other)).code).toBe('token-malformed');
  }
});

test('keeps what a later build of the same version added', () => {
  expect(parseStoredToken({ ...token(), colour: 'indigo' })).toEqual({ ...token(), colour: 'indigo' });
});

test('every missing or replaced part is refused, and the refusal never quotes the seed', () => {
  const good = token() as unknown as Record<string, unknown>;
  const tokens = [good, OWN as unknown as Record<string, unknown>];
  const places = tokens.flatMap((whole) => Object.keys(whole).map((key) => ({ whole, key })));
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.anything(), ({ whole, key }, value) => {
      const { [key]: _, ...without } = whole;
      expect(failure(() => parseStoredToken(without)).code).toBe('token-malformed');
      const { code, text } = failure(() => parseStoredToken({ ...whole, [key]: value }));
      expect(['no error', 'token-malformed', 'token-newer']).toContain(code);
      expect(text).not.toContain(SEED);
    }),
    { numRuns: 800 },
  );
  const spoilt = `${SEED.slice(0, -1)}*`;
  expect(failure(() => parseStoredToken({ ...good, seed: spoilt })).text).not.toContain(SEED.slice(0, 8));
  expect(failure(() => prepareToken({ ...token(), seed: spoilt })).text).not.toContain(SEED.slice(0, 8));
});

test('shows the code of the step, the next one, and the seconds left', () => {
  const view = codeAt(token(), 59_000);
  expect(view).toEqual({ code: '94287082', next: '37359152', period: 30, secondsLeft: 1, step: 1 });
  expect(codeAt(prepareToken(token()), 60_000).code).toBe(view.next);
});

test('gives event codes by counter, and neither kind answers the question of the other', () => {
  const otp = { kind: 'event', algorithm: 'SHA-1', digits: 6, period: null } as const;
  const event = tokenFromActivation(activation({ otp }), LOCAL);
  expect(rfc4226.codes.map((_, counter) => codeForCounter(event, counter))).toEqual(rfc4226.codes);
  expect(failure(() => codeAt(event, 0)).code).toBe('token-kind');
  expect(failure(() => codeForCounter(token(), 0)).code).toBe('token-kind');
});

test('stands as the authority last said, within its validity', () => {
  const base = { source: 'issuer', expiresAt: 1_000, lastState: null } as const;
  expect(standing(base, 999)).toBe('ready');
  expect(standing(base, 1_000)).toBe('expired');
  const said = Object.fromEntries(
    registrationStateSchema.options.map((state) => [
      state,
      standing({ ...base, lastState: { state, at: 1 } }, 2),
    ]),
  );
  expect(said).toMatchObject({
    activated: 'ready',
    'in-use': 'ready',
    suspended: 'suspended',
    paused: 'paused',
  });
  expect(said).toMatchObject({ cancelled: 'ended', revoked: 'ended', void: 'ended', expired: 'expired' });
  expect(standing({ ...base, lastState: { state: 'suspended', at: 1 } }, 1_000)).toBe('expired');
  expect(standing({ ...base, lastState: { state: 'revoked', at: 1 } }, 1_000)).toBe('ended');
});

test('offers renewal from the first instant of the notice until expiry, to a token that can be used', () => {
  const due = { source: 'issuer', expiresAt: 100 * DAY, renewalNoticeDays: 10, lastState: null } as const;
  expect(renewalDue(due, 90 * DAY - 1)).toBe(false);
  expect(renewalDue(due, 90 * DAY)).toBe(true);
  expect(renewalDue(due, 100 * DAY)).toBe(false);
  for (const state of ['cancelled', 'suspended', 'paused', 'expired'] as const)
    expect(renewalDue({ ...due, lastState: { state, at: 1 } }, 95 * DAY)).toBe(false);
  expect(renewalDue({ ...due, renewalNoticeDays: 0 }, 100 * DAY - 1)).toBe(false);
});

test('reads tokens of before pauses were kept, and keeps until when one lasts', () => {
  expect(parseStoredToken({ ...token() })).not.toHaveProperty('pausedUntil');
  for (const pausedUntil of [null, 5_000])
    expect(parseStoredToken({ ...token(), pausedUntil })).toMatchObject({ pausedUntil });
  expect(failure(() => parseStoredToken({ ...token(), pausedUntil: 'tomorrow' })).code).toBe(
    'token-malformed',
  );
});

test('names the login form on the first origin that codes may go to, and none for event-based tokens', () => {
  const at = (loginOrigins: string[]) => otpEntry({ ...token(), loginOrigins });
  expect(at(['https://bank.example', 'https://other.example'])).toBe('https://bank.example/otp-entry');
  expect(at(['http://bank.example', 'http://midori.localhost:8480'])).toBe(
    'http://midori.localhost:8480/otp-entry',
  );
  expect(at(['http://bank.example'])).toBeNull();
  expect(at([])).toBeNull();
  const otp = { kind: 'event', algorithm: 'SHA-1', digits: 6, period: null } as const;
  expect(otpEntry({ source: 'issuer', loginOrigins: ['https://bank.example'], otp })).toBeNull();
});

test('may fill on the pinned origins only, to the letter', () => {
  const own = token();
  expect(mayFill(own, 'https://bank.example')).toBe(true);
  expect(mayFill(own, 'http://midori.localhost:8480')).toBe(true);
  for (const near of [
    'http://bank.example',
    'https://bank.example:8443',
    'https://bank.example:443',
    'https://bank.example/',
    'https://bank.example.',
    'https://www.bank.example',
    'https://BANK.example',
    'https://user@bank.example',
    'https://bank.example.evil.example',
    'https://xbank.example',
    'http://midori.localhost',
    'http://midori.localhost:8481',
    'https://midori.localhost:8480',
    'null',
    '',
  ]) {
    expect(mayFill(own, near)).toBe(false);
  }
});

test('fills on https or on this machine only, even where a token names another', () => {
  for (const origin of [
    'http://bank.example',
    'ftp://bank.example',
    'http://127.0.0.1.evil.example',
    'http://localhost.',
    'http://10.0.0.1',
    'http://notlocalhost',
  ]) {
    expect(mayFill({ loginOrigins: [origin] }, origin)).toBe(false);
  }
  for (const origin of [
    'https://bank.example',
    'http://localhost:3000',
    'http://127.0.0.1:1',
    'http://[::1]:81',
  ]) {
    expect(isFillableOrigin(origin)).toBe(true);
  }
});

test('a token of the person’s own reads back, with the least and the most it may hold', () => {
  const seedOf = (length: number) => base64urlnopad.encode(new Uint8Array(length).fill(7));
  const event = { kind: 'event', algorithm: 'SHA-512', digits: 8, period: null } as const;
  for (const good of [
    {},
    { issuer: null, account: null },
    { issuer: '名'.repeat(80), account: 'a' },
    { otp: { ...OWN.otp, period: 1 } },
    { otp: { ...OWN.otp, period: 86_400 } },
    { seed: seedOf(10) },
    { seed: seedOf(256) },
    { otp: event, firstCounter: Number.MAX_SAFE_INTEGER },
    { loginOrigins: ['https://shop.example', 'http://127.0.0.1:8480'] },
    { colour: 'indigo' },
  ]) {
    const token = { ...OWN, ...good };
    expect(parseStoredToken(JSON.parse(JSON.stringify(token)))).toEqual(token);
  }
});

test('a token of the person’s own out of its bounds is refused', () => {
  const seedOf = (length: number) => base64urlnopad.encode(new Uint8Array(length).fill(7));
  for (const wrong of [
    { issuer: '' },
    { issuer: ' Example' },
    { issuer: 'a'.repeat(81) },
    { account: 'a\u0000b' },
    { account: 'a\nb' },
    { issuer: '\u202egnp.exe' },
    { issuer: '\ud800' },
    { otp: { ...OWN.otp, period: 0 } },
    { otp: { ...OWN.otp, period: 86_401 } },
    { otp: { ...OWN.otp, period: null } },
    { otp: { ...OWN.otp, digits: 9 } },
    { otp: { ...OWN.otp, algorithm: 'MD5' } },
    { otp: { ...OWN.otp, kind: 'event' } },
    { seed: seedOf(9) },
    { seed: seedOf(257) },
    { firstCounter: 1 },
    { otp: { ...OWN.otp, kind: 'event', period: null }, firstCounter: 2 ** 53 },
    { loginOrigins: ['http://shop.example'] },
    { loginOrigins: ['https://shop.example/'] },
    { loginOrigins: Array.from({ length: 17 }, (_, i) => `https://shop${i}.example`) },
    { source: 'other' },
  ]) {
    expect(failure(() => parseStoredToken({ ...OWN, ...wrong })).code).toBe('token-malformed');
  }
});

test('a token of the person’s own is always ready, never due, and has no login form to open', () => {
  expect(standing(OWN, Number.MAX_SAFE_INTEGER)).toBe('ready');
  expect(renewalDue(OWN, Number.MAX_SAFE_INTEGER)).toBe(false);
  expect(otpEntry({ ...OWN, loginOrigins: ['https://shop.example'] })).toBeNull();
});

test('shows codes of any period up to a day', () => {
  const daily = { ...OWN, otp: { ...OWN.otp, period: 86_400 } };
  expect(codeAt(daily, DAY + 1_000)).toMatchObject({ step: 1, secondsLeft: 86_399, period: 86_400 });
  expect(codeAt({ ...OWN, otp: { ...OWN.otp, period: 1 } }, 1_500)).toMatchObject({
    step: 1,
    secondsLeft: 1,
  });
});

test('an issued token may say that it may be moved, and lies without device keys once it was', () => {
  expect(token()).not.toHaveProperty('mayMove');
  expect(tokenFromActivation(activation({ mayMove: true }), LOCAL)).toMatchObject({ mayMove: true });
  for (const change of [{ mayMove: true }, { mayMove: false }, { deviceKeys: null }]) {
    expect(parseStoredToken({ ...token(), ...change })).toMatchObject(change);
  }
  expect(failure(() => parseStoredToken({ ...token(), mayMove: 1 })).code).toBe('token-malformed');
  expect(failure(() => parseStoredToken({ ...OWN, deviceKeys: '', source: 'issuer' })).code).toBe(
    'token-malformed',
  );
});
