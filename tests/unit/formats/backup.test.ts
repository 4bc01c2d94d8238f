import { createHash } from 'node:crypto';
import { base64urlnopad } from '@scure/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BACKUP_COST, checkBackup, openBackup, sealBackup } from '../../../core/formats/backup.ts';
import { ownToken } from '../../../core/formats/own-token.ts';
import { createCollector, readTransferPart, splitForQr } from '../../../core/formats/transfer.ts';
import type { BackupContents, BackupToken, TransferPart } from '../../../core/formats/types.ts';
import type { KeyDerivation } from '../../../core/kdf/cost.ts';
import type { StoredToken } from '../../../core/token/model.ts';
import { cheapDerivation } from '../../support/vault-ports.ts';
import { anyOwnInput, anyText, exampleIssued, exampleOwn, failure, SEED } from './sample.ts';

const PASSPHRASE = 'correct horse battery staple';
const PORTS = { crypto, derive: cheapDerivation(crypto) };
/** For what must be refused before a passphrase is worth anything. */
const NEVER: KeyDerivation = () => Promise.reject(new Error('a key was derived'));
const eventOwn = exampleOwn({
  otp: { kind: 'event', algorithm: 'SHA-1', digits: 6, period: null },
  firstCounter: 5,
});
const CONTENTS: BackupContents = {
  madeAt: 1_800_000_000_000,
  tokens: [
    { token: exampleIssued(), given: 0 },
    { token: exampleOwn(), given: 0 },
    { token: eventOwn, given: 12 },
  ],
};
const seal = (contents = CONTENTS, passphrase = PASSPHRASE) => sealBackup(contents, passphrase, PORTS);
const open = (file: Uint8Array, passphrase = PASSPHRASE) => openBackup(file, passphrase, PORTS);
/** The file with another checksum, as someone who forges one would write it. */
function resealed(file: Uint8Array): Uint8Array {
  const body = file.subarray(0, -8);
  return new Uint8Array([...body, ...createHash('sha256').update(body).digest().subarray(0, 8)]);
}
function altered(file: Uint8Array, at: number, ...bytes: number[]): Uint8Array {
  const copy = file.slice();
  copy.set(bytes, at);
  return copy;
}

test('opens what was sealed, device keys and the last state left behind', async () => {
  const [issued, ...own] = CONTENTS.tokens;
  expect(await open(await seal())).toEqual({
    madeAt: CONTENTS.madeAt,
    tokens: [{ ...issued, token: { ...issued!.token, deviceKeys: null, lastState: null } }, ...own],
  });
});

test('opens with the passphrase in any Unicode form and with blanks around it', async () => {
  expect(await open(await seal(CONTENTS, 'ﾌﾀﾞの がぎぐげご'), ' フダの がぎぐげご　')).toMatchObject({
    madeAt: CONTENTS.madeAt,
  });
});

test('keeps whatever tokens there are', async () => {
  const tokens = fc.array(
    fc.tuple(anyOwnInput, fc.maxSafeNat()).map(([input, given]): BackupToken => {
      const token = ownToken(input, { now: 1 });
      return { token, given: token.otp.kind === 'event' ? given : 0 };
    }),
    { maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(tokens, fc.nat(), anyText(40), async (some, madeAt, passphrase) => {
      const file = await seal({ madeAt, tokens: some }, passphrase);
      expect(await open(file, passphrase)).toEqual({ madeAt, tokens: some });
    }),
    { numRuns: 60 },
  );
});

test('a wrong passphrase is told from a file that is damaged', async () => {
  const file = await seal();
  for (const wrong of ['', 'correct horse battery stapl', PASSPHRASE.toUpperCase()]) {
    expect((await failure(() => open(file, wrong))).code).toBe('backup-passphrase');
  }
});

test('with any byte changed it is refused, and nothing is derived for it', async () => {
  const file = await seal();
  for (let at = 0; at < file.length; at += 1) {
    const { code } = await failure(() =>
      openBackup(altered(file, at, file[at]! ^ (1 << (at % 8))), PASSPHRASE, { crypto, derive: NEVER }),
    );
    expect(code).toBe(at < 8 ? 'backup-foreign' : 'backup-damaged');
  }
});

test('with any byte forged, checksum and all, it is refused too', async () => {
  const file = await seal();
  for (let at = 0; at < file.length - 8; at += 1) {
    const { code } = await failure(() => open(resealed(altered(file, at, file[at]! ^ (1 << (at % 8))))));
    expect(code).toMatch(/^backup-(foreign|newer|damaged|cost|passphrase)$/);
  }
});

test('cut short anywhere, or with something after it, it is refused without deriving', async () => {
  const file = await seal();
  const ports = { crypto, derive: NEVER };
  for (let length = 0; length < file.length; length += 7) {
    const { code } = await failure(() => openBackup(file.subarray(0, length), PASSPHRASE, ports));
    expect(code).toBe(length < 8 ? 'backup-foreign' : 'backup-damaged');
  }
  const longer = new Uint8Array([...file, 0]);
  expect((await failure(() => openBackup(longer, PASSPHRASE, ports))).code).toBe('backup-damaged');
});

test('what asks for more work than is ever done is refused at once', async () => {
  const file = await seal();
  const ports = { crypto, derive: NEVER };
  for (const cost of [
    [0x00, 0x40, 0x00, 0x00, 0, 0, 0, 3, 4], // 4 GiB
    [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    [0x00, 0x01, 0x00, 0x00, 0, 0, 0, 11, 1], // 11 passes
    [0x00, 0x01, 0x00, 0x00, 0, 0, 0, 3, 5], // 5 lanes
    [0x00, 0x00, 0x00, 0x08, 0, 0, 0, 1, 1], // next to none: a key that was never ours
    [0, 0, 0, 0, 0, 0, 0, 0, 0],
  ]) {
    const forged = resealed(altered(file, 9, ...cost));
    expect((await failure(() => openBackup(forged, PASSPHRASE, ports))).code).toBe('backup-cost');
    expect((await failure(() => checkBackup(forged))).code).toBe('backup-cost');
  }
});

test('a later version, another file and one too large are told apart, before a passphrase is asked for', async () => {
  const file = await seal();
  const told = async (other: Uint8Array) => (await failure(() => checkBackup(other))).code;
  expect(await told(file)).toBe('no error');
  expect(await told(resealed(altered(file, 8, 2)))).toBe('backup-newer');
  expect(await told(resealed(new Uint8Array([...file.subarray(0, 8), 200, ...new Uint8Array(20)])))).toBe(
    'backup-newer',
  );
  expect(await told(resealed(altered(file, 8, 0)))).toBe('backup-damaged');
  expect(await told(resealed(file.slice(0, 60)))).toBe('backup-damaged');
  expect(await told(new Uint8Array(0))).toBe('backup-foreign');
  expect(await told(new TextEncoder().encode('%PDF-1.7 …'))).toBe('backup-foreign');
  expect(await told(new Uint8Array(4 * 1024 * 1024 + 1))).toBe('backup-too-large');
});

test('never writes an issued token that its institution does not let go', async () => {
  const { mayMove: _, ...bound } = exampleIssued();
  for (const token of [exampleIssued({ mayMove: false }), bound]) {
    await expect(seal({ madeAt: 0, tokens: [{ token, given: 0 }] })).rejects.toThrow(TypeError);
  }
});

test('says little of how much is inside', async () => {
  const lengths = new Set<number>();
  for (let count = 0; count <= 4; count += 1) {
    const tokens = Array.from({ length: count }, () => ({ token: exampleOwn(), given: 0 }));
    lengths.add((await seal({ madeAt: 0, tokens })).length);
  }
  expect(lengths.size).toBe(1);
});

test('two backups of the same have nothing in common but their beginning', async () => {
  const [a, b] = [await seal(), await seal()];
  expect(a.subarray(0, 18)).toEqual(b.subarray(0, 18));
  expect(a.subarray(18, 34)).not.toEqual(b.subarray(18, 34));
  expect(a.subarray(34, 46)).not.toEqual(b.subarray(34, 46));
  expect(a.subarray(46)).not.toEqual(b.subarray(46));
});

test('asks the derivation for what a backup costs', async () => {
  const asked: unknown[] = [];
  const derive: KeyDerivation = async (input) => {
    asked.push({ ...input, salt: input.salt.length });
    return new Uint8Array(32);
  };
  await openBackup(await sealBackup(CONTENTS, 'ｐａｓｓ', { crypto, derive }), 'pass ', { crypto, derive });
  expect(asked).toEqual(Array(2).fill({ code: 'pass', salt: 16, ...BACKUP_COST }));
  expect(BACKUP_COST).toEqual({ memory: 65_536, iterations: 3, parallelism: 4 });
});

test('travels by QR codes: five issued tokens take no more than eight', async () => {
  const tokens = Array.from({ length: 5 }, (_, n) => ({
    token: exampleIssued({
      tokenId: `FUDA-0000-000${n}`,
      seed: base64urlnopad.encode(crypto.getRandomValues(new Uint8Array(32))),
    }),
    given: 0,
  }));
  const file = await seal({ madeAt: 1, tokens });
  const texts = splitForQr(file);
  expect(texts.length).toBeLessThanOrEqual(8);
  const collector = createCollector();
  for (const text of texts) collector.add(readTransferPart(text) as TransferPart);
  expect((await open(collector.bytes()!)).tokens).toHaveLength(5);
});

test('holds no more tokens than a vault takes at once', async () => {
  const some = (count: number) => ({
    madeAt: 1,
    tokens: Array<BackupToken>(count).fill(CONTENTS.tokens[1]!),
  });
  expect((await open(await seal(some(10_000)))).tokens).toHaveLength(10_000);
  expect((await failure(() => seal(some(10_001)))).code).toBe('backup-too-large');
});

test('a thousand tokens fit a file', async () => {
  const tokens = Array.from({ length: 1000 }, () => ({
    token: exampleIssued({ seed: base64urlnopad.encode(crypto.getRandomValues(new Uint8Array(64))) }),
    given: 0,
  }));
  expect((await open(await seal({ madeAt: 1, tokens }))).tokens).toHaveLength(1000);
});

test('refusals never quote a seed', async () => {
  const bad = { ...exampleOwn(), firstCounter: -1 } as StoredToken;
  const { code, text } = await failure(async () =>
    open(await seal({ madeAt: 1, tokens: [{ token: bad, given: 0 }] })),
  );
  expect(code).toBe('backup-damaged');
  expect(text).not.toContain(SEED.slice(0, 8));
});
