import { execFileSync, spawnSync } from 'node:child_process';
import { base32nopad, base64urlnopad } from '@scure/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type OwnByHand, readOwnByHand } from '../../../core/formats/by-hand.ts';
import { ownToken } from '../../../core/formats/own-token.ts';
import { codeAt } from '../../../core/token/code.ts';
import { anyOwnInput, anyText, SECRET, SEED } from './sample.ts';

const TYPED: OwnByHand = {
  issuer: 'Example',
  account: 'kana',
  secret: SECRET,
  kind: 'time',
  algorithm: 'SHA-1',
  digits: '6',
  period: '30',
  counter: '0',
};
const faults = (change: Partial<OwnByHand>) => {
  const read = readOwnByHand({ ...TYPED, ...change });
  return read.ok ? {} : read.faults;
};
const seedOf = (secret: string) => {
  const read = readOwnByHand({ ...TYPED, secret });
  return read.ok ? read.token.seed : read.faults;
};

test('reads whatever token can be added, as typed', () => {
  fc.assert(
    fc.property(anyOwnInput, (input) => {
      const read = readOwnByHand({
        issuer: input.issuer ?? '',
        account: input.account ?? '',
        secret: base32nopad.encode(base64urlnopad.decode(input.seed)),
        kind: input.otp.kind,
        algorithm: input.otp.algorithm,
        digits: String(input.otp.digits),
        period: String(input.otp.period ?? 'not looked at'),
        counter: input.otp.kind === 'event' ? String(input.counter) : 'not looked at',
      });
      expect(read).toEqual({ ok: true, token: input });
    }),
  );
});

test('takes secrets as people type them: in groups, in small letters, full-width, with any dash', () => {
  const groups = SECRET.match(/.{4}/g)!;
  for (const secret of [
    groups.join(' '),
    groups.join('-').toLowerCase(),
    groups.join('ー'),
    groups.join('−'),
    groups.join('\u3000'),
    `\u200b${groups.join('\n')}\t`,
    SECRET.replace(/./g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
    `${SECRET}====`,
  ]) {
    expect(seedOf(secret)).toBe(SEED);
  }
});

test('takes full-width digits and blanks around names', () => {
  expect(readOwnByHand({ ...TYPED, issuer: ' あおば ', digits: '８', period: ' ６０ ' })).toMatchObject({
    token: { issuer: 'あおば', otp: { digits: 8, period: 60 } },
  });
});

test('says of each field what is wrong with it, all at once', () => {
  expect(
    readOwnByHand({
      issuer: 'a'.repeat(81),
      account: 'a\nb',
      secret: '',
      kind: 'totp',
      algorithm: 'MD5',
      digits: '99',
      period: '30',
      counter: '0',
    }),
  ).toEqual({
    ok: false,
    faults: {
      issuer: 'name',
      account: 'name',
      secret: 'seed-missing',
      kind: 'kind',
      algorithm: 'algorithm',
      digits: 'digits',
    },
  });
  for (const period of ['', '0', '86401', '-1', '1.5', '３０秒'])
    expect(faults({ period })).toEqual({ period: 'period' });
  for (const counter of ['', '-1', '9007199254740992', 'x'])
    expect(faults({ kind: 'event', counter })).toEqual({ counter: 'counter' });
});

test('looks at the period of time-based tokens and at the counter of event-based ones only', () => {
  expect(faults({ counter: 'x' })).toEqual({});
  expect(faults({ kind: 'event', period: 'x' })).toEqual({});
});

test('does not guess at characters that look like others, nor at one that is missing', () => {
  for (const secret of [
    SECRET.replace('O', '0'),
    SECRET.replace('I', '1'),
    SECRET.replace('B', '8'),
    `${SECRET}!`,
  ])
    expect(faults({ secret })).toEqual(secret === SECRET ? {} : { secret: 'seed-not-base32' });
  expect(faults({ secret: `${SECRET}A` })).toEqual({ secret: 'seed-not-base32' });
  expect(faults({ secret: `${SECRET}AAA` })).toEqual({ secret: 'seed-not-base32' });
  expect(faults({ secret: SECRET.slice(0, 15) })).toEqual({ secret: 'seed-too-short' });
  expect(faults({ secret: 'A'.repeat(416) })).toEqual({ secret: 'seed-too-long' });
  expect(faults({ secret: 'A'.repeat(1_000_000) })).toEqual({ secret: 'seed-too-long' });
});

test('never throws, and what it lets through can be kept', () => {
  const text = fc.oneof(anyText(60), fc.constantFrom('6', '30', 'time', 'event', 'SHA-256', SECRET));
  const fields = fc.record({
    issuer: text,
    account: text,
    secret: text,
    kind: text,
    algorithm: text,
    digits: text,
    period: text,
    counter: text,
  });
  fc.assert(
    fc.property(fields, (typed) => {
      const read = readOwnByHand(typed);
      if (read.ok) expect(ownToken(read.token, { now: 1 })).toMatchObject({ seed: read.token.seed });
      else expect(Object.keys(read.faults)).not.toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

test.runIf(spawnSync('oathtool', ['--version']).status === 0)(
  'shows the codes that oathtool computes from the same typed secret',
  () => {
    const now = 1_800_000_000_000;
    for (const [algorithm, option] of [
      ['SHA-1', 'sha1'],
      ['SHA-256', 'sha256'],
      ['SHA-512', 'sha512'],
    ] as const) {
      const read = readOwnByHand({ ...TYPED, algorithm, digits: '8', period: '45' });
      if (!read.ok) throw new Error('refused');
      const theirs = execFileSync(
        'oathtool',
        [`--totp=${option}`, '--base32', '--digits=8', '--time-step-size=45s', `--now=@${now / 1000}`, '-'],
        { input: SECRET, encoding: 'utf8' },
      ).trim();
      expect(codeAt(ownToken(read.token, { now }), now).code).toBe(theirs);
    }
  },
);
