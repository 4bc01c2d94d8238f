import fc from 'fast-check';
import { encodeQR } from 'qr';
import { decodeQR } from 'qr/decode.js';
import { expect, test } from 'vitest';
import { decodeBase45, encodeBase45 } from '../../../core/formats/base45.ts';
import { createCollector, readTransferPart, splitForQr } from '../../../core/formats/transfer.ts';
import type { TransferPart } from '../../../core/formats/types.ts';
import { pixelsOf, qrModules } from '../../support/qr-pixels.ts';
import { failure } from './sample.ts';

const anyBytes = fc.uint8Array({ minLength: 1, maxLength: 3000 });
const bytesOf = (length: number) => Uint8Array.from({ length }, (_, at) => (at * 89 + (at >> 8)) & 0xff);

function part(text: string): TransferPart {
  const read = readTransferPart(text);
  if (read === null || typeof read === 'string') throw new Error(`no part: ${read}`);
  return read;
}

test('base45 is that of RFC 9285, both ways', () => {
  for (const [plain, encoded] of [
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['base-45', 'UJCLQE7W581'],
    ['ietf!', 'QED8WEX0'],
  ] as const) {
    expect(encodeBase45(new TextEncoder().encode(plain))).toBe(encoded);
    expect(new TextDecoder().decode(decodeBase45(encoded)!)).toBe(plain);
  }
  // RFC 9285 §6: beyond two bytes, beyond one byte, no such length, no such character.
  for (const wrong of ['GGW', ':::', '::', 'A', 'abc', 'あああ']) expect(decodeBase45(wrong)).toBeNull();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
      expect(decodeBase45(encodeBase45(bytes))).toEqual(new Uint8Array(bytes));
    }),
  );
});

test('a backup comes together from its parts in any order, seen any number of times', () => {
  fc.assert(
    fc.property(anyBytes, fc.infiniteStream(fc.nat()), (backup, random) => {
      const texts = splitForQr(backup);
      const collector = createCollector();
      for (const _ of texts) collector.add(part(texts[random.next().value % texts.length]!));
      const missing = new Set(collector.missing());
      if (missing.size > 0) expect(collector.bytes()).toBeNull();
      for (const text of texts.toReversed()) {
        const read = part(text);
        expect(collector.add(read)).toMatchObject({ ok: true, news: missing.has(read.index) });
      }
      expect(collector.missing()).toEqual([]);
      expect(collector.bytes()).toEqual(new Uint8Array(backup));
    }),
  );
});

test('says how far it has come, and what is still missing', () => {
  const texts = splitForQr(bytesOf(900));
  const collector = createCollector();
  expect(collector.bytes()).toBeNull();
  expect(collector.add(part(texts[1]!))).toEqual({ ok: true, news: true, have: 1, total: 3 });
  expect(collector.add(part(texts[1]!))).toEqual({ ok: true, news: false, have: 1, total: 3 });
  expect(collector.missing()).toEqual([1, 3]);
});

test('parts of another backup are refused, and change nothing', () => {
  const [one, other] = [bytesOf(700), bytesOf(701)].map((backup) => splitForQr(backup).map(part));
  const collector = createCollector();
  collector.add(one![0]!);
  for (const foreign of other!) {
    expect(collector.add(foreign)).toEqual({ ok: false, reason: 'other-sequence', have: 1, total: 3 });
  }
  for (const own of one!) collector.add(own);
  expect(collector.bytes()).toEqual(bytesOf(700));
});

test('parts that were forged into a sequence end as damaged, not as another backup', async () => {
  const [first, second] = splitForQr(bytesOf(500)).map(part);
  const collector = createCollector();
  collector.add(first!);
  collector.add({ ...second!, bytes: second!.bytes.map((byte) => byte ^ 1) });
  expect((await failure(() => collector.bytes())).code).toBe('backup-damaged');
});

test('any one character changed makes a part damaged or no part at all', () => {
  const [text] = splitForQr(bytesOf(60));
  fc.assert(
    fc.property(
      fc.nat(text!.length - 1),
      fc.constantFrom(...'0123456789ABCXYZ $%*+-./:'),
      (at, character) => {
        if (text![at] === character) return;
        const read = readTransferPart(text!.slice(0, at) + character + text!.slice(at + 1));
        expect(read === null || read === 'part-damaged' || read === 'part-newer').toBe(true);
      },
    ),
    { numRuns: 1000 },
  );
});

test('every part fits a QR code of 65 modules a side in its denser mode, and all look alike', () => {
  for (const length of [600, 1_111, 4_000, 60_000]) {
    const texts = splitForQr(bytesOf(length));
    expect(texts).toHaveLength(Math.ceil(length / 300));
    const lengths = texts.map((text) => text.length);
    expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThan(texts.length * 2);
    expect(texts.every((text) => /^[0-9A-Z $%*+\-./:]+$/.test(text))).toBe(true);
  }
  const [text] = splitForQr(bytesOf(300));
  expect(encodeQR(text!, 'raw', { ecc: 'low', border: 1 })).toHaveLength(67);
});

test('a part drawn as a QR code reads back to the letter', () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(bytes, (backup) => {
      const [text] = splitForQr(backup);
      expect(decodeQR(pixelsOf(qrModules(text!)))).toBe(text);
    }),
    { numRuns: 25 },
  );
});

test('a part survives being trimmed or copied with a line end', () => {
  fc.assert(
    fc.property(anyBytes, (backup) => {
      for (const text of splitForQr(backup)) expect(text.trim()).toBe(text);
    }),
  );
});

test('refuses what would take more than 200 QR codes', async () => {
  expect((await failure(() => splitForQr(bytesOf(60_001)))).code).toBe('backup-too-large');
});
