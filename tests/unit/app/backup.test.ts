import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { BackupPreview, TokenApp } from '../../../core/app/types.ts';
import type { OwnTokenInput } from '../../../core/formats/types.ts';
import { openDoor } from '../../../core/vault/door.ts';
import { type AppDevice, addOwnTo, eventInput, makeAppDevice, ownInput } from '../../support/app-device.ts';
import { exampleToken } from '../../support/vault-ports.ts';

const PASSPHRASE = 'xk4t-9fmc-h2pv-r7dw';
const movable = (over: object = {}) => exampleToken({ tokenId: 'FUDA-8765-4321', mayMove: true, ...over });

let old: AppDevice;
let app: TokenApp;
beforeEach(async () => {
  old = makeAppDevice();
  old.clock.set(Date.UTC(2026, 10, 22, 14, 59));
  await old.keep(exampleToken(), movable({ displayName: '本店用' }));
  app = await old.tab();
});

async function backupOf(of: TokenApp): Promise<Uint8Array<ArrayBuffer>> {
  const made = await of.makeBackup(PASSPHRASE);
  if (!made.ok) throw new Error(made.reason);
  return made.bytes;
}
async function previewOf(of: TokenApp, bytes: Uint8Array<ArrayBuffer>): Promise<BackupPreview> {
  const read = await of.readBackup(bytes, PASSPHRASE);
  if (!read.ok) throw new Error(read.reason);
  return read.preview;
}

describe('making one', () => {
  test('takes own tokens and those that may move, and names what has to stay', async () => {
    const id = await addOwnTo(app, ownInput());
    const plan = app.planBackup();
    expect(plan.leaving.map(({ leaving }) => leaving)).toEqual(['sealed', 'free']);
    expect(plan.staying.map((token) => token.source === 'issuer' && token.tokenId)).toEqual([
      'FUDA-1234-5678',
    ]);
    const made = await app.makeBackup(PASSPHRASE);
    // The day in Japan: a minute to midnight there.
    expect(made).toMatchObject({ ok: true, fileName: 'fuda-2026-11-22.fuda', plan });
    old.clock.advance(60_000);
    expect(await app.makeBackup(PASSPHRASE)).toMatchObject({ fileName: 'fuda-2026-11-23.fuda' });
    expect(app.tokens.value.map((token) => token.id)).toContain(id);
  });

  test('is refused where nothing may leave', async () => {
    await app.remove(app.tokens.value[1]?.id ?? '');
    expect(await app.makeBackup(PASSPHRASE)).toEqual({ ok: false, reason: 'nothing-to-save' });
    expect(await (await makeAppDevice().tab()).makeBackup(PASSPHRASE)).toMatchObject({ ok: false });
  });

  test('a derivation that cannot run is told, not thrown', async () => {
    const broken = await old.tab({ derive: () => Promise.reject(new Error('no worker')) });
    expect(await broken.makeBackup(PASSPHRASE)).toEqual({ ok: false, reason: 'storage' });
    expect(await broken.readBackup(await backupOf(app), PASSPHRASE)).toEqual({
      ok: false,
      reason: 'storage',
    });
  });
});

describe('on a new device', () => {
  test('it is shown before anything is written, then brought in whole, without the old device’s keys', async () => {
    const timed = await addOwnTo(app, ownInput());
    const device = makeAppDevice();
    const fresh = await device.tab();
    const preview = await previewOf(fresh, await backupOf(app));
    expect(preview).toEqual({
      madeAt: old.clock(),
      entries: [
        {
          source: 'issuer',
          name: { ja: 'みどりネットバンク', en: 'Midori Net Bank' },
          note: '本店用',
          what: 'new',
        },
        {
          source: 'own',
          name: { ja: 'Sakura Mail', en: 'Sakura Mail' },
          note: 'hanako@example.jp',
          what: 'new',
        },
      ],
    });
    expect(JSON.stringify(preview)).not.toContain(ownInput().seed);
    const door = await openDoor(device.vault.ports);
    expect((await door.status()).at).toBe('new');
    door.close();

    device.clock.set(old.clock());
    expect(await fresh.restore(preview)).toEqual({ ok: true, added: 2, already: 0 });
    const [moved, own] = fresh.tokens.value;
    expect(moved).toMatchObject({ isMoved: true, displayName: '本店用' });
    expect(fresh.code(own?.id ?? '')?.code).toBe(app.code(timed)?.code);
    expect(device.persistence.asked).toBe(1);
  });

  test('after the vault went missing, beginning anew makes room for it', async () => {
    const bytes = await backupOf(app);
    const device = makeAppDevice();
    device.vault.marker.value = { vaultId: 'lost', generation: 3 };
    const fresh = await device.tab();
    expect(fresh.status.value.at).toBe('gone');
    const preview = await previewOf(fresh, bytes);
    expect(await fresh.restore(preview)).toEqual({ ok: false, reason: 'storage' });
    await fresh.beginAnew();
    expect(await fresh.restore(preview)).toEqual({ ok: true, added: 1, already: 0 });
  });

  test('event-based tokens go on counting where they were', async () => {
    const id = await addOwnTo(app, eventInput(3));
    await app.nextEventCode(id);
    const fresh = await makeAppDevice().tab();
    await fresh.restore(await previewOf(fresh, await backupOf(app)));
    const here = fresh.tokens.value.find(({ source }) => source === 'own')?.id ?? '';
    expect(await fresh.nextEventCode(here)).toMatchObject({ counter: 4, code: '338314' });
  });
});

describe('into a vault with tokens in it', () => {
  test('what is here stays exactly as it is, and restoring twice adds nothing', async () => {
    const timed = await addOwnTo(app, ownInput());
    await app.rename(timed, 'わたしの');
    const bytes = await backupOf(app);
    await app.rename(timed, 'ちがう名');
    const before = app.tokens.value;
    const preview = await previewOf(app, bytes);
    expect(preview.entries.map(({ what }) => what)).toEqual(['here', 'here']);
    expect(preview.entries[1]?.note).toBe('ちがう名');
    expect(await app.restore(preview)).toEqual({ ok: true, added: 0, already: 2 });
    expect(await app.restore(preview)).toEqual({ ok: true, added: 0, already: 2 });
    expect(app.tokens.value).toEqual(before);
    // Activated here: its keys are still there to ask with.
    expect(app.tokens.value[1]).toMatchObject({ isMoved: false });
  });

  test('a counter moves forward and never back, wherever each device began to count', async () => {
    const id = await addOwnTo(app, eventInput(2));
    for (let n = 0; n < 4; n += 1) await app.nextEventCode(id);
    const bytes = await backupOf(app);

    const fresh = await makeAppDevice().tab();
    const here = await addOwnTo(fresh, eventInput(0));
    await fresh.nextEventCode(here);
    const preview = await previewOf(fresh, bytes);
    expect(preview.entries[1]).toMatchObject({ source: 'own', what: 'counter' });
    expect(await fresh.restore(preview)).toEqual({ ok: true, added: 1, already: 1 });
    expect(await fresh.nextEventCode(here)).toMatchObject({ counter: 6 });
    // The backup is behind by now.
    expect((await previewOf(fresh, bytes)).entries[1]).toMatchObject({ what: 'here' });
    await fresh.restore(preview);
    expect(await fresh.nextEventCode(here)).toMatchObject({ counter: 7 });
  });

  test('a token that has used its last counter up keeps no other from being restored', async () => {
    const id = await addOwnTo(app, eventInput(Number.MAX_SAFE_INTEGER));
    expect(await app.nextEventCode(id)).toMatchObject({ ok: true });
    expect(await app.nextEventCode(id)).toEqual({ ok: false, reason: 'not-ready' });
    const bytes = await backupOf(app);
    const fresh = await makeAppDevice().tab();
    expect(await fresh.restore(await previewOf(fresh, bytes))).toEqual({ ok: true, added: 2, already: 0 });
    const here = fresh.tokens.value[1]?.id ?? '';
    expect(await fresh.nextEventCode(here)).toEqual({ ok: false, reason: 'not-ready' });
    // Here it began at 0: all its counters but the last are passed over.
    const other = await makeAppDevice().tab();
    await addOwnTo(other, eventInput(0));
    expect(await other.restore(await previewOf(other, bytes))).toEqual({ ok: true, added: 1, already: 1 });
  });

  test('a forged token under the name of one that is here does not push its counter', async () => {
    const event = {
      otp: { kind: 'event', algorithm: 'SHA-1', digits: 6, period: null },
    } as const;
    const forger = makeAppDevice();
    const [forged = ''] = await forger.keep(movable({ ...event, seed: 'A'.repeat(43) }));
    const from = await forger.tab();
    for (let n = 0; n < 3; n += 1) await from.nextEventCode(forged);
    const bytes = await backupOf(from);

    const device = makeAppDevice();
    const [id = ''] = await device.keep(movable(event));
    const here = await device.tab();
    const preview = await previewOf(here, bytes);
    expect(preview.entries.map(({ what }) => what)).toEqual(['here']);
    expect(await here.restore(preview)).toEqual({ ok: true, added: 0, already: 1 });
    expect(await here.nextEventCode(id)).toMatchObject({ counter: 1 });
  });

  test('what was added while the preview was read is not added again', async () => {
    await addOwnTo(app, ownInput());
    const fresh = await makeAppDevice().tab();
    const preview = await previewOf(fresh, await backupOf(app));
    await addOwnTo(fresh, ownInput({ issuer: 'typed by hand' }));
    expect(await fresh.restore(preview)).toEqual({ ok: true, added: 1, already: 1 });
    expect(fresh.tokens.value).toHaveLength(2);
  });
});

describe('what is no backup, or not opened by this passphrase', () => {
  test('says so and touches nothing', async () => {
    const bytes = await backupOf(app);
    const before = app.tokens.value;
    const cut = bytes.slice(0, -1);
    const changed = bytes.slice();
    changed[bytes.length - 3]! ^= 1;
    const answers = [
      [await app.readBackup(bytes, 'another passphrase'), 'passphrase'],
      [await app.readBackup(cut, PASSPHRASE), 'damaged'],
      [await app.readBackup(changed, PASSPHRASE), 'damaged'],
      [await app.readBackup(new TextEncoder().encode('hello'), PASSPHRASE), 'foreign'],
      [await app.readBackup(new Uint8Array(5 * 1024 * 1024), PASSPHRASE), 'too-large'],
    ] as const;
    for (const [answer, reason] of answers) expect(answer).toEqual({ ok: false, reason });
    expect(app.tokens.value).toBe(before);
  });

  test('a preview that this app did not make restores nothing', async () => {
    const preview = await previewOf(app, await backupOf(app));
    expect(await app.restore({ ...preview })).toEqual({ ok: false, reason: 'storage' });
  });
});

test('whatever tokens a person has, a new device has them all after a restore, in order', async () => {
  const token: fc.Arbitrary<OwnTokenInput> = fc.record({
    issuer: fc.constantFrom(null, 'A', 'B'),
    account: fc.constantFrom(null, 'a', 'b'),
    otp: fc.oneof(
      fc.record({
        kind: fc.constant('time' as const),
        algorithm: fc.constantFrom('SHA-1' as const, 'SHA-256' as const, 'SHA-512' as const),
        digits: fc.constantFrom(6 as const, 7 as const, 8 as const),
        period: fc.constantFrom(15, 30, 60),
      }),
      fc.constant(eventInput().otp),
    ),
    seed: fc.constantFrom(ownInput().seed, 'AAECAwQFBgcICQ', 'CQgHBgUEAwIBAA'),
    counter: fc.constant(0),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(token, { minLength: 1, maxLength: 8 }), async (inputs) => {
      const from = await makeAppDevice().tab();
      for (const input of inputs) await from.addOwn(input);
      const to = await makeAppDevice().tab();
      const preview = await previewOf(to, await backupOf(from));
      const count = from.tokens.value.length;
      expect(await to.restore(preview)).toEqual({ ok: true, added: count, already: 0 });
      const seen = ({ tokens }: TokenApp) => tokens.value.map(({ id: _, ...view }) => view);
      expect(seen(to)).toEqual(seen(from));
    }),
    { numRuns: 15 },
  );
});
