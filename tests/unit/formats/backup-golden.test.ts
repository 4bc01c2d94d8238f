import { Buffer } from 'node:buffer';
import { argon2Sync, createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openBackup, sealBackup } from '../../../core/formats/backup.ts';
import { deriveArgon2id } from '../../../core/kdf/argon2id.ts';
import type { KdfCost, KeyDerivation } from '../../../core/kdf/cost.ts';
import { exampleIssued, exampleOwn, failure } from './sample.ts';

/** `docs/formats.md`, written out again with Node's own cryptography: a change here costs people their backups. */

const PASSPHRASE = 'ふだの 合い言葉';
const FLOOR = { memory: 19_456, iterations: 2, parallelism: 1 };
const moved = { ...exampleIssued(), deviceKeys: null, lastState: null };
const CONTENTS = {
  madeAt: 1_800_000_000_000,
  tokens: [
    { token: moved, given: 0 },
    { token: exampleOwn(), given: 0 },
  ],
};

function numbers(...values: [number, 1 | 4][]): Buffer {
  return Buffer.concat(
    values.map(([value, length]) => {
      const bytes = Buffer.alloc(length);
      bytes.writeUIntBE(value, 0, length);
      return bytes;
    }),
  );
}

/** Node's Argon2id; each answer is computed once. */
const known = new Map<string, Buffer>();
function keyOf(
  salt: Uint8Array,
  { memory, iterations, parallelism }: KdfCost,
  code = PASSPHRASE.normalize('NFKC').trim(),
): Buffer {
  const name = JSON.stringify([[...salt], memory, iterations, parallelism, code]);
  const options = { message: Buffer.from(code), nonce: salt, memory, passes: iterations, parallelism };
  const key = known.get(name) ?? argon2Sync('argon2id', { ...options, tagLength: 32 });
  known.set(name, key);
  return key;
}

/** A file as the document describes it, around any bytes in place of the packed ones. */
function file(plaintext: Buffer): Uint8Array {
  const [salt, nonce] = [Buffer.alloc(16, 3), Buffer.alloc(12, 9)];
  const cost = numbers([FLOOR.memory, 4], [FLOOR.iterations, 4], [FLOOR.parallelism, 1]);
  const header = Buffer.concat([Buffer.from('FUDABACK'), Buffer.of(1), cost, salt, nonce]);
  const cipher = createCipheriv('aes-256-gcm', keyOf(salt, FLOOR), nonce).setAAD(header);
  const body = Buffer.concat([header, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
  return new Uint8Array(Buffer.concat([body, createHash('sha256').update(body).digest().subarray(0, 8)]));
}

function packed(text: string | Uint8Array): Buffer {
  const small = deflateRawSync(text);
  const plain = Buffer.concat([numbers([small.length, 4]), small]);
  return Buffer.concat([plain, Buffer.alloc((512 - (plain.length % 512)) % 512)]);
}

const ports = { crypto, derive: deriveArgon2id };
/** Node's own Argon2id where it is not the subject. */
const quick: KeyDerivation = async ({ code, salt, ...cost }) => new Uint8Array(keyOf(salt, cost, code));
const refusal = async (plaintext: Buffer) =>
  (await failure(() => openBackup(file(plaintext), PASSPHRASE, { crypto, derive: quick }))).code;
const withTokens = (...tokens: unknown[]) => packed(JSON.stringify({ madeAt: 1, tokens }));

test('reads a backup laid out as the format document says', async () => {
  expect(await openBackup(file(packed(JSON.stringify(CONTENTS))), PASSPHRASE, ports)).toEqual(CONTENTS);
});

test('writes backups that read as the format document says', async () => {
  const bytes = Buffer.from(await sealBackup(CONTENTS, PASSPHRASE, ports));
  expect(bytes.subarray(0, 9).toString('latin1')).toBe('FUDABACK\u0001');
  const cost = {
    memory: bytes.readUInt32BE(9),
    iterations: bytes.readUInt32BE(13),
    parallelism: bytes.readUInt8(17),
  };
  expect(cost).toEqual({ memory: 65_536, iterations: 3, parallelism: 4 });
  const body = bytes.subarray(0, -8);
  expect(bytes.subarray(-8)).toEqual(createHash('sha256').update(body).digest().subarray(0, 8));
  const decipher = createDecipheriv(
    'aes-256-gcm',
    keyOf(bytes.subarray(18, 34), cost),
    bytes.subarray(34, 46),
  );
  decipher.setAAD(bytes.subarray(0, 46)).setAuthTag(body.subarray(-16));
  const plain = Buffer.concat([decipher.update(body.subarray(46, -16)), decipher.final()]);
  expect(plain.length % 512).toBe(0);
  const length = plain.readUInt32BE(0);
  expect(plain.subarray(4 + length).every((byte) => byte === 0)).toBe(true);
  expect(JSON.parse(inflateRawSync(plain.subarray(4, 4 + length)).toString())).toEqual(CONTENTS);
});

test('takes no device keys from a backup, even where one holds some', async () => {
  const forged = withTokens({ token: { ...moved, deviceKeys: 'device' }, given: 0 });
  expect((await openBackup(file(forged), PASSPHRASE, { crypto, derive: quick })).tokens[0]!.token).toEqual(
    moved,
  );
});

test('shows no name that a forged backup dresses up', async () => {
  const name = { ja: 'み\u202eどり\u0007', en: '<b>Midori\u2066' };
  const dressed = {
    ...moved,
    displayName: '\u202e',
    institution: { id: 'midori', name },
    service: { ...moved.service, name },
  };
  const opened = await openBackup(file(withTokens({ token: dressed, given: 0 })), PASSPHRASE, {
    crypto,
    derive: quick,
  });
  const plain = { ja: 'みどり', en: 'bMidori' };
  expect(opened.tokens[0]!.token).toMatchObject({
    displayName: null,
    institution: { name: plain },
    service: { name: plain },
  });
  const nameless = { ...dressed, service: { ...moved.service, name: { ja: '\u202e', en: 'x' } } };
  expect(await refusal(withTokens({ token: nameless, given: 0 }))).toBe('backup-damaged');
});

test('refuses contents that no backup of ours holds', async () => {
  const event = exampleOwn({ otp: { kind: 'event', algorithm: 'SHA-1', digits: 6, period: null } });
  for (const [plaintext, code] of [
    [Buffer.alloc(0), 'backup-damaged'],
    [Buffer.alloc(512), 'backup-damaged'],
    [Buffer.alloc(512, 0xff), 'backup-damaged'],
    [packed('not JSON'), 'backup-damaged'],
    [packed(Buffer.of(0xff, 0xfe)), 'backup-damaged'],
    [packed('null'), 'backup-damaged'],
    [packed('{"madeAt":1}'), 'backup-damaged'],
    [packed('{"madeAt":-1,"tokens":[]}'), 'backup-damaged'],
    [packed('{"madeAt":1,"tokens":[],"more":1}'), 'backup-damaged'],
    [withTokens({ token: exampleOwn() }), 'backup-damaged'],
    [withTokens({ token: exampleOwn(), given: 1 }), 'backup-damaged'],
    [withTokens({ token: event, given: -1 }), 'backup-damaged'],
    [withTokens({ token: { ...exampleOwn(), issuer: 'a\u0000b' }, given: 0 }), 'backup-damaged'],
    [withTokens({ token: { ...exampleOwn(), issuer: '<b>' }, given: 0 }), 'backup-damaged'],
    [withTokens({ token: { ...exampleOwn(), seed: 'AAAA' }, given: 0 }), 'backup-damaged'],
    [withTokens({ token: { ...exampleOwn(), v: 2 }, given: 0 }), 'backup-newer'],
    // A few kilobytes that inflate beyond what is ever read.
    [packed(Buffer.alloc(16 * 1024 * 1024, 0x20)), 'backup-damaged'],
  ] as [Buffer, string][]) {
    expect(await refusal(plaintext)).toBe(code);
  }
});
