import { base32, base64urlnopad } from '@scure/base';
import fc from 'fast-check';
import * as otpauth from 'otpauth';
import { generateURI } from 'otplib';
import { expect, test } from 'vitest';
import { formatOtpauth, parseOtpauth } from '../../../core/formats/otpauth.ts';
import { ownToken } from '../../../core/formats/own-token.ts';
import type { OwnTokenInput } from '../../../core/formats/types.ts';
import { codeAt, codeForCounter } from '../../../core/token/code.ts';
import { anyOwnInput, anyText, SECRET, SEED } from './sample.ts';

const MANY = { numRuns: 1000 };
const NOW = { now: 1_800_000_000_000 };

function read(text: string): OwnTokenInput {
  const result = parseOtpauth(text);
  if (!result.ok) throw new Error(`refused: ${result.reason}`);
  return result.token;
}
const refusal = (text: string) => {
  const result = parseOtpauth(text);
  return result.ok ? 'no refusal' : result.reason;
};
const totp = (query: string, label = 'Example:kana') => `otpauth://totp/${label}?${query}`;

test('reads the address as most services write it, with their unsaid values', () => {
  expect(read(`otpauth://totp/Example:kana@shop.example?secret=${SECRET}&issuer=Example`)).toEqual({
    issuer: 'Example',
    account: 'kana@shop.example',
    otp: { kind: 'time', algorithm: 'SHA-1', digits: 6, period: 30 },
    seed: SEED,
    counter: 0,
  });
});

test('reads every parameter there is', () => {
  const event = read(`otpauth://hotp/kana?secret=${SECRET}&algorithm=SHA512&digits=8&counter=42&period=60`);
  expect(event).toMatchObject({
    issuer: null,
    account: 'kana',
    otp: { kind: 'event', algorithm: 'SHA-512', digits: 8, period: null },
    counter: 42,
  });
  const time = read(totp(`secret=${SECRET}&algorithm=SHA256&digits=7&counter=42&period=60`));
  expect(time).toMatchObject({ otp: { algorithm: 'SHA-256', digits: 7, period: 60 }, counter: 0 });
});

test('begins a counter that was left out at 0', () => {
  expect(read(`otpauth://hotp/kana?secret=${SECRET}`)).toMatchObject({ otp: { kind: 'event' }, counter: 0 });
});

test('reads secrets however they are grouped, padded and cased', () => {
  for (const secret of [
    SECRET.toLowerCase(),
    `${SECRET}%3D%3D%3D`,
    `${SECRET}===`,
    SECRET.replace(/(.{4})/g, '$1%20'),
    SECRET.replace(/(.{4})/g, '$1+'),
    SECRET.replace(/(.{4})/g, '$1-'),
  ]) {
    expect(read(totp(`secret=${secret}`)).seed).toBe(SEED);
  }
});

test('drops bits left over from secrets made of random letters, as others do', () => {
  for (const letters of ['JBSWY3DPEHPK3PXPJBSWY3DPEF', 'JBSWY3DPEHPK3PXPJ', 'JBSWY3DPEHPK3PXPJB7']) {
    const theirs = otpauth.Secret.fromBase32(letters).bytes;
    expect(base64urlnopad.decode(read(totp(`secret=${letters}`)).seed)).toEqual(new Uint8Array(theirs));
  }
});

test('reads an algorithm in any of its spellings, and refuses others', () => {
  for (const [written, algorithm] of [
    ['SHA1', 'SHA-1'],
    ['sha-1', 'SHA-1'],
    ['HmacSHA1', 'SHA-1'],
    ['HMAC-SHA-256', 'SHA-256'],
    ['Sha_512', 'SHA-512'],
    ['', 'SHA-1'],
  ]) {
    expect(read(totp(`secret=${SECRET}&algorithm=${written}`)).otp.algorithm).toBe(algorithm);
  }
  for (const other of ['MD5', 'SHA224', 'SHA3-256', 'SHA', 'SHA2', '1', 'SHA256%00']) {
    expect(refusal(totp(`secret=${SECRET}&algorithm=${other}`))).toBe('algorithm');
  }
});

test('tells issuer and account apart, whoever wrote the label', () => {
  const names = (label: string, issuer?: string) => {
    const { issuer: of, account } = read(totp(`secret=${SECRET}${issuer ? `&issuer=${issuer}` : ''}`, label));
    return [of, account];
  };
  expect(names('kana')).toEqual([null, 'kana']);
  expect(names('Example:kana')).toEqual(['Example', 'kana']);
  expect(names('Example%3Akana')).toEqual(['Example', 'kana']);
  expect(names('Example:%20kana')).toEqual(['Example', 'kana']);
  expect(names('Old:kana', 'New')).toEqual(['New', 'kana']);
  expect(names('kana', 'Example')).toEqual(['Example', 'kana']);
  expect(names('Shop%3A%20Main:kana', 'Shop%3A+Main')).toEqual(['Shop: Main', 'kana']);
  expect(names('%E3%81%82%E3%81%8A%E3%81%B0:%E9%A6%99%E5%A5%88')).toEqual(['あおば', '香奈']);
  expect(names('a+b@shop.example', 'My+Shop')).toEqual(['My Shop', 'a+b@shop.example']);
  expect(names('100%:50%zz')).toEqual(['100%', '50%zz']);
  expect(names('%FF%FE:kana')).toEqual(['%FF%FE', 'kana']);
  expect(names('')).toEqual([null, null]);
  expect(names('Example:', 'Example')).toEqual(['Example', null]);
});

test('lets the first of a repeated parameter count, and passes over unknown ones', () => {
  const token = read(
    totp(`secret=${SECRET}&secret=AAAAAAAAAAAAAAAAAAAA&digits=8&digits=6&image=https://x/&lock`),
  );
  expect(token).toMatchObject({ seed: SEED, otp: { digits: 8 } });
});

test('refuses each thing that cannot be, with its reason', () => {
  for (const [text, reason] of [
    ['otpauth://steam/x?secret=AAAAAAAAAAAAAAAA', 'kind'],
    ['otpauth://constructor/x?secret=AAAAAAAAAAAAAAAA', 'kind'],
    ['otpauth://__proto__/x?secret=AAAAAAAAAAAAAAAA', 'kind'],
    ['otpauth://', 'kind'],
    ['otpauth:totp/x', 'kind'],
    ['', 'kind'],
    [totp(`secret=${SECRET}&encoder=steam`), 'kind'],
    [totp('issuer=x'), 'seed-missing'],
    [totp('secret='), 'seed-missing'],
    [totp('secret=%20-=='), 'seed-missing'],
    [totp('secret=GEZDGNBV0Y3TQOJQGEZDGNBVGY3TQOJQ'), 'seed-not-base32'],
    [totp('secret=GEZDGNBV1Y3TQOJ8GEZDGNBVGY3TQOJ9'), 'seed-not-base32'],
    [totp('secret=AAAA%3DAAAAAAAAAAAAAAAA'), 'seed-not-base32'],
    [totp('secret=%E3%81%82%E3%81%82%E3%81%82%E3%81%82%E3%81%82%E3%81%82'), 'seed-not-base32'],
    [totp(`secret=${'A'.repeat(15)}`), 'seed-too-short'],
    [totp(`secret=${'A'.repeat(412)}`), 'seed-too-long'],
    [totp(`secret=${'A'.repeat(1_000_000)}`), 'seed-too-long'],
    ...['0', '5', '9', '10', '99', '-6', '6.5', '1e1', 'six', '%EF%BC%96'].map((digits) => [
      totp(`secret=${SECRET}&digits=${digits}`),
      'digits',
    ]),
    ...['0', '-30', '86401', '3e1', '30s', '1'.repeat(400)].map((period) => [
      totp(`secret=${SECRET}&period=${period}`),
      'period',
    ]),
    ...['-1', '9007199254740992', '99999999999999999999', '0x10', 'one'].map((counter) => [
      `otpauth://hotp/x?secret=${SECRET}&counter=${counter}`,
      'counter',
    ]),
    [totp(`secret=${SECRET}`, 'a'.repeat(81)), 'name'],
    [totp(`secret=${SECRET}&issuer=${'a'.repeat(81)}`), 'name'],
    [totp(`secret=${SECRET}`, 'ka%00na'), 'name'],
    [totp(`secret=${SECRET}`, 'ka%0Ana'), 'name'],
    [totp(`secret=${SECRET}&issuer=%E2%80%AEknaB`), 'name'],
    [totp(`secret=${SECRET}`, '%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E'), 'name'],
    [totp(`secret=${SECRET}&issuer=<b>Bank</b>`), 'name'],
  ] as [string, string][]) {
    expect([text.slice(0, 120), refusal(text)]).toEqual([text.slice(0, 120), reason]);
  }
});

test('accepts the least and the most of each', () => {
  expect(read(totp(`secret=${'A'.repeat(16)}&period=1&digits=6`)).otp.period).toBe(1);
  expect(read(totp(`secret=${'A'.repeat(410)}&period=86400&digits=8`)).otp.period).toBe(86_400);
  expect(read(`otpauth://hotp/x?secret=${SECRET}&counter=9007199254740991`).counter).toBe(2 ** 53 - 1);
});

test('writes what it reads back the same, whatever the names hold', () => {
  fc.assert(
    fc.property(anyOwnInput, (input) => {
      const address = formatOtpauth(ownToken(input, NOW), input.counter);
      expect(read(address)).toEqual(input);
      expect(read(address.replace(/^otpauth/, 'OTPAUTH'))).toEqual(input);
    }),
    MANY,
  );
});

test('never throws, whatever it is given', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        anyText(60),
        anyText(60).map((rest) => `otpauth://totp/${rest}`),
        fc.tuple(fc.string(), fc.string()).map(([label, rest]) => totp(`secret=${SECRET}&${rest}`, label)),
      ),
      (text) => {
        const result = parseOtpauth(text);
        if (result.ok) expect(() => ownToken(result.token, NOW)).not.toThrow();
      },
    ),
    MANY,
  );
});

test('another library reads what is written here, and computes the same codes', () => {
  fc.assert(
    fc.property(anyOwnInput, fc.integer({ min: 0, max: 4_000_000_000_000 }), (input, timestamp) => {
      const token = ownToken(input, NOW);
      const theirs = otpauth.URI.parse(formatOtpauth(token, input.counter));
      if (theirs instanceof otpauth.TOTP) {
        expect(theirs.generate({ timestamp })).toBe(codeAt(token, timestamp).code);
      } else {
        expect(theirs.counter).toBe(input.counter);
        expect(theirs.generate({ counter: input.counter })).toBe(codeForCounter(token, input.counter));
      }
    }),
    { numRuns: 300 },
  );
});

test('reads what other libraries write', () => {
  const name = fc
    .stringMatching(/^[A-Za-z0-9@. あ漢+%&-]{1,20}$/)
    .map((text) => text.trim())
    .filter(Boolean);
  fc.assert(
    fc.property(anyOwnInput, name, name, (input, issuer, account) => {
      const { otp, counter } = input;
      const seed = base64urlnopad.decode(input.seed);
      const expected = { ...input, issuer, account };
      const common = {
        issuer,
        label: account,
        algorithm: otp.algorithm.replace('-', ''),
        digits: otp.digits,
      };
      const secret = new otpauth.Secret({ buffer: seed.slice().buffer });
      const first =
        otp.period === null
          ? new otpauth.HOTP({ ...common, secret, counter })
          : new otpauth.TOTP({ ...common, secret, period: otp.period });
      expect(read(first.toString())).toEqual(expected);
      const second = generateURI({
        strategy: otp.kind === 'time' ? 'totp' : 'hotp',
        issuer,
        label: account,
        secret: base32.encode(seed),
        algorithm: common.algorithm.toLowerCase() as 'sha1',
        digits: otp.digits as 6,
        ...(otp.period === null ? { counter } : { period: otp.period }),
      });
      expect(read(second)).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});
