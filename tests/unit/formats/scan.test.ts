import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readScanned } from '../../../core/formats/scan.ts';
import { splitForQr } from '../../../core/formats/transfer.ts';
import { luhnCheckDigit } from '../../../core/protocol/ids.ts';
import { makeSetupLink } from '../../../core/protocol/setup-link.ts';
import { anyText, SECRET, SEED } from './sample.ts';

const IDS = { serviceId: '10000024', userId: '123456789015' };
const FRAGMENT = '#setup?s=10000024&u=123456789015';
const reason = (text: string) => {
  const read = readScanned(text);
  return read.kind === 'refused' ? read.reason : read.kind;
};

test('finds the numbers of a set-up link, and nothing of whose link it is', () => {
  for (const link of [
    makeSetupLink('https://app.example', IDS),
    makeSetupLink('http://app.localhost:8480/', IDS),
    makeSetupLink('http://127.0.0.1:8480', IDS),
    `https://someone-else.example/any/path?authority=https://evil.example${FRAGMENT}`,
    `HTTPS://APP.EXAMPLE/${FRAGMENT}`,
    `  https://app.example/${FRAGMENT}\n`,
    `https://app.example/${FRAGMENT.slice(0, 20)}\n${FRAGMENT.slice(20)}`,
  ]) {
    expect(readScanned(link)).toEqual({ kind: 'set-up', ...IDS });
  }
});

test('says when the numbers of a set-up link are wrong', () => {
  for (const fragment of [
    '#setup',
    '#setup?',
    '#setup?s=10000024',
    '#setup?s=10000024&u=123456789016',
    '#setup?s=1&u=123456789015',
    '#setup?s=<script>&u=123456789015',
  ]) {
    expect(reason(`https://app.example/${fragment}`)).toBe('set-up-numbers');
  }
});

test('reads an authenticator’s address and says why it cannot', () => {
  expect(readScanned(` otpauth://totp/Example:kana?secret=${SECRET} `)).toMatchObject({
    kind: 'own',
    token: { issuer: 'Example', account: 'kana', seed: SEED },
  });
  expect(reason('otpauth://totp/x?secret=short')).toBe('seed-too-short');
  expect(reason('otpauth://totp/x?secret=GEZDGNBV0')).toBe('seed-not-base32');
  expect(reason(`otpauth://totp/x?secret=${SECRET}&period=0`)).toBe('period');
  expect(reason(`otpauth://totp/x?secret=${SECRET}&digits=99`)).toBe('digits');
  expect(reason(`otpauth://totp/<b>x</b>?secret=${SECRET}`)).toBe('name');
  expect(reason('OTPAUTH:anything')).toBe('kind');
});

test('reads a part of a move, and tells a damaged one and one of a later version', () => {
  const [part] = splitForQr(new Uint8Array(50).fill(7));
  expect(readScanned(`${part}\n`)).toMatchObject({ kind: 'part', part: { index: 1, total: 1 } });
  expect(reason(part!.replace('FUDA1:', 'FUDA2:'))).toBe('part-newer');
  expect(reason(part!.replace('FUDA1:', 'FUDA0:'))).toBe('part-damaged');
  expect(reason(part!.slice(0, -3))).toBe('part-damaged');
  expect(reason('FUDA1:')).toBe('part-damaged');
  expect(reason('FUDA1:あ:')).toBe('part-damaged');
});

test('refuses everything else with its reason', () => {
  for (const [text, expected] of [
    ['', 'empty'],
    [' \n\t\u3000', 'empty'],
    ['a'.repeat(4097), 'too-long'],
    ['\u0000'.repeat(1_000_000), 'too-long'],
    [`otpauth://totp/${'a'.repeat(1_000_000)}`, 'too-long'],
    ['\u0000\u0001\u0002', 'not-text'],
    ['%PDF-1.7\u0000', 'not-text'],
    ['\ufffd\ufffdJFIF', 'not-text'],
    ['otpauth://totp/x\u0007?secret=AAAA', 'not-text'],
    ['otpauth-migration://offline?data=CjEKCkhlbGxvId6tvu8', 'migration'],
    ['https://bank.example/login', 'other-link'],
    ['https://app.example/#other', 'other-link'],
    ['https://app.example/#setupper', 'other-link'],
    [`http://app.example/${FRAGMENT}`, 'other-link'],
    [`http://127.0.0.1.evil.example/${FRAGMENT}`, 'other-link'],
    ['https://', 'other-link'],
    ['http://[', 'other-link'],
    ['javascript:alert(1)', 'other-scheme'],
    [`javascript:alert(1)//https://app.example/${FRAGMENT}`, 'other-scheme'],
    ['data:text/html,<script>alert(1)</script>', 'other-scheme'],
    ['<script>alert(1)</script>', 'other-scheme'],
    ['<img src=x onerror=alert(1)>', 'other-scheme'],
    ['WIFI:T:WPA;S:cafe;P:password;;', 'other-scheme'],
    ['BEGIN:VCARD\r\nN:Kana\r\nEND:VCARD', 'other-scheme'],
    ['MAILTO:kana@shop.example', 'other-scheme'],
    ['tel:0312345678', 'other-scheme'],
    ['4901234567894', 'other-scheme'],
    [SECRET, 'other-scheme'],
    [FRAGMENT, 'other-scheme'],
    ['ふだ', 'other-scheme'],
  ] as const) {
    expect([text.slice(0, 60), reason(text)]).toEqual([text.slice(0, 60), expected]);
  }
});

test('never throws, whatever a camera saw', () => {
  const beginnings = fc.constantFrom(
    '',
    'otpauth://totp/',
    'https://a.example/#setup?',
    'FUDA1:',
    'otpauth-',
    'http://',
  );
  fc.assert(
    fc.property(beginnings, anyText(5000), (beginning, rest) => {
      expect(['set-up', 'own', 'part', 'refused']).toContain(readScanned(beginning + rest).kind);
    }),
    { numRuns: 2000 },
  );
});

test('reads every set-up link that is ever made', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{8}$/), fc.stringMatching(/^\d{11}$/), (serviceId, digits) => {
      const ids = { serviceId, userId: digits + luhnCheckDigit(digits) };
      expect(readScanned(makeSetupLink('https://app.example', ids))).toEqual({ kind: 'set-up', ...ids });
    }),
  );
});
