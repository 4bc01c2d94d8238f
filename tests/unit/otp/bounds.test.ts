import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAppError } from '../../../core/error.ts';
import {
  equalCodes,
  hotp,
  type OtpAlgorithm,
  ocra,
  ocraClientProof,
  parseOcraSuite,
  prepareKey,
  secondsLeft,
  timeStep,
  totp,
} from '../../../core/otp/index.ts';

const SEED = new TextEncoder().encode('12345678901234567890');
const KEY = prepareKey('SHA-1', SEED);

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (isAppError(error)) return error.code;
    throw error;
  }
  return 'no error';
}

test('refuses seeds that are too short or too long and algorithms it does not know', () => {
  expect(codeOf(() => prepareKey('SHA-1', new Uint8Array(9)))).toBe('otp-key');
  expect(codeOf(() => prepareKey('SHA-1', new Uint8Array(257)))).toBe('otp-key');
  expect(codeOf(() => prepareKey('MD5' as OtpAlgorithm, SEED))).toBe('otp-algorithm');
  expect(codeOf(() => prepareKey('constructor' as OtpAlgorithm, SEED))).toBe('otp-algorithm');
});

test('refuses counters, digits, times and periods outside their range', () => {
  for (const counter of [-1, 0.5, Number.NaN, 2 ** 53, -1n, 2n ** 64n]) {
    expect(codeOf(() => hotp(KEY, counter, 6))).toBe('otp-counter');
  }
  expect(hotp(KEY, 2n ** 64n - 1n, 6)).toMatch(/^\d{6}$/);
  for (const digits of [5, 11, 6.5, Number.NaN])
    expect(codeOf(() => hotp(KEY, 0, digits))).toBe('otp-digits');
  for (const now of [-1, Number.NaN, Number.POSITIVE_INFINITY, 8.64e15 + 1]) {
    expect(codeOf(() => timeStep(now, 30))).toBe('otp-time');
  }
  for (const period of [0, -30, 1.5, 86_401]) expect(codeOf(() => timeStep(0, period))).toBe('otp-period');
  expect(codeOf(() => totp(KEY, 59_999, { period: 30, digits: 6, t0: 60 }))).toBe('otp-time');
});

test('a prepared key gives the same code however often and in whatever order it is used', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 40 }), (counters) => {
      const codes = counters.map((counter) => hotp(KEY, counter, 8));
      expect(codes).toEqual(counters.map((counter) => hotp(prepareKey('SHA-1', SEED), counter, 8)));
    }),
  );
});

test('erasing the seed after preparing a key changes nothing', () => {
  const seed = SEED.slice();
  const key = prepareKey('SHA-1', seed);
  seed.fill(0);
  expect(hotp(key, 0, 6)).toBe('755224');
});

test('counts the seconds of a step down from the period to one, and never shows zero', () => {
  expect(secondsLeft(0, 30)).toBe(30);
  expect(secondsLeft(1, 30)).toBe(30);
  expect(secondsLeft(29_000, 30)).toBe(1);
  expect(secondsLeft(29_999, 30)).toBe(1);
  expect(secondsLeft(30_000, 30)).toBe(30);
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 300 }), (now, period) => {
      const left = secondsLeft(now, period);
      expect(left).toBeGreaterThanOrEqual(1);
      expect(left).toBeLessThanOrEqual(period);
      expect(timeStep(now + left * 1000, period)).toBe(timeStep(now, period) + 1);
      if (left > 1) expect(timeStep(now + (left - 1) * 1000, period)).toBe(timeStep(now, period));
    }),
  );
});

test('finds codes equal exactly when they are', () => {
  expect(equalCodes('', '')).toBe(true);
  expect(equalCodes('123456', '1234567')).toBe(false);
  expect(equalCodes('1234567', '123456')).toBe(false);
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(equalCodes(a, b)).toBe(a === b);
      expect(equalCodes(a, a.slice())).toBe(true);
    }),
  );
});

test.for([
  '',
  'OCRA-1:HOTP-SHA1-6',
  'OCRA-2:HOTP-SHA1-6:QN08',
  'OCRA-1:HOTP-MD5-6:QN08',
  'OCRA-1:HOTP-SHA1-3:QN08',
  'OCRA-1:HOTP-SHA1-11:QN08',
  'OCRA-1:HOTP-SHA1-06:QN08',
  'OCRA-1:HOTP-SHA1-6:QN03',
  'OCRA-1:HOTP-SHA1-6:QN65',
  'OCRA-1:HOTP-SHA1-6:QN8',
  'OCRA-1:HOTP-SHA1-6:QX08',
  'OCRA-1:HOTP-SHA1-6:C',
  'OCRA-1:HOTP-SHA1-6:QN08-C',
  'OCRA-1:HOTP-SHA1-6:QN08-T1M-PSHA1',
  'OCRA-1:HOTP-SHA1-6:QN08-PMD5',
  'OCRA-1:HOTP-SHA1-6:QN08-S000',
  'OCRA-1:HOTP-SHA1-6:QN08-S513',
  'OCRA-1:HOTP-SHA1-6:QN08-S64',
  'OCRA-1:HOTP-SHA1-6:QN08-T0M',
  'OCRA-1:HOTP-SHA1-6:QN08-T60S',
  'OCRA-1:HOTP-SHA1-6:QN08-T49H',
  'OCRA-1:HOTP-SHA1-6:QN08-T1D',
  'ocra-1:hotp-sha1-6:qn08',
  'OCRA-1:HOTP-SHA1-6:QN08\n',
])('refuses %j as a suite', (text) => {
  expect(codeOf(() => parseOcraSuite(text))).toBe('ocra-suite');
});

test('reads every part of a suite, and any text either parses or is refused with the code', () => {
  expect(parseOcraSuite('OCRA-1:HOTP-SHA512-10:C-QH40-PSHA256-S064-T48H')).toEqual({
    text: 'OCRA-1:HOTP-SHA512-10:C-QH40-PSHA256-S064-T48H',
    algorithm: 'SHA-512',
    digits: 10,
    counter: true,
    challenge: { format: 'H', length: 40 },
    pin: 'SHA-256',
    session: 64,
    timeStep: 48 * 3600,
  });
  const pieces = fc.constantFrom(
    'OCRA-1',
    ':',
    'HOTP',
    '-',
    'SHA1',
    '6',
    'QN08',
    'C',
    'PSHA1',
    'S064',
    'T1M',
    '0',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces, { maxLength: 12 }).map((p) => p.join('')),
      ),
      (text) => {
        expect(['no error', 'ocra-suite']).toContain(codeOf(() => parseOcraSuite(text)));
      },
    ),
  );
});

test('refuses OCRA inputs that the suite does not name, lacks or cannot hold', () => {
  const plain = parseOcraSuite('OCRA-1:HOTP-SHA1-6:QN08');
  const full = parseOcraSuite('OCRA-1:HOTP-SHA1-6:C-QH08-PSHA1-S064-T30S');
  const inputs = { counter: 1, pin: '1234', session: new Uint8Array(64), nowMs: 0 };
  expect(ocra(KEY, full, 'deadBEEF', inputs)).toMatch(/^\d{6}$/);
  for (const challenge of ['', '123456789', '1234567a', '１２３４', 'deadbeeg']) {
    expect(codeOf(() => ocra(KEY, plain, challenge))).toBe('ocra-input');
  }
  for (const name of ['counter', 'pin', 'session', 'nowMs'] as const) {
    expect(codeOf(() => ocra(KEY, plain, '1', { [name]: inputs[name] }))).toBe('ocra-input');
    const { [name]: _, ...rest } = inputs;
    expect(codeOf(() => ocra(KEY, full, 'ff', rest))).toBe('ocra-input');
  }
  expect(codeOf(() => ocra(KEY, full, 'ff', { ...inputs, session: new Uint8Array(65) }))).toBe('ocra-input');
  expect(codeOf(() => ocra(KEY, full, 'ff', { ...inputs, counter: -1 }))).toBe('otp-counter');
  expect(codeOf(() => ocra(prepareKey('SHA-256', SEED), plain, '1'))).toBe('otp-algorithm');
  const longer = { client: '123456789', server: '1' };
  expect(codeOf(() => ocraClientProof(KEY, plain, longer))).toBe('ocra-input');
});

test('takes two challenges of the greatest length, and gives the whole MAC for a suite of no digits', () => {
  const long = 'Z'.repeat(64);
  expect(
    ocraClientProof(KEY, parseOcraSuite('OCRA-1:HOTP-SHA1-6:QA64'), { client: long, server: long }),
  ).toMatch(/^\d{6}$/);
  expect(ocra(KEY, parseOcraSuite('OCRA-1:HOTP-SHA1-0:QN08'), '1')).toMatch(/^[0-9a-f]{40}$/);
});

test('a shorter session is the same as one with leading zero bytes', () => {
  const suite = parseOcraSuite('OCRA-1:HOTP-SHA1-8:QN08-S004');
  const short = ocra(KEY, suite, '1', { session: Uint8Array.of(7) });
  expect(short).toBe(ocra(KEY, suite, '1', { session: Uint8Array.of(0, 0, 0, 7) }));
});
